/** How good a picture is, measured on the picture alone. */
@NullMarked
package dev.rigel.media.quality;

import org.jspecify.annotations.NullMarked;
