package dev.rigel.perception.text;

/**
 * A word among a recogniser's steps.
 *
 * @param confidence mean probability of its characters, 0 to 1
 * @param firstStep the step that says its first character
 * @param lastStep the last step that says its last character
 */
record DecodedWord(String text, double confidence, int characters, int firstStep, int lastStep) {}
