package dev.rigel.weights;

import dev.rigel.base.CallScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches one package through its registry's own client, which knows the user's mirrors, proxies
 * and certificates. Nothing of a package is ever run: no dependencies, no build, no install
 * scripts.
 */
final class PackageClient {
  private static final Logger LOG = LoggerFactory.getLogger(PackageClient.class);
  private static final Duration LIMIT = Duration.ofMinutes(60);

  private final Map<String, String> environment;

  PackageClient(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** The program that would be run for a registry, if there is one on the path. */
  Optional<List<String>> command(Registry registry) {
    return switch (registry) {
      case PIP ->
          onPath("pip3")
              .or(() -> onPath("pip"))
              .map(List::of)
              .or(() -> onPath("python3").map(python -> List.of(python, "-m", "pip")));
      case NPM -> onPath("npm").map(List::of);
      case MAVEN -> onPath("mvn").map(List::of);
    };
  }

  /**
   * Fetches a package into a folder of its own.
   *
   * @param folder empty; the client's temporary files go there too, so that its growth shows how
   *     far the download is
   * @return the package's archive
   */
  Path fetch(
      Registry registry, String coordinates, Path folder, LongSupplier measure, CallScope scope)
      throws SourceFailure, IOException {
    List<String> client = command(registry).orElseThrow(() -> new SourceFailure(missing(registry)));
    Path out = Files.createDirectories(folder.resolve("out"));
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    List<String> command = new ArrayList<>(client);
    command.addAll(arguments(registry, coordinates, out));
    ChildRun child = new ChildRun(command, out, environment(registry, temporary));
    ChildRun.Outcome outcome = child.run(LIMIT, standstill(registry), measure, scope);
    if (outcome.exitCode() != 0) {
      LOG.info(
          "{} {} ended with {}: {}",
          registry.client(),
          coordinates,
          outcome.exitCode(),
          outcome.tail().strip());
      throw new SourceFailure(reason(registry, outcome));
    }
    try (Stream<Path> files = Files.list(out)) {
      List<Path> archives = files.filter(f -> isArchive(registry, f)).toList();
      if (archives.size() != 1) {
        throw new SourceFailure(registry.client() + " left no package behind");
      }
      return archives.getFirst();
    }
  }

  private static List<String> arguments(Registry registry, String coordinates, Path out) {
    return switch (registry) {
      case PIP ->
          List.of(
              "download",
              "--quiet",
              "--no-deps",
              "--only-binary=:all:",
              "--ignore-requires-python",
              "--no-cache-dir",
              "--disable-pip-version-check",
              "--no-input",
              "--retries=1",
              "--timeout=20",
              "-d",
              out.toString(),
              coordinates);
      case NPM ->
          List.of(
              "pack",
              "--silent",
              "--ignore-scripts",
              "--pack-destination",
              out.toString(),
              coordinates);
      case MAVEN ->
          List.of(
              "--batch-mode",
              "--quiet",
              "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy",
              "-Dartifact=" + coordinates,
              "-DoutputDirectory=" + out);
    };
  }

  private Map<String, String> environment(Registry registry, Path temporary) {
    Map<String, String> result = new HashMap<>(environment);
    result.put("TMPDIR", temporary.toString());
    result.put("LC_ALL", "C");
    switch (registry) {
      case PIP -> result.put("PIP_REQUIRE_VIRTUALENV", "0");
      case NPM -> {
        result.put("npm_config_cache", temporary.toString());
        result.put("npm_config_update_notifier", "false");
        result.put("npm_config_fetch_retries", "1");
      }
      case MAVEN -> {}
    }
    return result;
  }

  /** Maven downloads to its own repository, which is not watched. */
  private static Duration standstill(Registry registry) {
    return switch (registry) {
      case PIP, NPM -> Duration.ofSeconds(90);
      case MAVEN -> Duration.ofMinutes(10);
    };
  }

  private static boolean isArchive(Registry registry, Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return switch (registry) {
      case PIP -> name.endsWith(".whl");
      case NPM -> name.endsWith(".tgz");
      case MAVEN -> name.endsWith(".jar");
    };
  }

  private static String missing(Registry registry) {
    return switch (registry) {
      case PIP ->
          "pip is not installed (Debian, Ubuntu: apt install python3-pip; Fedora: dnf install"
              + " python3-pip; macOS: brew install python)";
      case NPM ->
          "npm is not installed (Debian, Ubuntu: apt install npm; Fedora: dnf install npm; macOS:"
              + " brew install node)";
      case MAVEN -> "mvn is not installed (apt, dnf or brew install maven)";
    };
  }

  /** The client's own words stay in the log; the user gets ours. */
  private static String reason(Registry registry, ChildRun.Outcome outcome) {
    String tail = outcome.tail().toLowerCase(Locale.ROOT);
    if (tail.contains("no module named pip") || outcome.exitCode() == 127) {
      return missing(registry);
    }
    if (containsAny(tail, "no space left", "enospc", "disk quota")) {
      return "the disk is full";
    }
    if (containsAny(
        tail,
        "enotfound",
        "eai_again",
        "etimedout",
        "econnre",
        "timed out",
        "name resolution",
        "connection refused",
        "newconnectionerror",
        "unknown host",
        "network is unreachable",
        "connect timed out",
        "no address")) {
      return registry.client() + " has no connection to its package index";
    }
    if (containsAny(
        tail,
        "no matching distribution",
        "could not find a version",
        "etarget",
        "e404",
        "404 not found",
        "could not find artifact")) {
      return registry.client() + "'s package index does not have it";
    }
    return registry.client() + " ended with exit code " + outcome.exitCode();
  }

  private static boolean containsAny(String text, String... words) {
    return Stream.of(words).anyMatch(text::contains);
  }

  private Optional<String> onPath(String program) {
    for (String folder :
        environment.getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1)) {
      if (!folder.isEmpty()) {
        Path candidate = Path.of(folder, program);
        if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
          return Optional.of(candidate.toAbsolutePath().toString());
        }
      }
    }
    return Optional.empty();
  }
}
