package dev.rigel.agent.prediction;

import dev.rigel.media.Table;
import dev.rigel.tools.document.TableFinder;
import dev.rigel.tools.reading.Segments;
import dev.rigel.tools.reading.TextLine;
import dev.rigel.tools.text.Folding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a JSON schema from what a document prints: a property for every label with a value behind
 * it, typed by the form of the value, and a list of records for every table with a header row. No
 * model is asked, and nothing is added that is not on the pages.
 *
 * @param schema of an object
 * @param fields how many labels were found
 * @param tables how many tables were found
 */
public record DocumentSchema(ObjectNode schema, int fields, int tables) {
  private static final int MOST_PROPERTIES = 200;
  private static final int LONGEST_NAME = 48;
  private static final int LONGEST_LINE = 500;

  /** A label is a few words that end in a letter, then a colon; or that end in "no.". */
  private static final Pattern LABELLED =
      Pattern.compile(
          "\\s*((?:\\S+ ){0,4}\\S{1,30}?)\\s*[:：]\\s*(.*?)\\s*"
              + "|\\s*((?:[\\p{L}-]+ ){0,3}(?:(?i:no|nr)\\.|#))\\s*(\\S*\\d\\S*)\\s*");

  private static final Pattern ENDS_IN_LETTER = Pattern.compile(".*[\\p{L})#.°º]");

  /** Numbers that name something are not counted with. */
  private static final Pattern NAMES_SOMETHING =
      Pattern.compile(
          "(?iu).*(number|\\bno\\b|\\bnr\\b|nummer|\\bid\\b|code|reference|\\bref\\b|phone|\\btel|fax"
              + "|zip|postal|account|konto|#).*");

  public static DocumentSchema of(List<ReadMedium> media) {
    Map<String, ObjectNode> properties = new LinkedHashMap<>();
    int tables = 0;
    List<Map<String, ObjectNode>> fromTables = new ArrayList<>();
    for (ReadMedium medium : media) {
      for (List<TextLine> page : medium.byPage().values()) {
        addFields(page, properties);
        for (Table table : TableFinder.find(page)) {
          table(table).ifPresent(fromTables::add);
        }
      }
    }
    int fields = properties.size();
    for (Map<String, ObjectNode> columns : fromTables) {
      if (properties.size() < MOST_PROPERTIES) {
        properties.put(
            unique(tables == 0 ? "rows" : "rows_" + (tables + 1), properties), records(columns));
        tables++;
      }
    }
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode list = schema.putObject("properties");
    properties.forEach(list::set);
    return new DocumentSchema(schema, fields, tables);
  }

  /** What it was made from, for people. */
  public String description() {
    return fields + tables == 0
        ? "No labelled values and no tables were found on the pages."
        : "Made from %d labelled values and %d tables on the pages.".formatted(fields, tables);
  }

  private static void addFields(List<TextLine> page, Map<String, ObjectNode> properties) {
    List<List<TextLine>> rows = Segments.rows(Segments.of(page));
    for (int i = 0; i < rows.size(); i++) {
      List<TextLine> row = rows.get(i);
      for (int j = 0; j < row.size(); j++) {
        Matcher labelled = LABELLED.matcher(row.get(j).text());
        if (row.get(j).text().length() > LONGEST_LINE || !labelled.matches()) {
          continue;
        }
        String label = either(labelled, 1, 3);
        String value = either(labelled, 2, 4);
        if (!ENDS_IN_LETTER.matcher(label).matches()) {
          continue;
        }
        if (value.isEmpty() && j + 1 < row.size()) {
          value = row.get(j + 1).text();
        } else if (value.isEmpty() && i + 1 < rows.size()) {
          value = below(row.get(j), rows.get(i + 1));
        }
        add(label.strip(), value.strip(), properties);
      }
    }
  }

  private static String either(Matcher matcher, int group, int otherwise) {
    return Optional.ofNullable(matcher.group(group))
        .or(() -> Optional.ofNullable(matcher.group(otherwise)))
        .orElse("");
  }

  private static String below(TextLine label, List<TextLine> row) {
    return row.stream()
        .filter(piece ->
            piece.region().box().x() < label.region().box().right()
                && piece.region().box().right() > label.region().box().x())
        .map(TextLine::text)
        .findFirst()
        .orElse("");
  }

  private static void add(String label, String value, Map<String, ObjectNode> properties) {
    String name = name(label);
    // A label behind a label is not its value.
    if (value.isEmpty()
        || value.endsWith(":")
        || name.isEmpty()
        || value.startsWith("//")
        || properties.containsKey(name)
        || properties.size() >= MOST_PROPERTIES) {
      return;
    }
    properties.put(name, type(label, ValueType.of(value)).schema().put("description", label));
  }

  private static ValueType type(String label, ValueType byForm) {
    boolean names = NAMES_SOMETHING.matcher(label).matches();
    return names && (byForm == ValueType.INTEGER || byForm == ValueType.NUMBER)
        ? ValueType.TEXT
        : byForm;
  }

  /** The columns of a table with a header row; empty for rows of labels and their values. */
  private static Optional<Map<String, ObjectNode>> table(Table table) {
    List<String> header = table.rows().getFirst();
    List<List<String>> rows = table.rows().subList(1, table.rows().size());
    boolean named =
        header.stream().allMatch(cell -> !cell.isBlank() && ValueType.of(cell) == ValueType.TEXT);
    // "Invoice no: 1001" beside "Customer no. K-77" are two fields, not the heads of two columns.
    boolean fields = header.stream().anyMatch(DocumentSchema::isField);
    boolean labels =
        table.rows().stream().filter(row -> row.getFirst().strip().endsWith(":")).count() * 2
            > table.rows().size();
    if (!named || fields || labels || rows.isEmpty()) {
      return Optional.empty();
    }
    Map<String, ObjectNode> columns = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = name(header.get(i));
      columns.put(
          unique(name.isEmpty() ? "column_" + (i + 1) : name, columns),
          type(header.get(i), ValueType.ofColumn(rows, i))
              .schema()
              .put("description", header.get(i)));
    }
    return Optional.of(columns);
  }

  /** Whether a text is a label together with its value. */
  private static boolean isField(String text) {
    Matcher labelled = LABELLED.matcher(text);
    return text.length() <= LONGEST_LINE
        && labelled.matches()
        && ENDS_IN_LETTER.matcher(either(labelled, 1, 3)).matches()
        && !either(labelled, 2, 4).isEmpty();
  }

  private static ObjectNode records(Map<String, ObjectNode> columns) {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("type", "array");
    ObjectNode properties = list.putObject("items").put("type", "object").putObject("properties");
    columns.forEach(properties::set);
    return list;
  }

  private static String unique(String name, Map<String, ObjectNode> taken) {
    String free = name;
    for (int i = 2; taken.containsKey(free); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  /** {@code Invoice no.} as {@code invoice_no}. */
  private static String name(String label) {
    String name = Folding.fold(label).replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_+|_+$", "");
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }
}
