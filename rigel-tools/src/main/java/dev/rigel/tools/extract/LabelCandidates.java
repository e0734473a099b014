package dev.rigel.tools.extract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Values beside their labels, as a reader of forms and invoices finds them: behind the label, to
 * the right of it, below it, or above it on forms with labels under the lines. Which of these a
 * page uses is told by its own labels, so that an empty line does not take its neighbour's value.
 */
final class LabelCandidates {
  private enum Side {
    BEHIND,
    RIGHT,
    BELOW,
    ABOVE
  }

  private final PageLayout layout;
  private final PageLabels labels;
  private final ValueText values;
  private final Set<Piece> taken;
  private final Map<Side, Double> usual;

  /**
   * @param taken pieces of tables, whose heads are no labels of single values
   */
  LabelCandidates(PageLayout layout, PageLabels labels, ValueText values, Set<Piece> taken) {
    this.layout = layout;
    this.labels = labels;
    this.values = values;
    this.taken = taken;
    this.usual = usualSides();
  }

  /** Shares of the page's labels that have a value there and nowhere surer. */
  private Map<Side, Double> usualSides() {
    Map<Side, Double> counts = new EnumMap<>(Side.class);
    double all = 0.001;
    for (Piece piece : layout.pieces()) {
      for (LabelHit hit : labels.in(piece)) {
        if (taken.contains(piece) || !hit.isAlone()) {
          continue;
        }
        Optional<Side> side = likeliest(hit);
        if (side.isPresent()) {
          counts.merge(side.get(), 1.0, Double::sum);
          all++;
        }
      }
    }
    for (Side side : Side.values()) {
      counts.put(side, side == Side.BEHIND ? 1 : counts.getOrDefault(side, 0.0) / all);
    }
    return counts;
  }

  /** To the right when something fits there, else the nearer one of above and below. */
  private Optional<Side> likeliest(LabelHit hit) {
    if (fits(hit, Side.RIGHT)) {
      return Optional.of(Side.RIGHT);
    }
    return Stream.of(Side.BELOW, Side.ABOVE)
        .filter(side -> fits(hit, side))
        .min(
            Comparator.comparingDouble(
                side -> gap(hit.piece(), neighbour(hit.piece(), side).orElseThrow())));
  }

  private boolean fits(LabelHit hit, Side side) {
    Optional<Piece> value = neighbour(hit.piece(), side);
    return value.isPresent()
        && hit.meanings().stream()
            .anyMatch(m -> !m.column() && !values.find(m.form(), value.get().text()).isEmpty());
  }

  private static double gap(Piece a, Piece b) {
    return Math.max(b.flat().top() - a.flat().bottom(), a.flat().top() - b.flat().bottom());
  }

  private Optional<Piece> neighbour(Piece piece, Side side) {
    Predicate<Piece> isValue = other -> !taken.contains(other) && !labels.isLabel(other);
    return switch (side) {
      case BEHIND -> Optional.empty();
      case RIGHT -> layout.rightOf(piece).filter(isValue);
      case BELOW -> layout.below(piece).filter(isValue);
      case ABOVE -> layout.above(piece).filter(isValue);
    };
  }

  List<Candidate> of(Field field) {
    List<Candidate> found = new ArrayList<>();
    for (Piece piece : layout.pieces()) {
      if (taken.contains(piece)) {
        continue;
      }
      for (LabelHit hit : labels.in(piece)) {
        double weight = hit.weight(field);
        if (weight > 0) {
          found.addAll(beside(hit, field, weight));
        }
      }
    }
    return found;
  }

