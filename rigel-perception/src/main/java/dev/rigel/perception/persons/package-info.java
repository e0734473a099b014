/** Separating persons from the background. */
@NullMarked
package dev.rigel.perception.persons;

import org.jspecify.annotations.NullMarked;
