package dev.rigel.server;

import dev.rigel.language.TextEmbedder;
import dev.rigel.language.embedding.BgeEmbedder;
import dev.rigel.language.embedding.KeptVectors;
import dev.rigel.perception.network.NativeLibraries;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The embedding model, loaded when the first text is embedded: a server that only runs reflexes
 * never needs it.
 */
final class LateEmbedder implements TextEmbedder {
  private final NativeLibraries libraries;
  private final Path cache;
  private final KeptVectors kept;
  private @Nullable BgeEmbedder loaded;

  LateEmbedder(NativeLibraries libraries, Path cache) {
    this.libraries = libraries;
    this.cache = cache;
    this.kept = new KeptVectors(cache.resolve("vectors"), BgeEmbedder.NAME);
  }

  @Override
  public float[] embed(String text) {
    return model().embed(text);
  }

  @Override
  public List<float[]> embedAll(List<String> texts) {
    return kept.read(texts)
        .orElseGet(() -> {
          List<float[]> vectors = model().embedAll(texts);
          kept.write(texts, vectors);
          return vectors;
        });
  }

  private synchronized BgeEmbedder model() {
    if (loaded == null) {
      libraries.prepare();
      loaded = BgeEmbedder.load(cache, 1);
    }
    return loaded;
  }

  @Override
  public synchronized void close() {
    if (loaded != null) {
      loaded.close();
    }
  }
}
