package dev.rigel.language.embedded;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.Hashes;
import dev.rigel.base.RigelException;
import dev.rigel.language.embedded.child.ChildMain;
import dev.rigel.language.embedded.wire.Frames;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The language model's process as the server sees it: one operation at a time, watched by pings. A
 * native crash or a hang ends this process and nothing else.
 */
final class ModelProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelProcess.class);
  private static final Duration PING_EVERY = Duration.ofSeconds(2);
  private static final Duration PONG_WITHIN = Duration.ofSeconds(20);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
  private static final int LOGGED_LINES = 500;
  private static final int LOGGED_LENGTH = 500;

  /** Its own environment: the server's keys are none of its business. */
  private static final List<String> ENVIRONMENT =
      List.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "SystemRoot", "TEMP");

  /** What the reading thread hears: a message, or that there will be no more. */
  private sealed interface Heard {
    record Message(JsonNode content) implements Heard {}

    record Nothing() implements Heard {}
  }

  private final Process process;
  private final Frames.Writer out;
  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private final Duration stepTimeout;
  private volatile long lastPong = System.nanoTime();
  private volatile int contextLength;

  private ModelProcess(Process process, Duration stepTimeout) {
    this.process = process;
    this.out = new Frames.Writer(process.getOutputStream());
    this.stepTimeout = stepTimeout;
    Thread.ofPlatform().daemon().name("rigel-language-model-in").start(this::listen);
    Thread.ofPlatform().daemon().name("rigel-language-model-log").start(this::log);
  }

  /** Starts the process and loads the model. */
  static ModelProcess start(EmbeddedSettings settings, Path libraries, Path model)
      throws ProcessDiedException, InterruptedException {
    ModelProcess started;
    try {
      Files.createDirectories(settings.stateFolder());
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "--enable-native-access=ALL-UNNAMED",
              "-Xmx64m",
              "-XX:+UseSerialGC",
              "-XX:-CreateCoredumpOnCrash",
              "-XX:+ErrorFileToStderr",
              "-Dstderr.encoding=UTF-8",
              "-cp",
              classPath(),
              ChildMain.class.getName());
      Map<String, String> environment = builder.environment();
      environment.keySet().retainAll(ENVIRONMENT);
      // Without it ggml starts a debugger when it aborts, and that writes into our frames.
      environment.put("GGML_NO_BACKTRACE", "1");
      started = new ModelProcess(builder.start(), settings.stepTimeout());
    } catch (IOException e) {
      throw RigelException.causedBy(
          e, ErrorCode.MODEL_FAILED, "The language model's process cannot be started.");
    }
    boolean ready = false;
    try {
      ObjectNode hello =
          Frames.message("hello")
              .put("libraries", libraries.toAbsolutePath().toString())
              .put("model", model.toAbsolutePath().toString())
              .put("contextLength", settings.contextLength())
              .put("threads", settings.threads())
              .put("stateFolder", settings.stateFolder().toAbsolutePath().toString())
              .put("keptStates", settings.keptStates());
      JsonNode answer = started.call(hello);
      started.contextLength = answer.path("contextLength").asInt();
      LOG.info(
          "language model {} ready: llama.cpp {}, {} threads, context of {} tokens",
          settings.name(),
          answer.path("version").asString(""),
          settings.threads(),
          started.contextLength);
      ready = true;
      return started;
    } finally {
      if (!ready) {
        started.close();
      }
    }
  }

  int contextLength() {
    return contextLength;
  }

  boolean alive() {
    return process.isAlive();
  }

  long processId() {
    return process.pid();
  }

  /**
   * One operation and its answer.
   *
   * @throws InterruptedException when the caller is interrupted; the operation has been stopped
   * @throws RigelException when the engine refuses the operation
   */
  JsonNode call(ObjectNode operation) throws ProcessDiedException, InterruptedException {
    send(operation);
    long lastSign = System.nanoTime();
    long lastPing = lastSign;
    lastPong = lastSign;
    while (true) {
      Heard next;
      try {
        next = heard.poll(PING_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        stopOperation();
        throw e;
      }
      long now = System.nanoTime();
      if (next == null) {
        if (now - lastSign > stepTimeout.toNanos()) {
          throw died("gave no sign of progress for " + stepTimeout.toSeconds() + " s");
        }
        if (now - lastPong > PONG_WITHIN.toNanos()) {
          throw died("answers no pings");
        }
        if (now - lastPing > PING_EVERY.toNanos() / 2) {
          send(Frames.message("ping").put("n", now));
          lastPing = now;
        }
        continue;
      }
      switch (next) {
        case Heard.Nothing() -> throw died("ended");
        case Heard.Message(JsonNode content) -> {
          lastSign = now;
          switch (content.path("type").asString("")) {
            case "progress" -> {}
            case "error" -> throw refusal(content);
            default -> {
              return content;
            }
          }
        }
      }
    }
  }

  private static RigelException refusal(JsonNode error) {
    String message = error.path("message").asString("");
    return switch (error.path("code").asString("")) {
      case "too_long" ->
          RigelException.invalid(
              "The prompt does not fit the language model: it "
                  + message
                  + ". Send less text or configure a model with a larger context.",
              "messages");
      case "cancelled" -> new RigelException(ErrorCode.CANCELLED, "The generation was cancelled.");
      case "unusable" ->
          new RigelException(
              ErrorCode.MODEL_FAILED, "The embedded language model cannot be used: " + message);
      default -> {
        LOG.warn("the language model's process refused an operation: {}", message);
        yield new RigelException(
            ErrorCode.MODEL_FAILED, "The embedded language model failed at this request.");
      }
    };
  }

  /** Tells the engine to stop and waits until it has, so that the next operation finds it idle. */
  private void stopOperation() {
    long until = System.nanoTime() + STOP_WITHIN.toNanos();
    try {
      send(Frames.message("cancel"));
      while (true) {
        long left = until - System.nanoTime();
        Heard next = left > 0 ? pollPatiently(left) : null;
        if (next == null) {
          LOG.warn("the language model did not stop in time and is ended");
          close();
          return;
        }
        if (!(next instanceof Heard.Message(JsonNode content))) {
          return;
        }
        if (!content.path("type").asString("").equals("progress")) {
          return;
        }
      }
    } catch (ProcessDiedException e) {
      LOG.debug("stopped a process that had ended", e);
    }
  }

  private @org.jspecify.annotations.Nullable Heard pollPatiently(long nanos) {
    boolean interrupted = false;
    long until = System.nanoTime() + nanos;
    try {
      while (true) {
        try {
          return heard.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void send(ObjectNode message) throws ProcessDiedException {
    try {
      out.write(message);
    } catch (IOException e) {
      throw died("does not listen any more");
    }
  }

  private ProcessDiedException died(String how) {
    close();
    String exit = process.isAlive() ? "" : ", exit status " + process.exitValue();
    return new ProcessDiedException("the language model's process " + how + exit);
  }

  private void listen() {
    Frames.Reader in = new Frames.Reader(process.getInputStream());
    try {
      for (Optional<JsonNode> message = in.read(); message.isPresent(); message = in.read()) {
        if (message.get().path("type").asString("").equals("pong")) {
          lastPong = System.nanoTime();
        } else {
          heard.add(new Heard.Message(message.get()));
        }
      }
    } catch (IOException e) {
      LOG.debug("the language model's output ended: {}", e.getMessage());
    }
    heard.add(new Heard.Nothing());
  }

  /** Reads standard error to its end, however much there is, and logs the beginning. */
  private void log() {
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      int count = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (count++ < LOGGED_LINES) {
          LOG.debug("{}", line.length() > LOGGED_LENGTH ? line.substring(0, LOGGED_LENGTH) : line);
        }
      }
    } catch (IOException e) {
      LOG.debug("the language model's log ended: {}", e.getMessage());
    }
  }

  /** Ends the process at once. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        LOG.warn("process {} of the language model does not end", process.pid());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Only what the process needs: our own classes and the JSON library. */
  private static String classPath() {
    List<String> places = new ArrayList<>();
    for (Class<?> needed :
        List.of(
            ChildMain.class, Hashes.class, JsonMapper.class, JsonParser.class, JsonInclude.class)) {
      CodeSource source = needed.getProtectionDomain().getCodeSource();
      if (source == null || !"file".equals(source.getLocation().getProtocol())) {
        return System.getProperty("java.class.path");
      }
      try {
        String place = Path.of(source.getLocation().toURI()).toString();
        if (!places.contains(place)) {
          places.add(place);
        }
      } catch (URISyntaxException e) {
        return System.getProperty("java.class.path");
      }
    }
    return String.join(File.pathSeparator, places);
  }
}
