package dev.rigel.protocol;

/** Placeholder for the contract between the rooms; filled in by the protocol work. */
public record ChatCompletionRequest() {}
