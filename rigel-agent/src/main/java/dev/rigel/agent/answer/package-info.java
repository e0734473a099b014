/** From a program's results to text, JSON and artifacts in the asked form. */
@NullMarked
package dev.rigel.agent.answer;

import org.jspecify.annotations.NullMarked;
