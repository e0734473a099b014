package dev.rigel.language.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * How the next token is drawn.
 *
 * <p>Candidates are put into a random order by adding Gumbel noise to their logits: the first one
 * of that order is a draw from the softmax, and the order as a whole is a draw without replacement.
 * So a constraint simply takes the first candidate that it allows (Kool, van Hoof, Welling 2019,
 * "Stochastic beams and where to find them").
 *
 * @param temperature 0 means greedy
 * @param topP only the likeliest candidates that together reach this probability, 0 to 1
 * @param topK only so many candidates
 */
public record Sampling(double temperature, double topP, OptionalInt topK, long seed) {
  /** Candidates asked of the model when drawing; what lies beyond has no weight worth naming. */
  static final int DRAWN_FROM = 512;

  /** At {@code exp(-16)} a candidate's weight is 10⁻⁷ of the best one's. */
  private static final double NEGLIGIBLE = 16;

  public static final Sampling GREEDY = new Sampling(0, 1, OptionalInt.empty(), 0);

  public boolean greedy() {
    return temperature <= 0;
  }

  /** How many candidates to ask for where {@code wanted} would do under greedy decoding. */
  int limit(int wanted) {
    return greedy() ? wanted : DRAWN_FROM;
  }

  double gap() {
    return greedy() ? Double.MAX_VALUE : Math.max(NEGLIGIBLE * temperature, NEGLIGIBLE);
  }

  /**
   * The candidates in the order in which they are to be tried.
   *
   * @param candidates the likeliest first
   * @param position the number of tokens written, so that every position has its own noise, the
   *     same whenever it is visited
   */
  List<Candidate> order(List<Candidate> candidates, int position) {
    if (greedy() || candidates.size() < 2) {
      return candidates;
    }
    int kept = kept(candidates);
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + position);
    List<Scored> drawn = new ArrayList<>(kept);
    for (Candidate candidate : candidates.subList(0, kept)) {
      double noise = -Math.log(-Math.log(random.nextDouble(Double.MIN_NORMAL, 1)));
      drawn.add(new Scored(candidate, candidate.logProbability() / temperature + noise));
    }
    drawn.sort(Comparator.comparingDouble(Scored::score).reversed());
    List<Candidate> order = new ArrayList<>(candidates.size());
    drawn.forEach(scored -> order.add(scored.candidate()));
    // Under a constraint even an unlikely candidate is better than none.
    order.addAll(candidates.subList(kept, candidates.size()));
    return order;
  }

  /** How many of the likeliest candidates take part. */
  private int kept(List<Candidate> candidates) {
    int most = Math.min(candidates.size(), Math.max(1, topK.orElse(Integer.MAX_VALUE)));
    double best = candidates.getFirst().logProbability();
    double total = 0;
    double[] weights = new double[most];
    for (int i = 0; i < most; i++) {
      weights[i] = Math.exp((candidates.get(i).logProbability() - best) / temperature);
      total += weights[i];
    }
    double sum = 0;
    for (int i = 0; i < most; i++) {
      sum += weights[i];
      if (sum >= topP * total) {
        return i + 1;
      }
    }
    return most;
  }

  private record Scored(Candidate candidate, double score) {}
}
