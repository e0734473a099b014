package dev.rigel.tools;

import dev.rigel.program.RunListener;
import dev.rigel.program.Step;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes on what a run does, but the same warning only once: several tools read the same page. */
final class WarnOnce implements RunListener {
  private final RunListener listener;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  WarnOnce(RunListener listener) {
    this.listener = listener;
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
    if (said.add(text)) {
      listener.warned(text);
    }
  }
}
