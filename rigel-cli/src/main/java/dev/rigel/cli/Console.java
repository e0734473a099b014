package dev.rigel.cli;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command has of the world around it: where to write, whether somebody watches, and the
 * environment's variables.
 *
 * @param out the command's result
 * @param err progress and errors
 * @param terminal whether {@code err} is a terminal, so that a line can be written over
 */
public record Console(
    PrintStream out, PrintStream err, boolean terminal, Map<String, String> environment) {
  public Console {
    requireNonNull(out, "out");
    requireNonNull(err, "err");
    environment = Map.copyOf(environment);
  }

  /** The console of this process. */
  // Java 22 to 24 always have a console; 25 is back to none where nobody sits.
  @SuppressWarnings("SystemConsoleNull")
  public static Console system() {
    java.io.Console console = System.console();
    return new Console(
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8),
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8),
        console != null && console.isTerminal(),
        System.getenv());
  }
}
