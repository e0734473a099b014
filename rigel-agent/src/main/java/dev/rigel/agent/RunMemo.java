package dev.rigel.agent;

import dev.rigel.program.Memo;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The results of one turn's calls, so that a repaired program goes on where the last one stopped.
 */
final class RunMemo implements Memo {
  private final Map<String, Optional<Object>> results = new ConcurrentHashMap<>();

  @Override
  public Optional<Optional<Object>> get(String key) {
    return Optional.ofNullable(results.get(key));
  }

  @Override
  public void put(String key, Optional<Object> result) {
    results.put(key, result);
  }
}
