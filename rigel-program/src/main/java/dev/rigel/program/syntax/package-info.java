/** The syntax tree of the program language. */
@NullMarked
package dev.rigel.program.syntax;

import org.jspecify.annotations.NullMarked;
