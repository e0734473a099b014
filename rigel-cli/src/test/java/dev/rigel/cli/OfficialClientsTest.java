package dev.rigel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code benchmarks/clients}: the official clients against the server of this build, which runs as
 * a process of its own. Needs Python, and Node 20 or newer with npm, and fetches the clients.
 */
@Tag("slow")
class OfficialClientsTest {
  private static final String KEY = "key-of-anna";
  private static final String OTHER_KEY = "key-of-bert";
  private static final String ANNOUNCEMENT = "Rigel listens on ";
  private static final Duration START = Duration.ofMinutes(2);
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path folder = Path.of("");
  private Process server;
  private String address = "";

  @BeforeEach
  void startServer() throws Exception {
    assumeTrue(runs("python3", "-c", "import venv, ensurepip"), "python3 with venv is there");
    assumeTrue(
        runs("node", "-e", "process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)"),
        "Node 20 or newer is there");
    assumeTrue(runs("npm", "--version"), "npm is there");
    Path log = folder.resolve("server.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            Main.class.getName(),
            "serve",
            "--port",
            "0",
            "--data",
            folder.resolve("data").toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("RIGEL_LLM_"));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("RIGEL_API_KEYS", KEY + "," + OTHER_KEY);
    // The clients send URLs of the server's own files back to it.
    builder.environment().put("RIGEL_FETCH_ALLOW", "127.0.0.1");
    server = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    address = announced(log);
  }

  @AfterEach
  void stopServer() throws InterruptedException {
    if (server != null) {
      server.destroy();
      if (!server.waitFor(30, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    }
  }

  @Test
  void everyCallOfEveryClientPasses() throws Exception {
    Path log = folder.resolve("clients.log");
    Process clients =
        start(
            Map.of(
                "RIGEL_SERVER",
                address,
                "RIGEL_SERVER_KEY",
                KEY,
                "RIGEL_SERVER_OTHER_KEY",
                OTHER_KEY),
            log,
            "sh",
            "benchmarks/clients/run.sh");
    try {
      boolean ended = clients.waitFor(30, TimeUnit.MINUTES);
      String told = Files.readString(log);
      assertThat(ended).as("The clients did not end:%n%s", told).isTrue();
      assertThat(clients.exitValue()).as(told).isZero();
      assertThat(told).endsWith("all clients passed\n");
    } finally {
      clients.descendants().forEach(ProcessHandle::destroy);
      clients.destroy();
    }
  }

  private String announced(Path log) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(START);
    while (Instant.now().isBefore(end) && server.isAlive()) {
      Optional<String> found =
          Files.readAllLines(log).stream().filter(l -> l.startsWith(ANNOUNCEMENT)).findFirst();
      if (found.isPresent()) {
        return found.get().substring(ANNOUNCEMENT.length()).strip();
      }
      Thread.sleep(100);
    }
    throw new AssertionError("The server did not start:\n" + Files.readString(log));
  }

  private boolean runs(String... command) throws InterruptedException {
    try {
      Process process = start(Map.of(), folder.resolve("tool.log"), command);
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Process start(Map<String, String> environment, Path log, String... command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }
}
