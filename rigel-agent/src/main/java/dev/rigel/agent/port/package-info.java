/** What must last, as the agent needs it: the adapters are in {@code rigel-store}. */
@NullMarked
package dev.rigel.agent.port;

import org.jspecify.annotations.NullMarked;
