/** Pictures as networks and OpenCV want them. */
@NullMarked
package dev.rigel.perception.pixels;

import org.jspecify.annotations.NullMarked;
