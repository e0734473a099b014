/** Bytes to pixels and back. */
@NullMarked
package dev.rigel.media;

import org.jspecify.annotations.NullMarked;
