package dev.rigel.tools.extract;

import dev.rigel.media.Box;
import dev.rigel.tools.reading.Segments;
import dev.rigel.tools.reading.TextLine;
import dev.rigel.tools.text.DateText;
import dev.rigel.tools.text.Folding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds values by the labels beside them, as a reader of forms and invoices does: behind the label,
 * else to the right of it, else below it.
 */
final class LabelledValues {
  /** A value below its label stands at most this many line heights lower. */
  private static final double REACH_BELOW = 2.2;

  private static final int LONGEST_TEXT = 200;

  private record Hit(TextLine segment, int end, boolean separated) {}

  private final List<TextLine> segments;
  private final DateText dates;

  LabelledValues(List<TextLine> lines) {
    this.segments = Segments.of(lines);
    this.dates = DateText.in(lines.stream().map(TextLine::text).collect(Collectors.joining("\n")));
  }

  /** The value of a field; empty when no label of it has a value of its kind. */
  Optional<Object> find(Field field) {
    if (field.kind().isList()) {
      return Optional.empty();
    }
    for (String label : Labels.of(field)) {
      List<Object> values = new ArrayList<>();
      for (TextLine segment : segments) {
        hit(segment, label).flatMap(hit -> beside(hit, field)).ifPresent(values::add);
      }
      if (!values.isEmpty()) {
        // A sum stands below what it adds up; everything else is named before it is repeated.
        return Optional.of(isSum(field) ? values.getLast() : values.getFirst());
      }
    }
    return CompanyNames.isMeantBy(field)
        ? CompanyNames.first(segments).map(name -> name)
        : onlyOneOfItsKind(field);
  }

  private static boolean isSum(Field field) {
    return field.kind() == FieldKind.NUMBER && field.words().contains("total");
  }

  /** The label at the beginning of a piece of text, as whole words. */
  private static Optional<Hit> hit(TextLine segment, String label) {
    String text = Folding.fold(segment.text());
    int start = text.length() - text.stripLeading().length();
    if (!text.startsWith(label, start)) {
      return Optional.empty();
    }
    int end = start + label.length();
    if (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      return Optional.empty();
    }
    int after = end;
    boolean separated = false;
    while (after < text.length() && " .:#=-*)".indexOf(text.charAt(after)) >= 0) {
      separated |= ":#=".indexOf(text.charAt(after)) >= 0;
      // A sign belongs to the number behind it.
      if (text.charAt(after) == '-' && after + 1 < text.length() && text.charAt(after + 1) != ' ') {
        break;
      }
      after++;
    }
    return Optional.of(new Hit(segment, after, separated || after >= text.length()));
  }

  private Optional<Object> beside(Hit hit, Field field) {
    String behind = withoutRate(untilNextLabel(hit.segment().text().substring(hit.end())), field);
    if (!behind.isBlank()) {
      return hit.separated() || !isFree(field) || looksLikeNumber(behind, field)
          ? value(field, behind)
          : Optional.empty();
    }
    return rightOf(hit.segment())
        .flatMap(text -> value(field, text))
        .or(() -> below(hit.segment()).flatMap(text -> value(field, text)));
  }

  /** "VAT 20 %" names the rate before the sum. */
  private static String withoutRate(String text, Field field) {
    boolean sum =
        field.kind() == FieldKind.NUMBER && !field.words().matches(".*\\b(rate|percent)\\b.*");
    return sum ? text.replaceFirst("^\\(?\\d+(?:[.,]\\d+)?\\s*%\\)?[ :]*", "") : text;
  }

  /** Any words would do as its value, so that only a clear mark tells a label from a sentence. */
  private static boolean isFree(Field field) {
    return field.kind() == FieldKind.TEXT;
  }

  private static boolean looksLikeNumber(String text, Field field) {
    boolean wantsNumber = field.words().matches(".*\\b(number|no|id|code|reference|ref)$");
    return wantsNumber && !text.strip().contains(" ") && text.chars().anyMatch(Character::isDigit);
  }

  private Optional<Object> value(Field field, String text) {
    return ownKind(field)
        .in(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text, dates);
  }

  /** "INV-7 Date: 2 May" holds the value and another label. */
  private static String untilNextLabel(String text) {
    return text.replaceFirst("\\s+\\p{Lu}[\\p{L} .]{1,24}:(\\s.*)?$", "").strip();
  }

  private Optional<String> rightOf(TextLine label) {
    return samePage(label)
        .filter(other -> other.region().box().x() >= label.region().box().right() - 0.005)
        .filter(other -> Segments.sameRow(label, other))
        .min(Comparator.comparingDouble(other -> other.region().box().x()))
        .map(other -> other.text().replaceFirst("^[\\s:#=]+", ""))
        .filter(text -> !text.isBlank() && !text.strip().endsWith(":"));
  }

  private Optional<String> below(TextLine label) {
    Box box = label.region().box();
    return samePage(label)
        .filter(other -> other.region().box().y() >= box.bottom() - 0.3 * box.height())
        .filter(other -> other.region().box().y() - box.bottom() < REACH_BELOW * box.height())
        .filter(other ->
            other.region().box().x() < box.right() && other.region().box().right() > box.x())
        .min(Comparator.comparingDouble(other -> other.region().box().y()))
        .map(TextLine::text)
        .filter(text -> !text.strip().endsWith(":"));
  }

  private Stream<TextLine> samePage(TextLine label) {
    OptionalInt page = label.region().page();
    return segments.stream().filter(other -> other != label && other.region().page().equals(page));
  }

  /** An e-mail address needs no label when the page has one only; a number always does. */
  private Optional<Object> onlyOneOfItsKind(Field field) {
    FieldKind kind = ownKind(field);
    if (kind == FieldKind.TEXT
        || kind == FieldKind.NUMBER
        || kind == FieldKind.INTEGER
        || kind == FieldKind.BOOLEAN) {
      return Optional.empty();
    }
    boolean plainDate = kind == FieldKind.DATE && !field.words().endsWith("date");
    if (plainDate || field.words().contains("due") || field.words().contains("birth")) {
      return Optional.empty();
    }
    List<Object> values =
        segments.stream()
            .flatMap(segment -> kind.in(segment.text(), dates).stream())
            .distinct()
            .toList();
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /** A text field named after a kind is of that kind: {@code {"iban": "str"}}. */
  private static FieldKind ownKind(Field field) {
    if (field.kind() != FieldKind.TEXT) {
      return field.kind();
    }
    String words = field.words().toLowerCase(Locale.ROOT);
    if (words.matches(".*\\biban\\b.*")) {
      return FieldKind.IBAN;
    }
    return words.matches(".*\\be?mail\\b.*") ? FieldKind.EMAIL : FieldKind.TEXT;
  }
}
