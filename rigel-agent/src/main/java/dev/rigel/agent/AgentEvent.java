package dev.rigel.agent;

import dev.rigel.program.Step;

/** What can happen in a turn. */
public sealed interface AgentEvent {
  /**
   * What the agent is about to do: {@code loading}, {@code planning}, … with a short text for
   * people.
   */
  record Phase(String name, String text) implements AgentEvent {}

  /**
   * A program was planned, by a {@code reflex}, the {@code model} or a {@code repair}, and checked.
   */
  record Planned(String planner, String program, double seconds) implements AgentEvent {}

  record StepStarted(int number, int line, String tool) implements AgentEvent {}

  record StepFinished(Step step) implements AgentEvent {}

  record Warning(String text) implements AgentEvent {}
}
