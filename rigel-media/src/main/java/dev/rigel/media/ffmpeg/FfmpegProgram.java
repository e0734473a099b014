package dev.rigel.media.ffmpeg;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.CallScope;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the program {@code ffmpeg} is.
 *
 * @param libraries the folder of the libraries that it comes with; empty when the system has them
 */
public record FfmpegProgram(Path executable, Optional<Path> libraries) {
  public FfmpegProgram {
    requireNonNull(executable, "executable");
    requireNonNull(libraries, "libraries");
  }

  /** Finds the program. */
  @FunctionalInterface
  public interface Finder {
    /** Empty where there is none. May take long the first time: it may be pulled. */
    Optional<FfmpegProgram> find(CallScope scope);

    static Finder none() {
      return _ -> Optional.empty();
    }
  }
}
