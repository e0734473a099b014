package dev.rigel.media.libreoffice;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.child.ChildProcess;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for LibreOffice once: the configured path, else {@code soffice} or {@code libreoffice} in
 * the folders of {@code PATH}. One that does not start is passed over.
 */
public final class LibreOfficeFinder implements LibreOfficeProgram.Finder {
  private static final Logger LOG = LoggerFactory.getLogger(LibreOfficeFinder.class);
  private static final Pattern VERSION = Pattern.compile("LibreOffice\\S* \\d[\\d.]*");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A user and a network of its own: root inside, nobody more than we are outside. */
  private static final List<String> WITHOUT_NETWORK = List.of("--user", "--map-root-user", "--net");

  private final Optional<Path> configured;
  private final List<Path> folders;
  private @Nullable Optional<LibreOfficeProgram> found;

  /**
   * @param configured named by the settings; nothing else is looked at then
   * @param searchPath folders as in the environment variable {@code PATH}
   */
  public LibreOfficeFinder(Optional<Path> configured, String searchPath) {
    this.configured = requireNonNull(configured, "configured");
    this.folders =
        Arrays.stream(searchPath.split(Pattern.quote(File.pathSeparator)))
            .filter(folder -> !folder.isBlank())
            .map(Path::of)
            .toList();
  }

  @Override
  public synchronized Optional<LibreOfficeProgram> find() {
    Optional<LibreOfficeProgram> known = found;
    if (known == null) {
      known =
          candidates()
              .flatMap(path -> version(path).map(version -> program(path, version)).stream())
              .findFirst();
      if (known.isEmpty() && configured.isPresent()) {
        LOG.warn("{} is not LibreOffice, or does not start", configured.get());
      }
      found = known;
    }
    return known;
  }

  private Stream<Path> candidates() {
    return configured
        .map(Stream::of)
        .orElseGet(() ->
            Stream.of("soffice", "libreoffice")
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name))))
        .filter(Files::isExecutable);
  }

  private LibreOfficeProgram program(Path path, String version) {
    List<String> isolation =
        folders.stream()
            .map(folder -> folder.resolve("unshare"))
            .filter(Files::isExecutable)
            .findFirst()
            .map(unshare ->
                Stream.concat(Stream.of(unshare.toString()), WITHOUT_NETWORK.stream()).toList())
            .filter(LibreOfficeFinder::isAllowed)
            .orElse(List.of());
    return new LibreOfficeProgram(path, version, isolation);
  }

  /** Containers often allow no namespaces inside. */
  private static boolean isAllowed(List<String> isolation) {
    List<String> command =
        Stream.concat(isolation.stream(), Stream.of("/bin/sh", "-c", "exit 0")).toList();
    return new ChildProcess(command, Map.of(), Optional.empty()).run(1 << 10, PATIENCE).succeeded();
  }

  private static Optional<String> version(Path path) {
    ChildProcess.Outcome outcome =
        new ChildProcess(List.of(path.toString(), "--version"), Map.of(), Optional.empty())
            .run(1 << 16, PATIENCE);
    Matcher version =
        VERSION.matcher(
            outcome.succeeded() ? new String(outcome.output(), StandardCharsets.UTF_8) : "");
    return version.find() ? Optional.of(version.group()) : Optional.empty();
  }
}
