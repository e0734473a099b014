/**
 * Runs programs: values and operators as CPython 3.11 has them, tool calls in parallel by data
 * flow, exact limits.
 */
@NullMarked
package dev.rigel.program.run;

import org.jspecify.annotations.NullMarked;
