package dev.rigel.language;

import java.util.List;

/** Turns a text into a vector, so that texts of like meaning lie near each other. Thread-safe. */
public interface TextEmbedder extends AutoCloseable {
  /** A vector of unit length: the dot product of two is their cosine similarity. */
  float[] embed(String text);

  /** The vectors of many texts that are asked for at each start; they may have been kept. */
  default List<float[]> embedAll(List<String> texts) {
    return texts.stream().map(this::embed).toList();
  }

  @Override
  void close();
}
