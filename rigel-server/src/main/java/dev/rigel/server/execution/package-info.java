/** Agents, executions, predictions and skills over HTTP. */
@NullMarked
package dev.rigel.server.execution;

import org.jspecify.annotations.NullMarked;
