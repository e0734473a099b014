package dev.rigel.language.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptVectorsTest {
  private static final List<String> TEXTS = List.of("one", "two");
  private static final List<float[]> VECTORS = List.of(new float[] {1, 0.5f}, new float[] {-2, 0});

  @TempDir private Path folder;

  @Test
  void givesBackWhatWasKept() {
    KeptVectors kept = new KeptVectors(folder, "model");
    assertThat(kept.read(TEXTS)).isEmpty();
    kept.write(TEXTS, VECTORS);
    assertThat(kept.read(TEXTS).orElseThrow()).usingRecursiveComparison().isEqualTo(VECTORS);
  }

  @Test
  void knowsOtherTextsAndModelsApart() {
    new KeptVectors(folder, "model").write(TEXTS, VECTORS);
    assertThat(new KeptVectors(folder, "model").read(List.of("one", "three"))).isEmpty();
    assertThat(new KeptVectors(folder, "other").read(TEXTS)).isEmpty();
  }

  @Test
  void aDamagedOrCutFileIsWorthless() throws IOException {
    KeptVectors kept = new KeptVectors(folder, "model");
    kept.write(TEXTS, VECTORS);
    Path file;
    try (Stream<Path> files = Files.list(folder)) {
      file = files.findFirst().orElseThrow();
    }
    byte[] whole = Files.readAllBytes(file);
    byte[] damaged = whole.clone();
    damaged[10] ^= 1;
    Files.write(file, damaged);
    assertThat(kept.read(TEXTS)).isEmpty();
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      assertThat(kept.read(TEXTS)).isEmpty();
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsNoError() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    KeptVectors kept = new KeptVectors(file.resolve("below"), "model");
    kept.write(TEXTS, VECTORS);
    assertThat(kept.read(TEXTS)).isEmpty();
  }
}
