package dev.rigel.program.syntax;

/**
 * A stretch of program text.
 *
 * @param start offset of the first character
 * @param end offset after the last character
 * @param line line of the first character, from 1
 * @param column column of the first character, from 1
 */
public record Span(int start, int end, int line, int column) {}
