package dev.rigel.program.check;

/**
 * Why a program will not run, and where.
 *
 * @param line from 1
 * @param column from 1
 * @param hint what to write instead; may be empty
 */
public record Problem(int line, int column, String message, String hint) {
  /** One line for people and for a planner that repairs its program. */
  public String text() {
    return "line "
        + line
        + ", column "
        + column
        + ": "
        + message
        + (hint.isEmpty() ? "" : "; " + hint);
  }
}
