/** Bar codes. */
@NullMarked
package dev.rigel.perception.codes;

import org.jspecify.annotations.NullMarked;
