package dev.rigel.program.run;

/** An evaluated {@code lower:upper:step}; each part an integer or {@code None}. */
record SliceValue(Object lower, Object upper, Object step) {
  /**
   * The places a slice takes from a sequence.
   *
   * @param count how many places; {@code start + i * step} is the i-th
   */
  record Places(long start, long stop, long step, int count) {}

  Places places(long length) {
    long stride = step == NoneValue.NONE ? 1 : clampedIndex(step);
    if (stride == 0) {
      throw PythonError.value("slice step cannot be zero");
    }
    boolean forward = stride > 0;
    long lowest = forward ? 0 : -1;
    long highest = forward ? length : length - 1;
    long start =
        lower == NoneValue.NONE
            ? (forward ? lowest : highest)
            : within(clampedIndex(lower), length, lowest, highest);
    long stop =
        upper == NoneValue.NONE
            ? (forward ? highest : lowest)
            : within(clampedIndex(upper), length, lowest, highest);
    long distance = forward ? stop - start : start - stop;
    // |stride| overflows only for Long.MIN_VALUE, where one place is all there can be.
    long size = stride == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(stride);
    long count = distance <= 0 ? 0 : (distance - 1) / size + 1;
    return new Places(start, stop, stride, (int) count);
  }

  private static long within(long index, long length, long lowest, long highest) {
    long absolute = index < 0 ? Math.max(index + length, lowest) : index;
    return Math.clamp(absolute, lowest, Math.max(lowest, highest));
  }

  private static long clampedIndex(Object part) {
    if (!Numbers.isInteger(part)) {
      throw PythonError.type("slice indices must be integers or None or have an __index__ method");
    }
    return Numbers.clamped(part);
  }
}
