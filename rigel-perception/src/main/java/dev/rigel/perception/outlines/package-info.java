/** Finding the outlines of things. */
@NullMarked
package dev.rigel.perception.outlines;

import org.jspecify.annotations.NullMarked;
