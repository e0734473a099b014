package dev.rigel.tools.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A postal address on the page: a line with a street and one with a postal code, or both in one.
 *
 * @param name the line above it, which usually says whose it is
 */
record AddressBlock(Optional<Piece> name, List<Piece> lines) {
  private static final String NUMBER = "\\d{1,5}(?:\\s?[a-zA-Z]|[-/]\\d{1,4})?";

  private static final Pattern STREET =
      Pattern.compile(
          "(?:"
              + NUMBER
              + ",? \\p{L}[\\p{L}'’. -]{2,40}|\\p{L}[\\p{L}'’. -]{2,40} "
              + NUMBER
              + "|(?:P\\.?\\s?O\\.?\\s?Box|Postfach) \\d[\\d ]*)(?:,? (?:Suite|Apt\\.?|Unit|Floor|#) ?[\\w-]+)?");

  /** Postal codes of Britain, Ireland, the Netherlands, North America and the continent. */
  private static final Pattern TOWN =
      Pattern.compile(
          "(?:(?<city>\\p{L}[\\p{L}'’. -]{1,30}?),?\\s+)?"
              + "(?:(?<state>[A-Z]{2}),?\\s+)?"
              + "(?<code>[A-Z]{1,2}\\d[A-Z\\d]?\\s?\\d[A-Z]{2}|[A-Z]\\d[\\dW]\\s?[A-Z\\d]{4}|[A-Z]\\d[A-Z]\\s?\\d[A-Z]\\d"
              + "|\\d{4}\\s?[A-Z]{2}(?![a-z])|(?:[A-Z]{1,2}-)?\\d{4,5}(?:-\\d{4})?)"
              + "(?:\\s+(?<town>\\p{Lu}[\\p{L}'’. -]{1,30}))?");

  private static final double REACH = 1.3;

  /** All on the page, from top to bottom. */
  static List<AddressBlock> in(PageLayout layout, PageLabels labels) {
    List<AddressBlock> blocks = new ArrayList<>();
    for (Piece piece : layout.pieces()) {
      String text = piece.text().strip();
      if (isStreet(text)) {
        layout
            .below(piece)
            .filter(next -> isNear(piece, next) && isTown(next.text().strip()))
            .ifPresent(next -> blocks.add(of(List.of(piece, next), layout, labels)));
      } else if (isWhole(text)) {
        blocks.add(of(List.of(piece), layout, labels));
      }
    }
    return blocks;
  }

  private static AddressBlock of(List<Piece> lines, PageLayout layout, PageLabels labels) {
    Piece first = lines.getFirst();
    Optional<Piece> name =
        layout
            .above(first)
            .filter(above -> isNear(above, first) || above.height() > 1.3 * first.height())
            .filter(above -> !labels.isLabel(above));
    return new AddressBlock(name, lines);
  }

  private static boolean isNear(Piece upper, Piece lower) {
    double height = Math.max(upper.height(), lower.height());
    return lower.flat().top() - upper.flat().bottom() < REACH * height;
  }

  static boolean isStreet(String text) {
    return STREET.matcher(text.replaceFirst(",$", "")).matches();
  }

  static boolean isTown(String text) {
    Matcher matcher = TOWN.matcher(text);
    return matcher.matches() && (matcher.group("city") != null || matcher.group("town") != null);
  }

  /** "16 Harbour Walk, Bristol BS1 5TR" */
  private static boolean isWhole(String text) {
    for (int comma = text.indexOf(','); comma > 0; comma = text.indexOf(',', comma + 1)) {
      if (isStreet(text.substring(0, comma).strip()) && isTown(text.substring(comma + 1).strip())) {
        return true;
      }
    }
    return false;
  }

  String text() {
    return String.join(
        ", ", lines.stream().map(p -> p.text().strip().replaceFirst(",$", "")).toList());
  }

  /** A part of it by the name of its meaning: {@code street}, {@code city}, {@code postal code}. */
  Optional<Part> part(String meaning) {
    Piece first = lines.getFirst();
    String text = first.text();
    if (lines.size() == 1) {
      int comma = text.lastIndexOf(',');
      while (comma > 0 && !isTown(text.substring(comma + 1).strip())) {
        comma = text.lastIndexOf(',', comma - 1);
      }
      return meaning.equals("street")
          ? Optional.of(new Part(first, 0, comma))
          : town(first, comma + 1, meaning);
    }
    return meaning.equals("street")
        ? Optional.of(new Part(first, 0, text.stripTrailing().replaceFirst(",$", "").length()))
        : town(lines.get(1), 0, meaning);
  }

  private static Optional<Part> town(Piece piece, int from, String meaning) {
    Matcher matcher = TOWN.matcher(piece.text());
    int start = from;
    while (start < piece.text().length() && piece.text().charAt(start) == ' ') {
      start++;
    }
    matcher.region(start, piece.text().stripTrailing().length());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String group =
        switch (meaning) {
          case "postal code" -> "code";
          case "state" -> "state";
          case "city" -> matcher.group("town") != null ? "town" : "city";
          default -> "";
        };
    return group.isEmpty() || matcher.group(group) == null
        ? Optional.empty()
        : Optional.of(new Part(piece, matcher.start(group), matcher.end(group)));
  }

  /** Letters of a piece. */
  record Part(Piece piece, int start, int end) {}
}
