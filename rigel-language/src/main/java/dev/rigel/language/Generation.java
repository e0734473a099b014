package dev.rigel.language;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a model wrote.
 *
 * @param text the whole answer; it begins with the prompt's {@code answerStart}
 * @param logProbabilities one entry a token when asked for, otherwise empty
 * @param refusals how many candidates a constraint refused; 0 without one
 */
public record Generation(
    String text,
    FinishReason finishReason,
    int promptTokens,
    int cachedPromptTokens,
    int completionTokens,
    List<TokenLogProbability> logProbabilities,
    int refusals) {
  public Generation {
    requireNonNull(text, "text");
    requireNonNull(finishReason, "finishReason");
    logProbabilities = List.copyOf(logProbabilities);
  }

  /** Why writing ended. */
  public enum FinishReason {
    /** The model ended, a stop text was met, or the constraint was complete. */
    STOP,
    /** The token limit was reached. */
    LENGTH,
    /** No candidate satisfied the constraint. */
    STUCK
  }

  /**
   * A token with its natural-log probability and the likeliest alternatives, itself included.
   *
   * @param token as text; pieces of characters show as replacement characters
   * @param bytes what it stands for, exactly
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  public record TokenLogProbability(
      String token, byte[] bytes, double logProbability, List<Alternative> alternatives) {
    public TokenLogProbability {
      requireNonNull(token, "token");
      requireNonNull(bytes, "bytes");
      alternatives = List.copyOf(alternatives);
    }

    public TokenLogProbability(
        String token, double logProbability, List<Alternative> alternatives) {
      this(token, token.getBytes(StandardCharsets.UTF_8), logProbability, alternatives);
    }
  }

  /**
   * @param bytes what the token stands for, exactly
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  public record Alternative(String token, byte[] bytes, double logProbability) {
    public Alternative {
      requireNonNull(token, "token");
      requireNonNull(bytes, "bytes");
    }

    public Alternative(String token, double logProbability) {
      this(token, token.getBytes(StandardCharsets.UTF_8), logProbability);
    }
  }
}
