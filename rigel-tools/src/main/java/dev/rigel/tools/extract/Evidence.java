package dev.rigel.tools.extract;

import dev.rigel.media.Region;
import dev.rigel.tools.Grounding;
import dev.rigel.tools.reading.TextLine;
import dev.rigel.tools.text.Folding;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Proof for values from wherever they come, computed from the read text: the place that the rules
 * would have taken the value from, beside its label or in its table; else any place where the value
 * stands. A value that stands nowhere has no region.
 */
public final class Evidence {
  /** Height of a page in its widths when nobody says: A4. */
  private static final double A4 = Math.sqrt(2);

  private final ReadPages pages;
  private final Vocabulary vocabulary;
  private final Grounding grounding;
  private final Confidence confidence = new Confidence();

  private Evidence(ReadPages pages, Vocabulary vocabulary) {
    this.pages = pages;
    this.vocabulary = vocabulary;
    this.grounding = Grounding.in(pages.lines());
  }

  /** In the lines of a picture or document. */
  public static Evidence in(List<TextLine> lines) {
    return in(lines, _ -> A4);
  }

  /**
   * @param aspect height of a page in its widths, by its number from 1; 0 for a picture
   */
  public static Evidence in(List<TextLine> lines, IntToDoubleFunction aspect) {
    return new Evidence(ReadPages.of(lines, aspect, _ -> List.of()), Vocabulary.bundled());
  }

  static Evidence in(ReadPages pages, Vocabulary vocabulary) {
    return new Evidence(pages, vocabulary);
  }

  /**
   * A finding for every text and number in the values, by its path: {@code seller.name}, {@code
   * items[0].amount}, {@code tags[1]}. Truth values stand nowhere and are left out.
   */
  public Map<String, Finding> of(Map<String, ? extends @Nullable Object> values) {
    Map<String, Finding> findings = new LinkedHashMap<>();
    Map<String, Wanted> members = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> wanted("", name, value, false).ifPresent(w -> members.put(name, w)));
    Candidates candidates = Candidates.of(new Wanted.Group(members), pages, vocabulary);
    values.forEach((name, value) ->
        collect(name, name, value, members.get(name), Optional.empty(), candidates, findings));
    return findings;
  }

  private Optional<Wanted> wanted(
      String parents, String name, @Nullable Object value, boolean column) {
    String path = parents.isEmpty() ? name : parents + "." + name;
    return switch (value) {
      case Map<?, ?> map -> Optional.of(group(path, List.of(map), column));
      case List<?> list when !list.isEmpty() && list.stream().allMatch(Map.class::isInstance) ->
          Optional.of(new Wanted.Rows(path, group(path, list, true)));
      case Number _ -> Optional.of(value(parents, name, FieldKind.NUMBER, column));
      case String text ->
          Optional.of(value(parents, name, isDate(text) ? FieldKind.DATE : FieldKind.TEXT, column));
      case null, default -> Optional.empty();
    };
  }

  private Wanted.Value value(String parents, String name, FieldKind kind, boolean column) {
    return new Wanted.Value(Field.of(parents, name, "", kind, "", List.of(), column, vocabulary));
  }

  private Wanted.Group group(String path, List<?> maps, boolean column) {
    Map<String, Wanted> members = new LinkedHashMap<>();
    for (Object map : maps) {
      ((Map<?, ?>) map)
          .forEach((key, value) -> {
            String name = String.valueOf(key);
            if (!members.containsKey(name)) {
              wanted(path, name, value, column).ifPresent(w -> members.put(name, w));
            }
          });
    }
    return new Wanted.Group(members);
  }

  private void collect(
      String path,
      String fieldPath,
      @Nullable Object value,
      @Nullable Wanted wanted,
      Optional<Map<String, Candidate>> row,
      Candidates candidates,
      Map<String, Finding> findings) {
    switch (value) {
      case Map<?, ?> map ->
          map.forEach((key, inner) ->
              collect(
                  path + "." + key,
                  fieldPath + "." + key,
                  inner,
                  wanted instanceof Wanted.Group group
                      ? group.members().get(String.valueOf(key))
                      : null,
                  row,
                  candidates,
                  findings));
      case List<?> list -> {
        List<Map<String, Candidate>> rows = candidates.rows(fieldPath);
        for (int i = 0; i < list.size(); i++) {
          collect(
              path + "[" + i + "]",
              fieldPath,
              list.get(i),
              wanted instanceof Wanted.Rows table ? table.item() : null,
              i < rows.size() ? Optional.of(rows.get(i)) : Optional.empty(),
              candidates,
              findings);
        }
      }
      case Number number ->
          findings.put(path, finding(path, number, likely(wanted, row, candidates)));
      case String text -> findings.put(path, finding(path, text, likely(wanted, row, candidates)));
      case null, default -> {
        // Truth values and nothing at all stand nowhere.
      }
    }
  }

  private static List<Candidate> likely(
      @Nullable Wanted wanted, Optional<Map<String, Candidate>> row, Candidates candidates) {
    List<Candidate> likely = new ArrayList<>();
    if (wanted instanceof Wanted.Value leaf) {
      row.map(r -> r.get(leaf.field().path())).ifPresent(likely::add);
      likely.addAll(candidates.of(leaf.field()));
    }
    return likely;
  }

  private Finding finding(String path, Object value, List<Candidate> likely) {
    for (Candidate candidate : likely) {
      if (FieldValue.of(candidate).filter(found -> same(found, value)).isPresent()) {
        return new Finding(
            path,
            value,
            Optional.of(candidate.region().withLabel(path)),
            confidence.of(candidate.score(), candidate.region().confidence()));
      }
    }
    Optional<Grounding.Place> place = grounding.place(value);
    return new Finding(
        path,
        value,
        place.map(Grounding.Place::region).map((Region region) -> region.withLabel(path)),
        place.map(confidence::of).orElse(Confidence.NOWHERE));
  }

  private static boolean same(Object found, Object value) {
    if (found instanceof Number a && value instanceof Number b) {
      return Extraction.sameNumber(
          new java.math.BigDecimal(a.toString()), new java.math.BigDecimal(b.toString()));
    }
    return plain(found).equals(plain(value));
  }

  private static String plain(Object value) {
    return Folding.fold(String.valueOf(value)).replaceAll("[\\s,]+", " ").strip();
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
