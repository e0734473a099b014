/** JSON schemas of foreign origin: compiled and asked within bounds. */
@NullMarked
package dev.rigel.language.schema;

import org.jspecify.annotations.NullMarked;
