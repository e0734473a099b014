/**
 * Runs that outlive their requests: agents' executions and predictions, and the calls that tell of
 * their end.
 */
@NullMarked
package dev.rigel.agent.execution;

import org.jspecify.annotations.NullMarked;