  private List<Candidate> beside(LabelHit hit, Field field, double weight) {
    Piece piece = hit.piece();
    int limit = nextLabel(hit);
    String behind = piece.text().substring(hit.end(), limit);
    if (!behind.isBlank()) {
      return behind(hit, field, weight, behind);
    }
    if (limit < piece.text().length() || !hit.isAlone() && hit.start() > 0 && !isLast(hit)) {
      return List.of();
    }
    List<Candidate> found = new ArrayList<>();
    for (Side side : List.of(Side.RIGHT, Side.BELOW, Side.ABOVE)) {
      double common = usual.getOrDefault(side, 0.0);
      double trust =
          switch (side) {
            case BEHIND -> 1;
            case RIGHT -> 0.72 + 0.25 * common;
            case BELOW ->
                (usual.getOrDefault(Side.ABOVE, 0.0) > common ? 0.25 : 0.55) + 0.4 * common;
            case ABOVE -> common < 0.25 ? 0 : 0.2 + 0.7 * common;
          };
      if (side != Side.RIGHT && field.form() == Form.AMOUNT && common < 0.3) {
        trust *= 0.8;
      }
      for (Piece value : neighbours(piece, side, field)) {
        add(field, value, 0, value.text().length(), weight * trust, found);
      }
    }
    return found;
  }

  private boolean isLast(LabelHit hit) {
    return hit == labels.in(hit.piece()).getLast();
  }

  /** To the right of a sum's label its amount may stand behind a rate or a base. */
  private List<Piece> neighbours(Piece piece, Side side, Field field) {
    Optional<Piece> next = neighbour(piece, side);
    if (side != Side.RIGHT || field.form() != Form.AMOUNT || next.isEmpty()) {
      return next.stream().toList();
    }
    List<Piece> row = new ArrayList<>();
    while (next.isPresent() && row.size() < 4) {
      row.add(next.get());
      next = neighbour(next.get(), Side.RIGHT);
    }
    return row.size() > 1 && !values.find(Form.AMOUNT, row.getLast().text()).isEmpty()
        ? List.of(row.getLast())
        : row.subList(0, 1);
  }

  private int nextLabel(LabelHit hit) {
    return labels.in(hit.piece()).stream()
        .mapToInt(LabelHit::start)
        .filter(start -> start >= hit.end())
        .min()
        .orElse(hit.piece().text().length());
  }

  private List<Candidate> behind(LabelHit hit, Field field, double weight, String text) {
    List<Candidate> found = new ArrayList<>();
    boolean clear = hit.separated() || !field.form().isFree() || isShortName(text);
    if (!clear || !hit.separated() && weight < 0.7 && field.form().isFree()) {
      return found;
    }
    double trust = hit.separated() ? 0.98 : field.form().isFree() ? 0.72 : 0.9;
    add(field, hit.piece(), hit.end(), hit.end() + text.length(), weight * trust, found);
    return found;
  }

  /** "Paid by VISA", "Operator Grace": a few words with a capital; a sentence goes on in small. */
  private static boolean isShortName(String text) {
    String words = text.strip();
    return !words.isEmpty()
        && !Character.isLowerCase(words.codePointAt(0))
        && words.split("\\s+").length <= 4
        && words.length() <= 40
        && !words.matches(".*[!?;]$|.*\\b(is|are|was|we|you|your|the|to|for)\\b.*");
  }

  private void add(
      Field field, Piece piece, int from, int to, double score, List<Candidate> found) {
    if (score <= 0) {
      return;
    }
    List<ValueText.Match> matches = values.find(field.form(), piece.text().substring(from, to));
    if (matches.isEmpty()) {
      return;
    }
    ValueText.Match match = field.form() == Form.AMOUNT ? best(matches) : matches.getFirst();
    boolean first = match.start() < 3 || field.form() == Form.AMOUNT;
    double odd = first ? 1 : 0.8;
    int start = from + match.start();
    int end = from + match.end();
    found.add(
        new Candidate(
            field,
            match.value(),
            piece.span(start, end, field.path()),
            piece,
            start,
            end,
            score * match.fit() * odd));
  }

  /** Money with a mark or cents before plain numbers: "Total (3 items) 45.00". */
  private static ValueText.Match best(List<ValueText.Match> matches) {
    ValueText.Match best = matches.getFirst();
    for (ValueText.Match match : matches) {
      if (match.fit() > best.fit()) {
        best = match;
      }
    }
    return best;
  }
}
