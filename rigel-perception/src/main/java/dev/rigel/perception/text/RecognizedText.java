package dev.rigel.perception.text;

/**
 * What a line says.
 *
 * @param confidence mean probability of its characters, 0 to 1
 */
record RecognizedText(String text, double confidence) {}
