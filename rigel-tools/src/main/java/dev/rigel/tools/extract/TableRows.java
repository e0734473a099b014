package dev.rigel.tools.extract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Brings the rows of tables into the shape of the records that a schema wants. */
final class TableRows {
  private static final List<String> INCOMING = List.of("deposit");
  private static final Pattern POSITION = Pattern.compile("^\\s*\\d{1,3}[.)]?\\s+(?=\\p{L})");
  private static final List<String> OUTGOING = List.of("withdrawal");

  private final ValueText values;

  TableRows(ValueText values) {
    this.values = values;
  }

  /** The rows of the tables that have most of the record's fields; empty when none has two. */
  List<Map<String, Candidate>> of(Wanted.Rows wanted, List<ItemTable> tables) {
    List<Field> fields = Wanted.values(wanted.item());
    long most = tables.stream().mapToLong(table -> known(fields, table)).max().orElse(0);
    if (most < Math.min(2, fields.size())) {
      return List.of();
    }
    List<Map<String, Candidate>> rows = new ArrayList<>();
    for (ItemTable table : tables) {
      if (known(fields, table) * 4 >= most * 3) {
        rows.addAll(rows(fields, table));
      }
    }
    return rows;
  }

  private static long known(List<Field> fields, ItemTable table) {
    return fields.stream().filter(field -> column(field, table).isPresent()).count();
  }

  /** The column that is headed so; the line's amount is the last of those that may be it. */
  private static Optional<ItemTable.Column> column(Field field, ItemTable table) {
    if (field.meaning().isEmpty()) {
      String key = Vocabulary.key(field.words());
      return table.columns().stream()
          .filter(c ->
              c.meanings().stream()
                  .anyMatch(m -> m.names().stream().anyMatch(n -> Vocabulary.key(n).equals(key))))
          .findFirst();
    }
    Meaning meaning = field.meaning().get();
    List<ItemTable.Column> fitting =
        table.columns().stream().filter(c -> c.meanings().contains(meaning)).toList();
    if (fitting.isEmpty()) {
      return Optional.empty();
    }
    List<ItemTable.Column> money =
        table.columns().stream()
            .filter(c ->
                c.meanings().stream()
                    .anyMatch(
                        m -> m.names().contains("unit price") || m.names().contains("line amount")))
            .toList();
    if (meaning.names().contains("line amount")) {
      return Optional.of(fitting.getLast());
    }
    return meaning.names().contains("unit price") && money.size() == 1
        ? Optional.empty()
        : Optional.of(fitting.getFirst());
  }

  private List<Map<String, Candidate>> rows(List<Field> fields, ItemTable table) {
    List<Map<String, Candidate>> rows = new ArrayList<>();
    for (Map<ItemTable.Column, List<Piece>> row : table.rows()) {
      Map<String, Candidate> record = new LinkedHashMap<>();
      for (Field field : fields) {
        column(field, table)
            .flatMap(column -> cell(field, row.getOrDefault(column, List.of())))
            .map(candidate -> withoutPosition(candidate, table, row))
            .or(() -> signed(field, table, row))
            .ifPresent(candidate -> record.put(field.path(), candidate));
      }
      if (!record.isEmpty()) {
        rows.add(checked(record));
      }
    }
    return rows;
  }

  /** A number of the line that was read together with the text behind it. */
  private static Candidate withoutPosition(
      Candidate candidate, ItemTable table, Map<ItemTable.Column, List<Piece>> row) {
    boolean missing =
        table.columns().stream()
            .anyMatch(c ->
                !row.containsKey(c)
                    && c.meanings().stream().anyMatch(m -> m.names().contains("position")));
    Matcher number = POSITION.matcher(candidate.piece().text());
    if (!missing || candidate.field().form() != Form.TEXT || !number.lookingAt()) {
      return candidate;
    }
    Piece piece = candidate.piece();
    return new Candidate(
        candidate.field(),
        String.valueOf(candidate.value()).replaceFirst(POSITION.pattern(), ""),
        piece.span(number.end(), piece.text().stripTrailing().length(), candidate.field().path()),
        piece,
        number.end(),
        piece.text().length(),
        candidate.score());
  }

  private Optional<Candidate> cell(Field field, List<Piece> pieces) {
    if (pieces.isEmpty()) {
      return Optional.empty();
    }
    Piece first = pieces.getFirst();
    if (field.form() == Form.TEXT || field.form() == Form.NAME) {
      String text = pieces.stream().map(p -> p.text().strip()).collect(Collectors.joining(" "));
      return Optional.of(
          new Candidate(
              field,
              text,
              Spans.around(pieces, field.path()),
              first,
              0,
              first.text().length(),
              0.9));
    }
    for (Piece piece : pieces) {
      List<ValueText.Match> found = values.find(field.form(), piece.text());
      if (!found.isEmpty()) {
        ValueText.Match match = found.getLast();
        // A plain number is as good as money in a column of money.
        double fit = field.form() == Form.AMOUNT ? Math.max(0.9, match.fit()) : match.fit();
        return Optional.of(
            new Candidate(
                field,
                match.value(),
                piece.span(match.start(), match.end(), field.path()),
                piece,
                match.start(),
                match.end(),
                0.95 * fit));
      }
    }
    return Optional.empty();
  }

  /** One signed amount from two columns of money in and money out. */
  private Optional<Candidate> signed(
      Field field, ItemTable table, Map<ItemTable.Column, List<Piece>> row) {
    if (!field.means("line amount")) {
      return Optional.empty();
    }
    Optional<Candidate> in = first(field, table, row, INCOMING);
    if (in.isPresent()) {
      return in;
    }
    return first(field, table, row, OUTGOING)
        .map(c ->
            new Candidate(
                c.field(),
                c.value() instanceof BigDecimal amount ? amount.abs().negate() : c.value(),
                c.region(),
                c.piece(),
                c.start(),
                c.end(),
                c.score()));
  }

  private Optional<Candidate> first(
      Field field,
      ItemTable table,
      Map<ItemTable.Column, List<Piece>> row,
      Collection<String> names) {
    return table.columns().stream()
        .filter(
            c -> c.meanings().stream().anyMatch(m -> m.names().stream().anyMatch(names::contains)))
        .flatMap(c -> cell(field, row.getOrDefault(c, List.of())).stream())
        .findFirst();
  }

  /** Quantity times price that gives the amount proves all three. */
  static Map<String, Candidate> checked(Map<String, Candidate> record) {
    Optional<Candidate> quantity = of(record, "quantity");
    Optional<Candidate> price = of(record, "unit price");
    Optional<Candidate> amount = of(record, "line amount");
    if (quantity.isEmpty() || price.isEmpty() || amount.isEmpty()) {
      return record;
    }
    boolean right =
        quantity.get().value() instanceof BigDecimal q
            && price.get().value() instanceof BigDecimal p
            && amount.get().value() instanceof BigDecimal a
            && q.multiply(p).subtract(a).abs().compareTo(new BigDecimal("0.02")) <= 0;
    Map<String, Candidate> rated = new LinkedHashMap<>(record);
    for (Candidate part : List.of(quantity.get(), price.get(), amount.get())) {
      rated.put(part.field().path(), part.scaled(right ? 1.1 : 0.85));
    }
    return rated;
  }

  private static Optional<Candidate> of(Map<String, Candidate> record, String meaning) {
    return record.values().stream().filter(c -> c.field().means(meaning)).findFirst();
  }
}
