package dev.rigel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
  @TempDir Path cache;

  @Test
  void theListShowsStateSizeLicenceAndPurpose() {
    CommandRun run = run("models", "list");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .anyMatch(
            line -> line.matches("language-model +missing +1\\.12 GB +Apache-2\\.0 +Writes.*"));
  }

  @Test
  void aNetworkOfOursIsThereWithoutANetwork() {
    CommandRun run = run("models", "pull", "person-mask");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(Path.of(run.out().strip())).isRegularFile().hasFileName("selfie.onnx");
    assertThat(run("models", "list").out()).containsPattern("person-mask +ready");
  }

  @Test
  void whatCannotBePulledIsOneErrorLineAndTheRestIsPulled() {
    CommandRun run = run("models", "pull", "text-detection", "faces-front");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("blazeface-front-128.onnx");
    assertThat(run.err().lines().filter(line -> line.startsWith("rigel: ")))
        .hasSize(1)
        .first()
        .asString()
        .contains("text-detection")
        .contains("RIGEL_OFFLINE");
  }

  @Test
  void anUnknownModelIsRefusedBeforeAnythingIsPulled() throws IOException {
    CommandRun run = run("models", "pull", "faces-front", "nix");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("\"nix\"");
    try (var files = Files.list(cache)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void verifyingFindsADamagedFileAndPullingMendsIt() throws IOException {
    Path file = Path.of(run("models", "pull", "faces-back").out().strip());
    byte[] content = Files.readAllBytes(file);
    byte[] damaged = content.clone();
    damaged[content.length / 2] ^= 1;
    Files.write(file, damaged);

    CommandRun verified = run("models", "verify");
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.out()).containsPattern("faces-back +DAMAGED");
    assertThat(verified.err()).contains("rigel models pull");

    assertThat(run("models", "pull", "faces-back").exitCode()).isZero();
    assertThat(file).hasBinaryContent(content);
    assertThat(run("models", "verify").exitCode()).isZero();
  }

  @Test
  void anUnwritableCacheIsAnErrorThatNamesTheSetting() throws IOException {
    Path file = Files.writeString(cache.resolve("file"), "");

    CommandRun run =
        CommandRun.of(Map.of("RIGEL_CACHE_DIR", file.toString()), "models", "pull", "faces-back");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("RIGEL_CACHE_DIR");
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(
        Map.of("RIGEL_CACHE_DIR", cache.toString(), "RIGEL_OFFLINE", "1"),
        List.of(arguments).toArray(String[]::new));
  }
}
