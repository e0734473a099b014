package dev.rigel.media.libreoffice;

import dev.rigel.base.FolderTree;
import dev.rigel.media.child.ChildProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of LibreOffice: in a folder of its own with a profile that was never used before, without
 * macros, with limits of time, memory and of each file that it writes. Afterwards the folder is
 * gone.
 */
final class Conversion {
  private static final Logger LOG = LoggerFactory.getLogger(Conversion.class);
  static final String FOLDER_PREFIX = "conversion-";
  private static final String PROFILE = "profile.xcu";

  /**
   * Limits are inherited by all that it starts. The last one ends all of it even when this process
   * was killed and nobody else does.
   */
  private static final String LIMITED =
      """
      ulimit -c 0
      ulimit -t "$1"
      ulimit -v "$2" 2>/dev/null
      ulimit -f "$3"
      last=$4
      shift 4
      if command -v timeout >/dev/null; then exec timeout -s KILL "$last" "$@"; fi
      exec "$@"
      """;

  /** Address space; a document of a hundred pages takes less than 1 GiB of it. */
  private static final long MEMORY_KIB = 3L << 20;

  private static final long FILE_BLOCK = 512;

  /** Seconds after which it ends by itself, beyond the time it has. */
  private static final long GRACE = 15;

  /** What it may say is only for the log. */
  private static final long MOST_WORDS = 1 << 20;

  /**
   * What came of it.
   *
   * @param output the file that was wanted; empty when there is none
   */
  record Result(ChildProcess.Reason reason, Optional<byte[]> output) {}

  private final LibreOfficeProgram program;
  private final Path parent;
  private final Duration limit;
  private final long mostBytes;

  /**
   * @param parent the folder to make one's own in
   * @param mostBytes of the output
   */
  Conversion(LibreOfficeProgram program, Path parent, Duration limit, long mostBytes) {
    this.program = program;
    this.parent = parent;
    this.limit = limit;
    this.mostBytes = mostBytes;
  }

  /**
   * @param ending of the document's name, such as {@code docx}
   * @param inFilter the one to read it with, whatever it looks like
   * @param target ending of the output's name, and what follows it for {@code --convert-to}
   */
  Result run(byte[] content, String ending, String inFilter, Target target) throws IOException {
    Files.createDirectories(parent);
    Path folder = Files.createTempDirectory(parent, FOLDER_PREFIX).toAbsolutePath();
    try {
      Path profile = Files.createDirectories(folder.resolve("profile").resolve("user"));
      try (InputStream settings = Conversion.class.getResourceAsStream(PROFILE)) {
        if (settings == null) {
          throw new IllegalStateException("the bundled profile is missing: " + PROFILE);
        }
        Files.copy(settings, profile.resolve("registrymodifications.xcu"));
      }
      Path temporary = Files.createDirectory(folder.resolve("tmp"));
      Path results = Files.createDirectory(folder.resolve("out"));
      Path document = Files.write(folder.resolve("document." + ending), content);
      ChildProcess child =
          new ChildProcess(
              command(folder, document, results, inFilter, target),
              Map.of(
                  "HOME", temporary.toString(), "TMPDIR", temporary.toString(), "LANG", "C.UTF-8"),
              Optional.of(folder));
      ChildProcess.Outcome outcome = child.run(MOST_WORDS, limit);
      if (!outcome.succeeded()) {
        LOG.info("soffice ended with {}: {}", outcome.reason(), outcome.words().strip());
      }
      return result(outcome.reason(), results.resolve("document." + target.ending()));
    } finally {
      delete(folder);
    }
  }

  /**
   * @param filter with its options, as {@code --convert-to} takes it
   */
  record Target(String ending, String filter) {
    static final Target PDF = new Target("pdf", "");

    String argument() {
      return filter.isEmpty() ? ending : ending + ":" + filter;
    }
  }

  private Result result(ChildProcess.Reason reason, Path output) throws IOException {
    if (reason != ChildProcess.Reason.SUCCEEDED || !Files.isRegularFile(output)) {
      return new Result(
          reason == ChildProcess.Reason.SUCCEEDED ? ChildProcess.Reason.FAILED : reason,
          Optional.empty());
    }
    if (Files.size(output) > mostBytes) {
      return new Result(ChildProcess.Reason.TOO_MUCH, Optional.empty());
    }
    return new Result(reason, Optional.of(Files.readAllBytes(output)));
  }

  private List<String> command(
      Path folder, Path document, Path results, String inFilter, Target target) {
    List<String> command = new ArrayList<>(program.isolation());
    command.addAll(
        List.of(
            "/bin/sh",
            "-c",
            LIMITED,
            "soffice",
            Long.toString(2 * Math.max(1, limit.toSeconds())),
            Long.toString(MEMORY_KIB),
            Long.toString(mostBytes / FILE_BLOCK + 1),
            Long.toString(limit.toSeconds() + GRACE),
            program.executable().toAbsolutePath().toString(),
            "-env:UserInstallation=" + folder.resolve("profile").toUri(),
            "--headless",
            "--norestore",
            "--nologo",
            "--nolockcheck",
            "--nodefault",
            "--nofirststartwizard",
            "--infilter=" + inFilter,
            "--convert-to",
            target.argument(),
            "--outdir",
            results.toString(),
            document.toString()));
    return command;
  }

  /** As far as possible: what cannot be deleted now is swept before a later conversion. */
  static void delete(Path folder) {
    try {
      FolderTree.delete(folder);
    } catch (IOException e) {
      LOG.warn("A temporary folder could not be deleted whole: {}", folder, e);
    }
  }
}
