package dev.rigel.base;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where Rigel keeps its files: model files and prefix states in {@code cache}, what must last in
 * {@code data}.
 *
 * <p>The {@code HOME} of the environment counts, not Java's {@code user.home}, which comes from the
 * password file.
 */
public record Folders(Path cache, Path data) {
  /**
   * {@code RIGEL_CACHE_DIR} and {@code RIGEL_DATA_DIR}, else the XDG base directories, else their
   * defaults.
   */
  public static Folders of(Map<String, String> environment) {
    Path home =
        value(environment, "HOME").orElseGet(() -> Path.of(System.getProperty("user.home", ".")));
    return new Folders(
        value(environment, "RIGEL_CACHE_DIR")
            .orElseGet(() ->
                value(environment, "XDG_CACHE_HOME")
                    .orElse(home.resolve(".cache"))
                    .resolve("rigel")),
        value(environment, "RIGEL_DATA_DIR")
            .orElseGet(() ->
                value(environment, "XDG_DATA_HOME")
                    .orElse(home.resolve(".local").resolve("share"))
                    .resolve("rigel")));
  }

  public Folders withData(Path folder) {
    return new Folders(cache, folder);
  }

  private static Optional<Path> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(v -> !v.isBlank()).map(Path::of);
  }
}
