package dev.rigel.program.check;

/** What can become of program text that is still being written. */
public sealed interface Verdict {
  /** Some continuation makes a right program of it. */
  record Viable() implements Verdict {}

  /**
   * The program has ended; what stands after it does not belong to it.
   *
   * @param length characters of the program
   */
  record Complete(int length) implements Verdict {}

  /**
   * No continuation makes a right program of it.
   *
   * @param position offset of the fault
   * @param blame offset from which to write anew: the fault itself, or where text began that states
   *     what no tool has seen
   * @param reason names the construct and what to write instead
   */
  record Refused(int position, int blame, String reason) implements Verdict {}

  Verdict VIABLE = new Viable();
}
