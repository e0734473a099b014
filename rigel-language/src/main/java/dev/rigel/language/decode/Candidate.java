package dev.rigel.language.decode;

import java.nio.charset.StandardCharsets;

/**
 * A token that may come next.
 *
 * @param piece the bytes it stands for, which need not be whole characters; empty for an end
 * @param logProbability natural logarithm of its probability under the model, before any sampling
 *     setting
 * @param ends whether it is an end-of-text token
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its number only
public record Candidate(int id, byte[] piece, double logProbability, boolean ends) {
  public static Candidate of(int id, String piece, double logProbability) {
    return new Candidate(id, piece.getBytes(StandardCharsets.UTF_8), logProbability, false);
  }

  public static Candidate end(int id, double logProbability) {
    return new Candidate(id, new byte[0], logProbability, true);
  }

  public double probability() {
    return Math.exp(logProbability);
  }

  /** For reports; pieces of characters show as replacement characters. */
  public String text() {
    return new String(piece, StandardCharsets.UTF_8);
  }

  /** Whether the other piece begins with this one and is longer. */
  boolean isProperPrefixOf(byte[] other) {
    return piece.length < other.length
        && java.util.Arrays.equals(piece, 0, piece.length, other, 0, piece.length);
  }

  boolean endsInLetter() {
    return piece.length > 0
        && (piece[piece.length - 1] < 0 || Character.isLetter(piece[piece.length - 1]));
  }
}
