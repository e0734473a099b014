package dev.rigel.language.constraint;

/**
 * What a part of a text must satisfy beyond its grammar: rules that need the part as a whole. Asked
 * only about texts that the grammar allows.
 */
interface Guard {
  /** Whether the whole part will do. */
  boolean allows(String part);

  /** Whether the part can still become right, having got as far as a mark. */
  boolean allowsSoFar(String part);
}
