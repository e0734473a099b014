package dev.rigel.agent.program;

import dev.rigel.program.RunListener;
import dev.rigel.program.Step;
import java.util.ArrayList;
import java.util.List;

/** Passes everything on and keeps the warnings, each once. */
final class WarningRelay implements RunListener {
  private final RunListener listener;
  private final List<String> warnings = new ArrayList<>();

  WarningRelay(RunListener listener) {
    this.listener = listener;
  }

  synchronized List<String> warnings() {
    return List.copyOf(warnings);
  }

  @Override
  public void started(int step, int line, String tool) {
    listener.started(step, line, tool);
  }

  @Override
  public void finished(Step step) {
    listener.finished(step);
  }

  @Override
  public void printed(int line, String text) {
    listener.printed(line, text);
  }

  @Override
  public void warned(String text) {
    synchronized (this) {
      if (warnings.contains(text)) {
        return;
      }
      warnings.add(text);
    }
    listener.warned(text);
  }
}
