/**
 * Takes a request apart into steps, and joins the programs of the steps into one.
 *
 * <p>What a small model does well when it is asked for it alone, it does badly as the second half
 * of a longer request. So each step is planned as a request of its own, on what the step before it
 * will have made, and the programs are joined by their variables.
 */
@NullMarked
package dev.rigel.agent.plan.steps;

import org.jspecify.annotations.NullMarked;
