package dev.rigel.tools.extract;

import dev.rigel.tools.reading.TextLine;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Values as a language model would invent them, none of which stands in the document: how many of
 * them are given a place?
 */
final class InventedValues {
  private static final List<String> NAMES =
      List.of(
          "Zanzibar Freight", "Ottoline Quist", "Pemberton Glass", "Ulrich Vane", "Kobe Wexford");

  /**
   * @param asked how many values were looked for
   * @param placed those that were given a region, by their path
   */
  record Count(int asked, Map<String, Object> placed) {}

  private InventedValues() {}

  /**
   * @param lines as read from the medium
   * @param truth the text that was written
   */
  static Count count(Wanted.Group wanted, List<TextLine> lines, String truth, long seed) {
    Random random = new Random(seed);
    Map<String, Object> values = new LinkedHashMap<>();
    for (Field field : Wanted.values(wanted)) {
      Object value = value(field, random);
      if (!truth.contains(String.valueOf(value)) && field.kind() != FieldKind.BOOLEAN) {
        values.put(field.path().replace('.', '_'), value);
      }
    }
    Map<String, Object> placed = new LinkedHashMap<>();
    Evidence.in(lines)
        .of(values)
        .forEach((path, finding) ->
            finding.region().ifPresent(r -> placed.put(path, finding.value() + " <- " + r.text())));
    return new Count(values.size(), placed);
  }

  private static Object value(Field field, Random random) {
    return switch (field.form()) {
      case AMOUNT -> random.nextInt(100, 900_000) / 100.0;
      case QUANTITY -> random.nextInt(1000, 9000);
      case DATE -> LocalDate.of(1990, 1, 1).plusDays(random.nextInt(3000)).toString();
      case TIME -> "0" + random.nextInt(1, 7) + ":" + random.nextInt(10, 59);
      case CODE ->
          String.format(
              Locale.ROOT, "QX-%d-%d", random.nextInt(10_000, 99_999), random.nextInt(100, 999));
      case IBAN ->
          "NL" + random.nextInt(10, 99) + "QXZB0" + random.nextInt(100_000_000, 999_999_999);
      case EMAIL -> "x" + random.nextInt(1000) + "@quist.example";
      case PHONE -> "+99 " + random.nextInt(100, 999) + " " + random.nextInt(1000, 9999);
      case URL -> "https://quist.example/" + random.nextInt(1000);
      case ADDRESS ->
          random.nextInt(200, 900) + " Quarry Crescent, Zennor " + random.nextInt(10_000, 99_999);
      case TEXT, NAME, YES_NO ->
          NAMES.get(random.nextInt(NAMES.size())) + " " + random.nextInt(10, 99);
    };
  }

  static String text(List<TextLine> lines) {
    return lines.stream().map(TextLine::text).collect(Collectors.joining("\n"));
  }
}
