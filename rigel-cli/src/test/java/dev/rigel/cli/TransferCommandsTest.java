package dev.rigel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.port.StoredFeedback;
import dev.rigel.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rigel export} and {@code rigel import}. */
class TransferCommandsTest {
  @TempDir Path folder;

  private CommandRun run(String command, String data, String file) {
    return CommandRun.of(
        Map.of("HOME", folder.toString()),
        command,
        "--data",
        folder.resolve(data).toString(),
        folder.resolve(file).toString());
  }

  private void fill(String data) {
    try (Store store = Store.open(folder.resolve(data))) {
      store
          .feedback()
          .add(
              new StoredFeedback(
                  "anna",
                  "1",
                  "chat",
                  "run",
                  Optional.empty(),
                  Optional.of("good"),
                  Instant.EPOCH));
    }
  }

  @Test
  void moveTheDataOfANode() {
    fill("old");

    CommandRun exported = run("export", "old", "node.zip");
    assertThat(exported.exitCode()).isZero();
    assertThat(exported.out()).contains("1 rows", "0 media", "node.zip");

    CommandRun imported = run("import", "new", "node.zip");
    assertThat(imported.exitCode()).isZero();
    assertThat(imported.out()).contains("1 rows");
    try (Store store = Store.open(folder.resolve("new"))) {
      assertThat(store.feedback().of("anna", "chat", "run", 0, 10)).hasSize(1);
    }
  }

  @Test
  void refuseWhatWouldOverwriteSomething() throws Exception {
    fill("old");
    fill("full");
    run("export", "old", "node.zip");
    byte[] before = Files.readAllBytes(folder.resolve("node.zip"));

    CommandRun again = run("export", "old", "node.zip");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("already");
    assertThat(Files.readAllBytes(folder.resolve("node.zip"))).isEqualTo(before);

    CommandRun imported = run("import", "full", "node.zip");
    assertThat(imported.exitCode()).isEqualTo(1);
    assertThat(imported.err()).contains("not empty");
  }

  @Test
  void robustness59_leaveTheDataOfARunningServerAlone() {
    try (Store _ = Store.open(folder.resolve("old"))) {
      CommandRun run = run("export", "old", "node.zip");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("in use").contains("" + ProcessHandle.current().pid());
      assertThat(folder.resolve("node.zip")).doesNotExist();
    }
  }
}
