/** The domains that Rigel has schemas for. */
@NullMarked
package dev.rigel.agent.hub;

import org.jspecify.annotations.NullMarked;
