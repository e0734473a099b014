package dev.rigel.program;

import java.util.Optional;

/**
 * Remembers results of tool calls, so that the same call in the same workspace is not made twice.
 * Thread-safe.
 */
public interface Memo {
  /** Remembers nothing. */
  Memo NONE =
      new Memo() {
        @Override
        public Optional<Optional<Object>> get(String key) {
          return Optional.empty();
        }

        @Override
        public void put(String key, Optional<Object> result) {}
      };

  /**
   * @param key tool name, version and the fingerprints of its arguments
   * @return the remembered result (empty inside for {@code None}), or empty when the call was never
   *     made
   */
  Optional<Optional<Object>> get(String key);

  void put(String key, Optional<Object> result);
}
