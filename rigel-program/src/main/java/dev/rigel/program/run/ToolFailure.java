package dev.rigel.program.run;

/** A tool call of the run has failed, or was stopped because of one that did. */
final class ToolFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int step;

  /**
   * @param step number of the call that was waited for
   */
  ToolFailure(int step) {
    super("call " + step + " has failed", null, false, false);
    this.step = step;
  }

  int step() {
    return step;
  }
}
