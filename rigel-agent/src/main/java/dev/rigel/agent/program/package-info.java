/** Programs that are there already: checked and run without any planning. */
@NullMarked
package dev.rigel.agent.program;

import org.jspecify.annotations.NullMarked;
