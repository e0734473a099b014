/** Grammars and JSON schemas as constraints on what a model may write. */
@NullMarked
package dev.rigel.language.constraint;

import org.jspecify.annotations.NullMarked;
