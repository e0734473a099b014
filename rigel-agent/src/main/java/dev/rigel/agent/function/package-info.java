/** The client's own functions: which to call, and with what. */
@NullMarked
package dev.rigel.agent.function;

import org.jspecify.annotations.NullMarked;
