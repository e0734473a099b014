/** How things are done: request and program pairs, found again by meaning. */
@NullMarked
package dev.rigel.agent.recipe;

import org.jspecify.annotations.NullMarked;
