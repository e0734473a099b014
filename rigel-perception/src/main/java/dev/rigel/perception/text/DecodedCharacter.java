package dev.rigel.perception.text;

/**
 * A character among a recogniser's steps.
 *
 * @param probability 0 to 1
 * @param step the first step that says it
 */
record DecodedCharacter(String text, double probability, int step) {}
