package dev.rigel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rigel.agent.port.StoredMessage;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk of a few megabytes, which only root can have mounted; others skip this. */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {
  @TempDir Path folder;
  private Path disk;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    mounted = run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk.toString());
    assumeThat(mounted).as("a small disk can be mounted: needs root").isTrue();
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      run("umount", "-l", disk.toString());
    }
  }

  private static boolean run(String... command) throws Exception {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static TurnRecord turn(int number) {
    return new TurnRecord(
        "local",
        "s" + number,
        "chatcmpl-" + number,
        Instant.now(),
        false,
        List.of(new StoredMessage("user", "x".repeat(20_000), "")),
        List.of(),
        "",
        "{}",
        "{}",
        TurnUsage.NONE,
        Optional.empty());
  }

  @Test
  void robustness53_saysThatTheDiskIsFullAndKeepsWhatItAcknowledged() throws Exception {
    List<Integer> turns = new ArrayList<>();
    List<String> blobs = new ArrayList<>();
    try (Store store = Store.open(disk.resolve("data"))) {
      byte[] content = new byte[100_000];
      Random random = new Random(53);
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  random.nextBytes(content);
                  blobs.add(store.blobs().put(content));
                }
              })
          .isInstanceOfSatisfying(
              RigelException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL);
                assertThat(e.getMessage()).contains("disk is full");
              });
      assertThat(blobs).isNotEmpty();
      // What failed has left nothing behind: the rest of the disk is still there for turns.
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  store.sessions().commit(turn(i));
                  turns.add(i);
                }
              })
          .isInstanceOf(RigelException.class)
          .hasMessageContaining("disk is full");
      assertThat(store.sessions().turn("local", "chatcmpl-" + turns.size())).isEmpty();
      // Reading goes on, and writing as soon as there is room.
      checkKept(store, turns, blobs.subList(1, blobs.size()));
      Files.delete(
          disk.resolve("data/blobs")
              .resolve(blobs.getFirst().substring(0, 2))
              .resolve(blobs.getFirst()));
      assertThat(store.sessions().commit(turn(5_000))).isTrue();
      turns.add(5_000);
    }
    try (Store store = Store.open(disk.resolve("data"))) {
      checkKept(store, turns, blobs.subList(1, blobs.size()));
    }
  }

  private static void checkKept(Store store, List<Integer> turns, List<String> blobs)
      throws IOException {
    for (int number : turns) {
      assertThat(store.sessions().turn("local", "chatcmpl-" + number)).isPresent();
      assertThat(store.sessions().session("local", "s" + number).orElseThrow().messages())
          .hasSize(1);
    }
    for (String blob : blobs) {
      try (InputStream content = store.blobs().open(blob).orElseThrow()) {
        assertThat(content.readAllBytes()).hasSize(100_000);
      }
    }
  }
}
