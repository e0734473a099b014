package dev.rigel.perception.templates;

/**
 * How like a template a place of a picture is.
 *
 * @param whole correlation of the colours, -1 to 1; 1 where they are the same but for brightness
 *     and contrast
 * @param coarseParts of its parts the one least like it: 1 less what its correlation lacks, weighed
 *     by its contrast beside the whole's, so that the part of a label that has another number
 *     counts and a plain corner with a little noise does not
 * @param fineParts the same of smaller parts
 */
record Likeness(double whole, double coarseParts, double fineParts) {
  /** Parts along each side. */
  static final int COARSE_PARTS = 4;

  static final int FINE_PARTS = 5;

  /** Measured on the pictures of benchmarks/templates, as the values that part best. */
  private static final double FOUND = 0.75;

  private static final double COARSE_PARTS_FOUND = 0.72;
  private static final double FINE_PARTS_FOUND = 0.64;

  /** Whether the place is the template and not just something like it. */
  boolean isFound() {
    return whole >= FOUND && coarseParts >= COARSE_PARTS_FOUND && fineParts >= FINE_PARTS_FOUND;
  }
}
