/** The program language: parse, check, run, trace. */
@NullMarked
package dev.rigel.program;

import org.jspecify.annotations.NullMarked;
