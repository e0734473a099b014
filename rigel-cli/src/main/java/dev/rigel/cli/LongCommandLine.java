package dev.rigel.cli;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Starts Rigel once more with its arguments in a file when the command line is long: ONNX Runtime
 * 1.29 reads {@code /proc/self/cmdline} into 4 KB and ends the process with a segmentation fault on
 * a longer one.
 */
final class LongCommandLine {
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
  private static final int LONGEST = 3_800;

  private LongCommandLine() {}

  /** The exit code of the second start; empty when none was needed. */
  static OptionalInt startedAgain(String[] arguments) throws IOException, InterruptedException {
    if (!Files.isReadable(COMMAND_LINE) || Files.readAllBytes(COMMAND_LINE).length <= LONGEST) {
      return OptionalInt.empty();
    }
    List<String> all = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
    all.add("-cp");
    all.add(System.getProperty("java.class.path"));
    all.add(Main.class.getName());
    all.addAll(List.of(arguments));
    Path file = Files.createTempFile("rigel-arguments-", ".txt");
    try {
      Files.write(file, all.stream().map(LongCommandLine::quoted).toList());
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      Process second =
          new ProcessBuilder(java, "@" + file).directory(new File(".")).inheritIO().start();
      Runtime.getRuntime().addShutdownHook(new Thread(second::destroy));
      return OptionalInt.of(second.waitFor());
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** As the java launcher reads argument files. */
  private static String quoted(String argument) {
    return '"'
        + argument
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
        + '"';
  }
}
