package dev.rigel.tools.pile;

import dev.rigel.tools.pile.DocumentKind.Clue;
import dev.rigel.tools.pile.DocumentKind.Strength;
import dev.rigel.tools.text.Folding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds that are known by their words: the resource {@code kinds.txt}. */
final class KindVocabulary {
  private static final String FILE = "kinds.txt";

  private KindVocabulary() {}

  static List<DocumentKind> kinds() {
    return Bundled.KINDS;
  }

  /** The kind that a word names: itself, another name of it, or either in the plural. */
  static Optional<DocumentKind> named(String label) {
    String folded = Folding.fold(label).strip().replaceAll("[\\s_-]+", " ");
    String singular = folded.endsWith("s") ? folded.substring(0, folded.length() - 1) : folded;
    return kinds().stream()
        .filter(kind -> isName(kind, folded) || isName(kind, singular))
        .findFirst();
  }

  private static boolean isName(DocumentKind kind, String folded) {
    return Folding.fold(kind.name()).equals(folded) || kind.otherNames().contains(folded);
  }

  /** A kind of which nothing is known but its name. */
  static DocumentKind unknown(String label) {
    String folded = Folding.fold(label).strip();
    return new DocumentKind(
        label, List.of(folded), List.of(new Clue(folded, Strength.TITLE)), false);
  }

  private static final class Bundled {
    static final List<DocumentKind> KINDS = parsed(content());

    private static String content() {
      try (InputStream in = KindVocabulary.class.getResourceAsStream(FILE)) {
        if (in == null) {
          throw new IllegalStateException("the resource " + FILE + " is missing");
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static List<DocumentKind> parsed(String content) {
    List<DocumentKind> kinds = new ArrayList<>();
    for (String block : content.split("(?m)^== ")) {
      if (!block.startsWith("#")) {
        kinds.add(kind(block));
      }
    }
    return List.copyOf(kinds);
  }

  private static DocumentKind kind(String block) {
    List<String> lines = block.lines().toList();
    String[] head = lines.getFirst().split(": ", 2);
    List<Clue> clues = new ArrayList<>();
    for (Strength strength : Strength.values()) {
      String start = strength.name().toLowerCase(java.util.Locale.ROOT) + ": ";
      lines.stream()
          .filter(line -> line.startsWith(start))
          .flatMap(line -> Arrays.stream(line.substring(start.length()).split(";")))
          .map(String::strip)
          .forEach(words -> clues.add(new Clue(words, strength)));
    }
    return new DocumentKind(
        head[0], Arrays.asList(head[1].split(", ")), clues, lines.contains("paper: slip"));
  }
}
