package dev.rigel.agent.plan;

/** A program that did not work, and why: what a planner needs to write a better one. */
public record FailedProgram(String program, String message) {}
