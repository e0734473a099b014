/** Checks programs before they run, whole ones and those still being written. */
@NullMarked
package dev.rigel.program.check;

import org.jspecify.annotations.NullMarked;
