/** Finding objects of known kinds. */
@NullMarked
package dev.rigel.perception.objects;

import org.jspecify.annotations.NullMarked;
