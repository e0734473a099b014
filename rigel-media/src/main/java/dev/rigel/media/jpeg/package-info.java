/**
 * A decoder for the JPEGs that cameras and most programs write (sequential, Huffman coded, one
 * scan), which makes smaller pictures without decoding all pixels. Everything else is left to the
 * JDK's decoder.
 */
@NullMarked
package dev.rigel.media.jpeg;

import org.jspecify.annotations.NullMarked;
