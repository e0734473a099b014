package dev.rigel.tools.extract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rigel.tools.text.Folding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words for what business documents tell, in six languages, from {@code labels.txt}. */
final class Vocabulary {
  private static final String COLUMNS = "# columns";

  private final List<Meaning> meanings;
  private final Map<String, List<Meaning>> byLabel = new HashMap<>();
  private final Map<String, List<Meaning>> byHead = new HashMap<>();
  private final Map<String, List<Meaning>> byName = new HashMap<>();

  private Vocabulary(List<Meaning> meanings) {
    this.meanings = List.copyOf(meanings);
    for (Meaning meaning : meanings) {
      meaning.names().forEach(n -> byName.computeIfAbsent(n, _ -> new ArrayList<>()).add(meaning));
      Map<String, List<Meaning>> places = meaning.column() ? byHead : byLabel;
      meaning
          .labels()
          .forEach(l -> places.computeIfAbsent(l.key(), _ -> new ArrayList<>()).add(meaning));
    }
  }

  static Vocabulary bundled() {
    List<Meaning> meanings = new ArrayList<>();
    boolean column = false;
    for (String line : text().lines().toList()) {
      if (line.startsWith(COLUMNS)) {
        column = true;
      } else if (!line.startsWith("#") && !line.isBlank()) {
        meanings.add(meaning(line, column));
      }
    }
    return new Vocabulary(meanings);
  }

  private static String text() {
    try (InputStream in = Vocabulary.class.getResourceAsStream("labels.txt")) {
      if (in == null) {
        throw new IllegalStateException("labels.txt is not packaged");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Meaning meaning(String line, boolean column) {
    String[] halves = line.substring(3).split("\\|", 2);
    Set<String> names = new LinkedHashSet<>();
    for (String name : halves[0].split(",")) {
      names.add(name.strip());
    }
    List<Meaning.Label> labels = new ArrayList<>();
    for (String label : halves[1].split(",")) {
      String words = label.strip();
      boolean weak = words.endsWith("?");
      labels.add(new Meaning.Label(key(words.replace("?", "")), weak));
    }
    return new Meaning(Form.of(line.substring(0, 2)), names, labels, column);
  }

  /** What of a label counts: {@code P.O. #:} and {@code PO#} are one. */
  static String key(String label) {
    return Folding.fold(label).replaceAll("[\\s.:’'`_\\-]+", "").replace("ß", "ss");
  }

  List<Meaning> meanings() {
    return meanings;
  }

  /** The meanings that a label may have. */
  List<Meaning> ofLabel(String key) {
    return byLabel.getOrDefault(key, List.of());
  }

  /** The meanings that the head of a column may have. */
  List<Meaning> ofHead(String key) {
    return byHead.getOrDefault(key, List.of());
  }

  /** The meaning of a field's name in words; within the rows of a table that of the column. */
  Optional<Meaning> ofName(String words, boolean column) {
    return byName.getOrDefault(words, List.of()).stream()
        .filter(meaning -> meaning.column() == column)
        .findFirst();
  }

  /** All labels there are, for reading them with a slip. */
  Set<String> labels() {
    return byLabel.keySet();
  }
}
