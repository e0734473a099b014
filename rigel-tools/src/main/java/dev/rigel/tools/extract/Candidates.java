package dev.rigel.tools.extract;

import dev.rigel.tools.reading.TextLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All values on the pages of a document that may be those of the wanted fields, each with a score,
 * and the rows of its tables. Computed from the read text alone.
 */
final class Candidates {
  /** What a document adds up, looked for even when only a part of it is wanted. */
  private static final List<String> SUMS =
      List.of(
          "subtotal",
          "discount",
          "shipping",
          "total tax",
          "total",
          "opening balance",
          "closing balance",
          "total deposits",
          "total withdrawals");

  private final Map<Field, List<Candidate>> byField = new HashMap<>();
  private final Map<String, List<Map<String, Candidate>>> rowsByPath = new HashMap<>();
  private final Map<String, Field> sums = new HashMap<>();
  private final List<PageLayout> pages;
  private final ValueText values;

  private Candidates(List<PageLayout> pages, ValueText values) {
    this.pages = pages;
    this.values = values;
  }

  static Candidates of(Wanted.Group wanted, ReadPages read, Vocabulary vocabulary) {
    List<PageLayout> pages = read.layouts();
    ValueText values = new ValueText(read.dates());
    Candidates candidates = new Candidates(pages, values);
    List<Field> fields = new ArrayList<>(Wanted.values(wanted));
    for (String sum : SUMS) {
      Field field =
          fields.stream()
              .filter(f -> f.kind() == FieldKind.NUMBER && f.means(sum))
              .findFirst()
              .orElseGet(
                  () -> Field.of("", sum, "", FieldKind.NUMBER, "", List.of(), false, vocabulary));
      candidates.sums.put(sum, field);
      if (!fields.contains(field)) {
        fields.add(field);
      }
    }
    candidates.find(wanted, fields, new PageLabels(vocabulary, fields), vocabulary, read);
    Sums.check(candidates.sums, candidates.byField, pages, values);
    return candidates;
  }

  private void find(
      Wanted.Group wanted,
      List<Field> fields,
      PageLabels labels,
      Vocabulary vocabulary,
      ReadPages read) {
    boolean ticks = fields.stream().anyMatch(field -> field.form() == Form.YES_NO);
    List<ItemTable> tables = ItemTable.in(pages, labels, vocabulary);
    Set<Piece> taken = new HashSet<>();
    tables.forEach(table -> taken.addAll(table.pieces()));
    TableRows tableRows = new TableRows(values);
    for (Wanted.Rows rows : Wanted.rows(wanted)) {
      List<Map<String, Candidate>> found = tableRows.of(rows, tables);
      if (found.isEmpty() && tables.isEmpty()) {
        PlainItems plain = new PlainItems(values, labels);
        found = pages.stream().flatMap(page -> plain.of(rows, page).stream()).toList();
        taken.addAll(plain.pieces());
      }
      rowsByPath.put(rows.path(), found);
    }
    for (PageLayout page : pages) {
      Parties parties = new Parties(page, labels, taken);
      LabelCandidates labelled = new LabelCandidates(page, labels, values, taken);
      FreeCandidates free = new FreeCandidates(page, labels, values, parties, taken);
      TickCandidates ticked =
          new TickCandidates(page, labels, ticks ? read.ticks().apply(page.page()) : List.of());
      for (Field field : fields) {
        List<Candidate> found = byField.computeIfAbsent(field, _ -> new ArrayList<>());
        labelled.of(field).stream().filter(c -> mayBe(field, c, parties)).forEach(found::add);
        found.addAll(free.of(field));
        parties.of(field).forEach(c -> found.add(onPage(c)));
        if (field.form() == Form.YES_NO) {
          found.addAll(ticked.of(field));
        }
      }
    }
    byField.replaceAll((field, found) -> ordered(field, found));
  }

  /** Who wrote a document and whom it is for stands on its first page. */
  private static Candidate onPage(Candidate candidate) {
    return candidate.piece().page() > 1 ? candidate.scaled(0.8) : candidate;
  }

  /** Numbers and addresses of the recipient stand with the recipient. */
  private static boolean mayBe(Field field, Candidate candidate, Parties parties) {
    Party party = Parties.party(field);
    boolean contact =
        switch (field.form()) {
          case EMAIL, PHONE, URL, IBAN -> true;
          case CODE -> field.means("tax id");
          case AMOUNT, QUANTITY, DATE, TIME, TEXT, NAME, ADDRESS, YES_NO -> false;
        };
    if (contact && party != Party.NONE) {
      return parties.isRecipients(candidate.piece()) == (party == Party.RECIPIENT);
    }
    return !(field.form() == Form.ADDRESS && party != Party.NONE);
  }

  /** A sum stands below what it adds up; everything else is named before it is repeated. */
  private static List<Candidate> ordered(Field field, List<Candidate> found) {
    boolean last = field.form() == Form.AMOUNT;
    List<Candidate> inOrder = new ArrayList<>(found);
    double step = 0.02 / Math.max(1, inOrder.size());
    for (int i = 0; i < inOrder.size(); i++) {
      int behind = last ? inOrder.size() - 1 - i : i;
      inOrder.set(i, inOrder.get(i).scaled(1 - step * behind));
    }
    inOrder.sort(Comparator.comparingDouble(Candidate::score).reversed());
    return inOrder;
  }

  /** The surest first. */
  List<Candidate> of(Field field) {
    return byField.getOrDefault(field, List.of());
  }

  /** The records of a table, each with its candidates by path. */
  List<Map<String, Candidate>> rows(String path) {
    return rowsByPath.getOrDefault(path, List.of());
  }

  /** Whether something of the field's form stands on the pages that no other field has taken. */
  boolean hasUnclaimed(Field field, List<Candidate> claimed) {
    for (PageLayout page : pages) {
      for (Piece piece : page.pieces()) {
        for (ValueText.Match match : values.find(field.form(), piece.text())) {
          boolean free =
              claimed.stream()
                  .noneMatch(c ->
                      c.piece() == piece && c.start() < match.end() && match.start() < c.end());
          if (free && match.fit() > 0.6) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Text for a model, row by row. */
  static String text(List<TextLine> lines) {
    return lines.stream().map(TextLine::text).collect(Collectors.joining("\n"));
  }
}
