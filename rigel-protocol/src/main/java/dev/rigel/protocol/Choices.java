package dev.rigel.protocol;

import java.util.List;
import java.util.stream.Collectors;

/** Accepted words, as pydantic lists them: {@code 'a', 'b' or 'c'}. */
public final class Choices {
  private Choices() {}

  public static String inWords(List<String> words) {
    if (words.size() < 2) {
      return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining());
    }
    return words.subList(0, words.size() - 1).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(", "))
        + " or '"
        + words.getLast()
        + "'";
  }
}
