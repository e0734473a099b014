package dev.rigel.weights;

/**
 * Hears what a pull does, for a progress bar or a log. Called on the pulling thread: it must be
 * quick, and thread-safe when several entries are pulled at once.
 */
@FunctionalInterface
public interface PullListener {
  void on(PullEvent event);

  static PullListener silent() {
    return _ -> {};
  }
}
