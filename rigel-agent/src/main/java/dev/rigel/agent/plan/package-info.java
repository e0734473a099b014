/** From a turn to a checked program. */
@NullMarked
package dev.rigel.agent.plan;

import org.jspecify.annotations.NullMarked;
