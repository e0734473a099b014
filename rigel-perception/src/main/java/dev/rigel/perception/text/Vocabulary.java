package dev.rigel.perception.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Common English words, from the list SCOWL (its sizes up to 35, without names and forms in 's).
 */
final class Vocabulary {
  private static final class English {
    static final Vocabulary WORDS = new Vocabulary("english-words.txt");
  }

  /** Sorted. */
  private final String[] words;

  private Vocabulary(String resource) {
    try (InputStream list = requireNonNull(Vocabulary.class.getResourceAsStream(resource))) {
      words = new String(list.readAllBytes(), UTF_8).split("\n");
    } catch (IOException e) {
      throw new UncheckedIOException("A list of words inside Rigel cannot be read.", e);
    }
    Arrays.sort(words);
  }

  /** Read when it is first needed. */
  static Vocabulary english() {
    return English.WORDS;
  }

  /** Whatever its letters' case. */
  boolean knows(String word) {
    return Arrays.binarySearch(words, word.toLowerCase(Locale.ROOT)) >= 0;
  }
}
