package dev.rigel.language;

/** Hears the pieces of a text as a model writes them. */
@FunctionalInterface
public interface TokenListener {
  TokenListener SILENT = text -> {};

  void wrote(String text);
}
