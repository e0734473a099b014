package dev.rigel.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.port.Session;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.agent.port.StoredMessage;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes turns is killed at random moments; what it acknowledged is there. */
@Tag("slow")
class KillTest {
  @TempDir Path folder;

  @Test
  void robustness52_losesNothingAcknowledgedAndKeepsNoHalfTurn() throws Exception {
    Random random = new Random(52);
    String session = UUID.randomUUID().toString();
    int acknowledged = 0;
    for (int round = 0; round < 5; round++) {
      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  folder.toString(),
                  session)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      int wanted = acknowledged + 20 + random.nextInt(200);
      try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
        String line = lines.readLine();
        while (line != null && Integer.parseInt(line) < wanted) {
          acknowledged = Integer.parseInt(line);
          line = lines.readLine();
        }
        assertThat(line).as("the writer ended by itself").isNotNull();
        // Not by the Process itself, which would also close the pipe.
        child.toHandle().destroyForcibly();
        // What was in the pipe was acknowledged too.
        for (; line != null; line = lines.readLine()) {
          acknowledged = Integer.parseInt(line);
        }
      }
      child.waitFor();
      check(session, acknowledged);
    }
  }

  private void check(String session, int acknowledged) throws IOException {
    try (Store store = Store.open(folder)) {
      Session stored = store.sessions().session("local", session).orElseThrow();
      List<StoredArtifact> artifacts = store.sessions().artifacts("local", session);
      // The turn after the last acknowledged one may be there, whole.
      assertThat(stored.messages().size() / 2).isBetween(acknowledged, acknowledged + 1);
      assertThat(stored.messages()).hasSize(2 * artifacts.size());
      for (int i = 0; i < artifacts.size(); i++) {
        assertThat(stored.messages().get(2 * i).json()).isEqualTo("question " + i);
        try (InputStream blob = store.blobs().open(artifacts.get(i).blob()).orElseThrow()) {
          assertThat(blob.readAllBytes())
              .asString(StandardCharsets.UTF_8)
              .isEqualTo("picture " + i);
        }
      }
    }
  }

  /** The child: goes on where the last one was killed, and says each turn it has stored. */
  static final class Writer {
    public static void main(String[] arguments) {
      String session = arguments[1];
      Store store = Store.open(Path.of(arguments[0]));
      int i = store.sessions().artifacts("local", session).size();
      while (true) {
        byte[] picture = ("picture " + i).getBytes(StandardCharsets.UTF_8);
        StoredArtifact artifact =
            new StoredArtifact(
                "img_" + i,
                "image/png",
                Optional.empty(),
                store.blobs().put(picture),
                picture.length,
                true);
        store
            .sessions()
            .commit(
                new TurnRecord(
                    "local",
                    session,
                    "chatcmpl-" + i,
                    Instant.now(),
                    false,
                    List.of(
                        new StoredMessage("user", "question " + i, ""),
                        new StoredMessage("assistant", "answer " + i, "")),
                    List.of(artifact),
                    "",
                    "[]",
                    "{}",
                    TurnUsage.NONE,
                    Optional.empty()));
        i++;
        System.out.println(i);
        System.out.flush();
      }
    }
  }
}
