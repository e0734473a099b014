package dev.rigel.perception.text;

/**
 * A word among a recogniser's steps.
 *
 * @param confidence mean probability of its characters, 0 to 1
 * @param weakest the probability of its least probable character
 * @param firstStep the step that says its first character
 * @param lastStep the last step that says its last character
 */
record DecodedWord(String text, double confidence, double weakest, int firstStep, int lastStep) {}
