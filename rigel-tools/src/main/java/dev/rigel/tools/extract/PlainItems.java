package dev.rigel.tools.extract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The items of a receipt without column heads: lines that begin with a name and end with an amount,
 * above the first sum. "2 x" before the name or "2 @ 3.20" below it say how many.
 */
final class PlainItems {
  private static final Pattern COUNT_BEFORE =
      Pattern.compile("^\\s*(\\d{1,3})\\s*(?:[x×*]\\s*|\\s)(?=\\S)");
  private static final Pattern TIMES = Pattern.compile("^\\s*[x×*]\\s+");
  private static final Pattern COUNT_ALONE = Pattern.compile("^\\s*(\\d{1,3})\\s*[x×*]?\\s*$");
  private static final Pattern COUNT_AND_PRICE =
      Pattern.compile(
          "^\\s*(\\d{1,3})\\s*(?:[@©x×*]|at)\\s*(?:[A-Z]{3}\\s*|[£$€]\\s*)?(\\d+[.,]\\d{2}).*$");

  private final ValueText values;
  private final PageLabels labels;
  private final Set<Piece> pieces = new HashSet<>();

  PlainItems(ValueText values, PageLabels labels) {
    this.values = values;
    this.labels = labels;
  }

  /** What the rows take up. */
  Set<Piece> pieces() {
    return pieces;
  }

  List<Map<String, Candidate>> of(Wanted.Rows wanted, PageLayout page) {
    List<Field> fields = Wanted.values(wanted.item());
    if (fields.stream().noneMatch(f -> f.means("line amount"))
        || fields.stream().noneMatch(f -> f.means("item description"))) {
      return List.of();
    }
    double right =
        page.pieces().stream()
            .filter(p -> endsInAmount(p))
            .mapToDouble(p -> p.flat().right())
            .max()
            .orElse(0);
    List<Map<String, Candidate>> rows = new ArrayList<>();
    Optional<Piece> open = Optional.empty();
    for (List<Piece> row : page.rows()) {
      if (isSum(row)) {
        break;
      }
      Piece last = row.getLast();
      boolean priced = endsInAmount(last) && last.flat().right() > right - 0.06;
      if (!priced) {
        open =
            row.size() == 1 && !labels.isLabel(row.getFirst())
                ? Optional.of(row.getFirst())
                : Optional.empty();
        continue;
      }
      Map<String, Candidate> record = record(fields, row, open);
      if (!record.isEmpty()) {
        rows.add(TableRows.checked(record));
        pieces.addAll(row);
        open.filter(o -> record.values().stream().anyMatch(c -> c.piece() == o))
            .ifPresent(pieces::add);
      }
      open = Optional.empty();
    }
    return rows;
  }

  private boolean endsInAmount(Piece piece) {
    return amount(piece).isPresent();
  }

  private Optional<ValueText.Match> amount(Piece piece) {
    String text = piece.text().stripTrailing();
    return values.find(Form.AMOUNT, text).stream()
        .filter(m -> m.fit() > 0.6 && m.end() >= text.length() - 2)
        .reduce((_, second) -> second);
  }

  private boolean isSum(List<Piece> row) {
    return labels.in(row.getFirst()).stream()
        .limit(1)
        .anyMatch(hit ->
            hit.start() == 0
                && hit.meanings().stream().anyMatch(m -> m.form() == Form.AMOUNT && !m.column())
                && (hit.isAlone() || endsInAmount(row.getLast())));
  }

  private Map<String, Candidate> record(List<Field> fields, List<Piece> row, Optional<Piece> open) {
    Piece last = row.getLast();
    ValueText.Match amount = amount(last).orElseThrow();
    Map<String, Candidate> record = new LinkedHashMap<>();
    Piece first = row.getFirst();
    String lead = first == last ? first.text().substring(0, amount.start()) : first.text();
    Matcher twoNumbers = COUNT_AND_PRICE.matcher(lead);
    if (twoNumbers.matches() && open.isPresent()) {
      put(record, fields, "item description", open.get(), 0, open.get().text().length());
      put(record, fields, "quantity", first, twoNumbers.start(1), twoNumbers.end(1));
      put(record, fields, "unit price", first, twoNumbers.start(2), twoNumbers.end(2));
    } else if (COUNT_ALONE.matcher(lead).matches() && row.size() > 2) {
      Matcher count = COUNT_ALONE.matcher(lead);
      if (count.matches()) {
        put(record, fields, "quantity", first, count.start(1), count.end(1));
      }
      Piece name =
          row.get(1).text().strip().matches("[x×*]") && row.size() > 3 ? row.get(2) : row.get(1);
      Matcher times = TIMES.matcher(name.text());
      int start = times.lookingAt() ? times.end() : 0;
      put(record, fields, "item description", name, start, name.text().length());
    } else {
      Matcher count = COUNT_BEFORE.matcher(lead);
      int start = 0;
      if (count.find() && lead.substring(count.end()).chars().anyMatch(Character::isLetter)) {
        put(record, fields, "quantity", first, count.start(1), count.end(1));
        start = count.end();
      }
      if (lead.substring(start).chars().filter(Character::isLetter).count() < 2) {
        return Map.of();
      }
      put(record, fields, "item description", first, start, lead.stripTrailing().length());
    }
    put(record, fields, "line amount", last, amount.start(), amount.end());
    return record;
  }

  private void put(
      Map<String, Candidate> record,
      List<Field> fields,
      String meaning,
      Piece piece,
      int from,
      int to) {
    for (Field field : fields) {
      if (field.means(meaning) && from < to) {
        String text = piece.text().substring(from, to);
        values.find(field.form(), text).stream()
            .findFirst()
            .ifPresent(match ->
                record.put(
                    field.path(),
                    new Candidate(
                        field,
                        match.value(),
                        piece.span(from + match.start(), from + match.end(), field.path()),
                        piece,
                        from + match.start(),
                        from + match.end(),
                        0.85)));
      }
    }
  }
}
