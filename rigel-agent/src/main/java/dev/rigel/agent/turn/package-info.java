/** From a request and its session to what a planner needs. */
@NullMarked
package dev.rigel.agent.turn;

import org.jspecify.annotations.NullMarked;
