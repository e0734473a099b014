package dev.rigel.media;

/**
 * Which source pixels each of fewer target pixels covers along one side: a part of the first, all
 * between, a part of the last. Weights are in 256ths of a pixel and have the same sum for every
 * target pixel.
 */
record Spans(int[] starts, int[] ends, int[] firstWeights, int[] lastWeights, int weight) {
  static final int WHOLE = 256;

  /**
   * @param target at most the source
   */
  static Spans of(int source, int target) {
    int[] starts = new int[target];
    int[] ends = new int[target];
    int[] firstWeights = new int[target];
    int[] lastWeights = new int[target];
    double step = (double) source / target;
    int weight = (int) Math.round(step * WHOLE);
    for (int i = 0; i < target; i++) {
      double left = i * step;
      double right = (i + 1) * step;
      // A hundredth of the smallest weight is rounding, not another pixel.
      starts[i] = Math.min(source - 1, (int) (left + 1e-5));
      ends[i] = Math.clamp((int) Math.ceil(right - 1e-5) - 1, starts[i], source - 1);
      boolean one = starts[i] == ends[i];
      firstWeights[i] = one ? weight : (int) Math.round((starts[i] + 1 - left) * WHOLE);
      lastWeights[i] =
          one ? 0 : Math.max(0, weight - firstWeights[i] - (ends[i] - starts[i] - 1) * WHOLE);
    }
    return new Spans(starts, ends, firstWeights, lastWeights, weight);
  }

  int count() {
    return starts.length;
  }

  int first(int target) {
    return starts[target];
  }

  int last(int target) {
    return ends[target];
  }

  /** The source pixel's share in the target pixel. */
  int weight(int target, int source) {
    if (source == starts[target]) {
      return firstWeights[target];
    }
    return source == ends[target] ? lastWeights[target] : WHOLE;
  }
}
