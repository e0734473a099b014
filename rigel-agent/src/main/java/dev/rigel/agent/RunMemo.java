package dev.rigel.agent;

import dev.rigel.program.Memo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The results of one turn's calls, so that a repaired program goes on where the last one stopped.
 */
final class RunMemo implements Memo {
  /** More than anybody is shown. */
  private static final int MOST_LATEST = 32;

  private final Map<String, Optional<Object>> results = new ConcurrentHashMap<>();
  private final Deque<Object> latest = new ArrayDeque<>();

  @Override
  public Optional<Optional<Object>> get(String key) {
    return Optional.ofNullable(results.get(key));
  }

  @Override
  public void put(String key, Optional<Object> result) {
    results.put(key, result);
    result.ifPresent(this::remember);
  }

  private synchronized void remember(Object value) {
    if (latest.size() == MOST_LATEST) {
      latest.removeLast();
    }
    latest.addFirst(value);
  }

  /** What calls gave, the latest first. */
  synchronized List<Object> latest() {
    return new ArrayList<>(latest);
  }
}
