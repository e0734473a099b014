package dev.rigel.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.port.Session;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.agent.port.StoredExecution;
import dev.rigel.agent.port.StoredFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A process with a mixed load is killed at random moments: what it acknowledged is there, nothing
 * is there in halves, and what was begun ends, once.
 */
abstract class KillContract {
  private static final int KILLS = 5;
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

  private final String session = UUID.randomUUID().toString();

  abstract Store open();

  /** A class whose {@code main} runs {@link KillLoad}, and what it needs before the session. */
  abstract List<String> child();

  @Test
  void robustness52_losesNothingAcknowledgedAndEndsEverythingOnce() throws Exception {
    Random random = new Random(52);
    List<String> said = Collections.synchronizedList(new ArrayList<>());
    for (int round = 0; round < KILLS; round++) {
      said.addAll(killedAfter(40 + random.nextInt(400)));
      try (Store store = open()) {
        checkTurns(store, said);
        checkFiles(store, said);
        checkExecutions(store, said);
      }
    }
    try (Store store = open()) {
      new KillLoad(store, session, said::add).startJobs();
      long end = System.nanoTime() + PATIENCE;
      while (!store.executions().unfinished(1).isEmpty()
          || !store.deliveries().allPending(1).isEmpty()) {
        assertThat(System.nanoTime()).as("what was begun ends").isLessThan(end);
        Thread.sleep(50);
      }
      checkExecutions(store, said);
    }
    assertThat(numbers(said, "ended")).as("an end that came twice").doesNotHaveDuplicates();
    assertThat(numbers(said, "called"))
        .as("webhook calls made at least once")
        .containsAll(numbers(said, "enqueued"));
  }

  private List<String> killedAfter(int lines) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(child());
    command.add(session);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    // Longer than a command line may be.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process child = builder.start();
    List<String> said = new ArrayList<>();
    try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
      String line = output.readLine();
      while (line != null && said.size() < lines) {
        said.add(line);
        line = output.readLine();
      }
      assertThat(line).as("the child ended by itself").isNotNull();
      // Not by the Process itself, which would also close the pipe.
      child.toHandle().destroyForcibly();
      // What was in the pipe was acknowledged too; the last line may be half a line.
      for (; line != null; line = output.readLine()) {
        if (line.matches("\\w+ \\d+")) {
          said.add(line);
        }
      }
    } finally {
      child.toHandle().destroyForcibly();
      child.waitFor();
    }
    return said;
  }

  private static List<Integer> numbers(List<String> said, String what) {
    synchronized (said) {
      return said.stream()
          .filter(line -> line.startsWith(what + " "))
          .map(line -> Integer.valueOf(line.substring(what.length() + 1)))
          .toList();
    }
  }

  private void checkTurns(Store store, List<String> said) throws IOException {
    List<Integer> acknowledged = numbers(said, "turn");
    List<StoredArtifact> artifacts = store.sessions().artifacts("local", session);
    // The turn after the last acknowledged one may be there, whole.
    assertThat(artifacts.size()).isBetween(acknowledged.size(), acknowledged.size() + KILLS);
    if (artifacts.isEmpty()) {
      return;
    }
    Session stored = store.sessions().session("local", session).orElseThrow();
    assertThat(stored.messages()).hasSize(2 * artifacts.size());
    for (int i = 0; i < artifacts.size(); i++) {
      assertThat(stored.messages().get(2 * i).json()).isEqualTo("question " + i);
      assertThat(content(store, artifacts.get(i).blob())).isEqualTo("picture " + i);
    }
    assertThat(acknowledged).allMatch(number -> number < artifacts.size());
    assertThat(store.sessions().creditsSince("local", Instant.EPOCH))
        .as("use counted once")
        .isEqualTo(artifacts.size());
  }

  private void checkFiles(Store store, List<String> said) throws IOException {
    for (int number : numbers(said, "file")) {
      StoredFile file = store.files().file("local", session + " file " + number).orElseThrow();
      assertThat(content(store, file.blob().orElseThrow())).isEqualTo("content " + number);
    }
  }

  private void checkExecutions(Store store, List<String> said) {
    List<Integer> ended = numbers(said, "ended");
    for (int number : numbers(said, "enqueued")) {
      String id = session + " run " + number;
      StoredExecution execution = store.executions().execution("local", id).orElseThrow();
      if (ended.contains(number)) {
        assertThat(execution.status()).isEqualTo(StoredExecution.Status.COMPLETED);
        assertThat(execution.response()).contains("{\"of\":\"" + id + "\"}");
      }
    }
  }

  private static String content(Store store, String blob) throws IOException {
    try (InputStream content = store.blobs().open(blob).orElseThrow()) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
