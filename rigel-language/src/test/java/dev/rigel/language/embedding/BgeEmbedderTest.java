package dev.rigel.language.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BgeEmbedderTest {
  private static BgeEmbedder embedder;

  @BeforeAll
  static void load(@TempDir Path folder) {
    embedder = BgeEmbedder.load(folder, 1);
  }

  @AfterAll
  static void close() {
    embedder.close();
  }

  @Test
  void vectorsHaveUnitLength() {
    float[] vector = embedder.embed("How many people are in the picture?");

    assertThat(vector).hasSize(BgeEmbedder.DIMENSIONS);
    assertThat(dot(vector, vector)).isCloseTo(1, within(1e-4));
  }

  @Test
  void textsOfLikeMeaningLieNearEachOther() {
    float[] question = embedder.embed("How many people are in the picture?");
    float[] same = embedder.embed("Count the persons on this photo.");
    float[] other = embedder.embed("Who is the supplier and what is their IBAN?");

    assertThat(dot(question, same)).isGreaterThan(dot(question, other) + 0.1);
  }

  @Test
  void longEmptyAndForeignTextsAreEmbedded() {
    for (String text : List.of("", "word ".repeat(5_000), "日本語のテキスト", "\u0000\uFFFD😀")) {
      float[] vector = embedder.embed(text);
      assertThat(dot(vector, vector)).isCloseTo(1, within(1e-4));
    }
  }

  @Test
  void theTokenizerLibraryDoesNotCallHome() {
    assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
    assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
  }

  @Test
  void severalThreadsGetTheSameVectors() throws Exception {
    float[] expected = embedder.embed("blur the faces");
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<float[]>> results = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        results.add(threads.submit(() -> embedder.embed("blur the faces")));
      }
      for (Future<float[]> result : results) {
        assertThat(dot(result.get(), expected)).isCloseTo(1, within(1e-5));
      }
    }
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
