package dev.rigel.agent.answer;

/**
 * How many places of a foreign schema may still be looked at: schemas can be made to branch without
 * end.
 */
final class Effort {
  private int left;

  Effort(int places) {
    this.left = places;
  }

  /** Whether one more place may be looked at. */
  boolean spend() {
    return left-- > 0;
  }
}
