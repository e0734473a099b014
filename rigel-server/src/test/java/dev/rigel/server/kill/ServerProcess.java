package dev.rigel.server.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One life of the server; what it writes goes into a file. */
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  /**
   * @param settings as environment variables
   * @param folder for its log
   */
  ServerProcess(Map<String, String> settings, Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    // It lives for seconds: what counts is how soon it is there.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
    command.add(KilledServer.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()));
    // Longer than a command line may be.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().putAll(settings);
    process = builder.start();
    output = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * @return whether it listens; otherwise it was killed before it did
   */
  boolean awaitListening() throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("listens ")) {
        return true;
      }
    }
    return false;
  }

  /** As {@code kill -9} does it. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** As {@code kill} does it; gives the exit status. */
  int stop() throws InterruptedException {
    process.toHandle().destroy();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      kill();
      throw new AssertionError("the server did not stop within a minute");
    }
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
