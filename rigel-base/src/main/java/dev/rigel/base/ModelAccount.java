package dev.rigel.base;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each language model did for a piece of work, and where one failed and another took over.
 * Thread-safe.
 */
public final class ModelAccount {
  /** Reasons told of one model; a run may ask a dead endpoint hundreds of times. */
  private static final int MOST_FAILURES = 4;

  /**
   * @param failures why it could not answer, each reason once
   */
  public record Entry(String model, ModelUse use, List<String> failures) {
    public Entry {
      failures = List.copyOf(failures);
    }
  }

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  synchronized void used(String model, ModelUse use) {
    Entry before = entry(model);
    entries.put(model, new Entry(model, before.use().plus(use), before.failures()));
  }

  synchronized void failed(String model, String why) {
    Entry before = entry(model);
    if (before.failures().contains(why) || before.failures().size() >= MOST_FAILURES) {
      return;
    }
    List<String> failures = new ArrayList<>(before.failures());
    failures.add(why);
    entries.put(model, new Entry(model, before.use(), failures));
  }

  private Entry entry(String model) {
    return entries.getOrDefault(model, new Entry(model, ModelUse.NONE, List.of()));
  }

  synchronized ModelUse total() {
    ModelUse total = ModelUse.NONE;
    for (Entry entry : entries.values()) {
      total = total.plus(entry.use());
    }
    return total;
  }

  /** In the order in which they were first asked. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries.values());
  }
}
