/** Masks as polygons: traced along the edges of pixels, simplified, holes cut in. */
@NullMarked
package dev.rigel.media.outline;

import org.jspecify.annotations.NullMarked;
