package dev.rigel.language.embedded.child;

/**
 * The likeliest tokens of one row of logits, in falling order, with the logarithm of the sum that
 * turns a logit into a log-probability.
 *
 * @param logSum natural logarithm of the sum of {@code exp(logit)} over the whole vocabulary; the
 *     tokens more than 20 below the best add less than one part in a thousand and are left out
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record Likeliest(int[] tokens, float[] logits, double logSum) {
  private static final float NEGLIGIBLE = 20;

  /**
   * @param limit at most so many tokens
   * @param gap only tokens whose logit lies at most this far below the best
   */
  static Likeliest of(float[] logits, int limit, float gap) {
    float best = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      best = Math.max(best, logit);
    }
    double sum = 0;
    SmallestFirst kept = new SmallestFirst(Math.min(limit, logits.length));
    float floor = best - gap;
    float counted = best - NEGLIGIBLE;
    for (int token = 0; token < logits.length; token++) {
      float logit = logits[token];
      if (logit >= counted) {
        sum += Math.exp(logit - best);
      }
      if (logit >= floor) {
        kept.offer(token, logit);
      }
    }
    return kept.drained(best + Math.log(sum));
  }

  /** A bounded heap with its smallest element on top. */
  private static final class SmallestFirst {
    private final int[] tokens;
    private final float[] logits;
    private int size;

    SmallestFirst(int capacity) {
      tokens = new int[capacity];
      logits = new float[capacity];
    }

    void offer(int token, float logit) {
      if (size < tokens.length) {
        int i = size++;
        while (i > 0 && before(logit, token, (i - 1) / 2)) {
          move((i - 1) / 2, i);
          i = (i - 1) / 2;
        }
        set(i, token, logit);
      } else if (size > 0 && !before(logit, token, 0)) {
        sink(token, logit);
      }
    }

    Likeliest drained(double logSum) {
      int count = size;
      int[] sortedTokens = new int[count];
      float[] sortedLogits = new float[count];
      for (int i = count - 1; i >= 0; i--) {
        sortedTokens[i] = tokens[0];
        sortedLogits[i] = logits[0];
        size--;
        if (size > 0) {
          sink(tokens[size], logits[size]);
        }
      }
      return new Likeliest(sortedTokens, sortedLogits, logSum);
    }

    private void sink(int token, float logit) {
      int i = 0;
      while (true) {
        int child = 2 * i + 1;
        if (child >= size) {
          break;
        }
        if (child + 1 < size && before(logits[child + 1], tokens[child + 1], child)) {
          child++;
        }
        if (before(logit, token, child)) {
          break;
        }
        move(child, i);
        i = child;
      }
      set(i, token, logit);
    }

    /**
     * Less likely; of equals the larger token number, so that the order never depends on chance.
     */
    private boolean before(float logit, int token, int other) {
      return logit < logits[other] || (logit == logits[other] && token > tokens[other]);
    }

    private void move(int from, int to) {
      set(to, tokens[from], logits[from]);
    }

    private void set(int i, int token, float logit) {
      tokens[i] = token;
      logits[i] = logit;
    }
  }
}
