package dev.rigel.language.embedded;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the embedded language model runs.
 *
 * @param name what the model is called in traces and in the list of models
 * @param modelFile the catalogue's name of the GGUF file
 * @param libraries the catalogue's name of the folder of llama.cpp's libraries
 * @param contextLength tokens of prompt and answer together; each takes about 28 KB
 * @param threads processor threads at most. While it writes, one core is left free as long as
 *     something else wants to run: llama.cpp's threads spin while they wait for each other, and as
 *     many threads as cores beside one busy neighbour make it twenty times slower
 * @param stateFolder where the states of fixed prompt prefixes are kept
 * @param keptStates how many of them are kept
 * @param waiting requests that may wait for their turn; more are refused
 * @param idleShutdown the process ends after so long without a request and starts again with the
 *     next; zero for never
 * @param stepTimeout a single evaluation that takes longer counts as a hang
 */
public record EmbeddedSettings(
    String name,
    String modelFile,
    String libraries,
    int contextLength,
    int threads,
    Path stateFolder,
    int keptStates,
    int waiting,
    Duration idleShutdown,
    Duration stepTimeout) {
  /** The catalogue's name of llama.cpp's libraries for processors. */
  public static final String LIBRARIES = "llama-cpp";

  public EmbeddedSettings {
    requireNonNull(name, "name");
    requireNonNull(modelFile, "modelFile");
    requireNonNull(libraries, "libraries");
    requireNonNull(stateFolder, "stateFolder");
    requireNonNull(idleShutdown, "idleShutdown");
    requireNonNull(stepTimeout, "stepTimeout");
    if (contextLength < 256 || threads < 1 || keptStates < 1 || waiting < 1) {
      throw new IllegalArgumentException(
          "contextLength, threads, keptStates and waiting must be positive");
    }
  }

  /**
   * Qwen2.5-Coder-1.5B-Instruct with 8192 tokens of context on all cores, its gigabyte of memory
   * given back after five minutes without a request.
   *
   * @param cache the folder of files that can be made again
   */
  public static EmbeddedSettings defaults(Path cache) {
    return new EmbeddedSettings(
        "qwen2.5-coder-1.5b-instruct",
        "language-model",
        LIBRARIES,
        8192,
        Runtime.getRuntime().availableProcessors(),
        cache.resolve("prefix-states"),
        8,
        64,
        Duration.ofMinutes(5),
        Duration.ofMinutes(2));
  }

  /**
   * The catalogue's name of the libraries for a kind of processor.
   *
   * @param variant {@code cpu}, {@code cuda} or {@code vulkan}
   */
  public static String librariesFor(String variant) {
    return variant.equals("cpu") ? LIBRARIES : LIBRARIES + "-" + variant;
  }

  /**
   * @param entry the catalogue's name of other libraries, for example those for a graphics card
   */
  public EmbeddedSettings withLibraries(String entry) {
    return new EmbeddedSettings(
        name,
        modelFile,
        entry,
        contextLength,
        threads,
        stateFolder,
        keptStates,
        waiting,
        idleShutdown,
        stepTimeout);
  }

  public EmbeddedSettings withThreads(int count) {
    return new EmbeddedSettings(
        name,
        modelFile,
        libraries,
        contextLength,
        count,
        stateFolder,
        keptStates,
        waiting,
        idleShutdown,
        stepTimeout);
  }

  public EmbeddedSettings withModel(String newName, String newModelFile) {
    return new EmbeddedSettings(
        newName,
        newModelFile,
        libraries,
        contextLength,
        threads,
        stateFolder,
        keptStates,
        waiting,
        idleShutdown,
        stepTimeout);
  }

  public EmbeddedSettings withContextLength(int tokens) {
    return new EmbeddedSettings(
        name,
        modelFile,
        libraries,
        tokens,
        threads,
        stateFolder,
        keptStates,
        waiting,
        idleShutdown,
        stepTimeout);
  }

  public EmbeddedSettings withIdleShutdown(Duration time) {
    return new EmbeddedSettings(
        name,
        modelFile,
        libraries,
        contextLength,
        threads,
        stateFolder,
        keptStates,
        waiting,
        time,
        stepTimeout);
  }

  public EmbeddedSettings withWaiting(int requests) {
    return new EmbeddedSettings(
        name,
        modelFile,
        libraries,
        contextLength,
        threads,
        stateFolder,
        keptStates,
        requests,
        idleShutdown,
        stepTimeout);
  }

  public EmbeddedSettings withStepTimeout(Duration time) {
    return new EmbeddedSettings(
        name,
        modelFile,
        libraries,
        contextLength,
        threads,
        stateFolder,
        keptStates,
        waiting,
        idleShutdown,
        time);
  }
}
