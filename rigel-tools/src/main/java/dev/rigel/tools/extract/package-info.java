/**
 * Fields of documents by name: found by rule, else by the language model, always with their place.
 */
@NullMarked
package dev.rigel.tools.extract;

import org.jspecify.annotations.NullMarked;
