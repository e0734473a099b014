package dev.rigel.cli;

import dev.rigel.agent.AgentEvent;
import dev.rigel.agent.AgentListener;
import dev.rigel.program.Step;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Shows a turn while it runs: the answer's text on the output, what is being done on the error
 * stream. On a terminal the last doing stands in one line that is written over.
 */
final class TurnDisplay implements AgentListener {
  private final Console console;
  private final boolean streams;
  private final boolean showsProgram;
  private int lineLength;
  private boolean wroteText;

  /**
   * @param streams text is printed as it comes
   * @param showsProgram the program and the time of every step are printed
   */
  TurnDisplay(Console console, boolean streams, boolean showsProgram) {
    this.console = console;
    this.streams = streams;
    this.showsProgram = showsProgram;
  }

  @Override
  public synchronized void wrote(String text) {
    if (streams) {
      clear();
      console.out().print(text);
      console.out().flush();
      wroteText |= !text.isEmpty();
    }
  }

  /** Whether text has been printed, so that a line end is due. */
  synchronized boolean wroteText() {
    return wroteText;
  }

  @Override
  public synchronized void happened(AgentEvent event) {
    switch (event) {
      case AgentEvent.Phase phase -> doing(phase.text());
      case AgentEvent.Planned planned -> planned(planned);
      case AgentEvent.StepStarted started ->
          doing("step " + started.number() + ": " + started.tool());
      case AgentEvent.StepFinished finished -> finished(finished.step());
      case AgentEvent.Warning warning -> line("note: " + warning.text());
    }
  }

  private void planned(AgentEvent.Planned planned) {
    if (!showsProgram) {
      doing("running the program");
      return;
    }
    line(String.format(Locale.ROOT, "program (%s, %.2f s):", planned.planner(), planned.seconds()));
    planned.program().strip().lines().forEach(text -> line("  " + text));
  }

  private void finished(Step step) {
    if (!showsProgram) {
      return;
    }
    line(
        String.format(
            Locale.ROOT,
            "step %d, line %d: %s(%s) %.2f s%s",
            step.number(),
            step.line(),
            step.tool(),
            step.arguments(),
            step.time().toNanos() / 1e9,
            step.error().map(e -> " FAILED: " + e).orElse(" -> " + step.summary())));
  }

  private void doing(String text) {
    if (console.terminal()) {
      clear();
      console.err().print(text + " …");
      console.err().flush();
      lineLength = text.length() + 2;
    } else if (!wroteText) {
      console.err().println(text);
    }
  }

  private void line(String text) {
    clear();
    console.err().println(text);
  }

  /** Takes the line that is written over away again. */
  synchronized void clear() {
    if (lineLength > 0) {
      PrintStream err = console.err();
      err.print("\r" + " ".repeat(lineLength) + "\r");
      err.flush();
      lineLength = 0;
    }
  }
}
