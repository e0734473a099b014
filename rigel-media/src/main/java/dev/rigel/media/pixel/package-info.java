/** What can be done to a picture's pixels: pure functions from pictures to pictures. */
@NullMarked
package dev.rigel.media.pixel;

import org.jspecify.annotations.NullMarked;
