package dev.rigel.program;

/**
 * Hears what a run does, as it does it. Called from several threads; must be quick and must not
 * throw.
 */
public interface RunListener {
  RunListener SILENT = new RunListener() {};

  /** A tool call has started. */
  default void started(int step, int line, String tool) {}

  /** A tool call has ended, well or not. */
  default void finished(Step step) {}

  /** The program printed a line. */
  default void printed(int line, String text) {}

  /** Something the user should know although the run goes on. */
  default void warned(String text) {}
}
