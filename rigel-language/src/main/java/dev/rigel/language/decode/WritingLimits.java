package dev.rigel.language.decode;

/**
 * What bounds one piece of writing.
 *
 * @param maxTokens tokens of the answer
 * @param alternatives candidates to keep for each token
 * @param beforeToken called before every token; throws to stop
 */
public record WritingLimits(int maxTokens, int alternatives, Runnable beforeToken) {}
