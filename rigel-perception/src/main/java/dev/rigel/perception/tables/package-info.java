/** Tables: found by drawn lines and by the alignment of words, cell by cell. */
@NullMarked
package dev.rigel.perception.tables;

import org.jspecify.annotations.NullMarked;
