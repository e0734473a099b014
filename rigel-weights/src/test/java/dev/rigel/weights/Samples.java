package dev.rigel.weights;

import dev.rigel.base.Hashes;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Catalogue entries and contents for tests. */
final class Samples {
  private Samples() {}

  static byte[] bytes(int count, long seed) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static ModelFile file(String name, byte[] content) {
    return new ModelFile(name, content.length, Hashes.sha256(content));
  }

  static Catalogue catalogue(byte[] content, Source... sources) {
    return catalogue(List.of(file("eyes.onnx", content)), sources);
  }

  static Catalogue catalogue(List<ModelFile> files, Source... sources) {
    return new Catalogue(
        List.of(
            new ModelEntry(
                "eyes",
                "For tests.",
                "CC0-1.0",
                "https://example.org/",
                false,
                Map.of(ModelEntry.ANY_PLATFORM, new ModelEntry.Content(files, List.of(sources))))));
  }
}
