package dev.rigel.language;

/** Turns a text into a vector, so that texts of like meaning lie near each other. Thread-safe. */
public interface TextEmbedder extends AutoCloseable {
  /** A vector of unit length: the dot product of two is their cosine similarity. */
  float[] embed(String text);

  @Override
  void close();
}
