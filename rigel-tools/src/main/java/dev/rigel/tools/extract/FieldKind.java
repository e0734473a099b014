package dev.rigel.tools.extract;

import dev.rigel.program.Type;
import dev.rigel.tools.text.AmountText;
import dev.rigel.tools.text.DateText;
import dev.rigel.tools.text.EmailText;
import dev.rigel.tools.text.IbanText;
import dev.rigel.tools.text.NumberText;
import dev.rigel.tools.text.PhoneText;
import dev.rigel.tools.text.TextFinder;
import dev.rigel.tools.text.UrlText;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a field's value is, and how it is recognised in a piece of text. */
enum FieldKind {
  TEXT(Type.STR, "string"),
  NUMBER(Type.FLOAT, "number"),
  INTEGER(Type.INT, "integer"),
  BOOLEAN(Type.BOOL, "boolean"),
  /** As {@code 2024-05-31}. */
  DATE(Type.STR, "string"),
  EMAIL(Type.STR, "string"),
  PHONE(Type.STR, "string"),
  URL(Type.STR, "string"),
  IBAN(Type.STR, "string"),
  /** Only the language model finds lists. */
  TEXTS(Type.list(Type.STR), "array"),
  NUMBERS(Type.list(Type.FLOAT), "array");

  /** The words that programs and schemas use. */
  private static final Map<String, FieldKind> WORDS =
      Map.ofEntries(
          Map.entry("str", TEXT),
          Map.entry("string", TEXT),
          Map.entry("text", TEXT),
          Map.entry("name", TEXT),
          Map.entry("address", TEXT),
          Map.entry("float", NUMBER),
          Map.entry("number", NUMBER),
          Map.entry("amount", NUMBER),
          Map.entry("money", NUMBER),
          Map.entry("decimal", NUMBER),
          Map.entry("int", INTEGER),
          Map.entry("integer", INTEGER),
          Map.entry("bool", BOOLEAN),
          Map.entry("boolean", BOOLEAN),
          Map.entry("date", DATE),
          Map.entry("datetime", DATE),
          Map.entry("email", EMAIL),
          Map.entry("phone", PHONE),
          Map.entry("url", URL),
          Map.entry("uri", URL),
          Map.entry("iban", IBAN),
          Map.entry("list", TEXTS),
          Map.entry("list[str]", TEXTS),
          Map.entry("list[string]", TEXTS),
          Map.entry("list[float]", NUMBERS),
          Map.entry("list[number]", NUMBERS),
          Map.entry("list[int]", NUMBERS));

  private final Type type;
  private final String jsonType;

  FieldKind(Type type, String jsonType) {
    this.type = type;
    this.jsonType = jsonType;
  }

  static Optional<FieldKind> of(String word) {
    return Optional.ofNullable(WORDS.get(word.strip().toLowerCase(Locale.ROOT)));
  }

  static List<String> words() {
    return WORDS.keySet().stream().sorted().toList();
  }

  static List<FieldKind> all() {
    return Arrays.asList(values());
  }

  Type type() {
    return type;
  }

  String jsonType() {
    return jsonType;
  }

  boolean isList() {
    return this == TEXTS || this == NUMBERS;
  }

  /** The value in the text beside a label, if one of this kind is there. */
  Optional<Object> in(String text, DateText dates) {
    return switch (this) {
      case TEXT -> Optional.of(text.strip()).filter(t -> !t.isEmpty()).map(t -> t);
      case NUMBER -> number(text).map(BigDecimal::doubleValue);
      case INTEGER ->
          NumberText.find(text).stream()
              .map(NumberText.Found::value)
              .filter(value -> value.stripTrailingZeros().scale() <= 0)
              .findFirst()
              .map(BigDecimal::toBigInteger);
      case BOOLEAN -> yesOrNo(text);
      case DATE -> first(dates, text);
      case EMAIL -> first(new EmailText(), text);
      case PHONE -> firstAsWritten(new PhoneText(), "Tel: " + text);
      case URL -> first(new UrlText(), text);
      case IBAN -> first(new IbanText(), text);
      case TEXTS, NUMBERS -> Optional.empty();
    };
  }

  /** Money before plain numbers: "Total (3 items) 45.00" means the 45. */
  private static Optional<BigDecimal> number(String text) {
    return new AmountText()
        .find(text).stream()
            .max(Comparator.comparingDouble(TextFinder.Match::confidence))
            .map(match -> new BigDecimal(match.value().split(" ")[0]))
            .or(() -> NumberText.find(text).stream().map(NumberText.Found::value).findFirst());
  }

  private static Optional<Object> yesOrNo(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "yes", "true", "y", "ja", "oui", "sí", "si", "x", "☒", "☑" -> Optional.of(true);
      case "no", "false", "n", "nein", "non", "☐" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Object> first(TextFinder finder, String text) {
    return finder.find(text).stream().findFirst().map(TextFinder.Match::value);
  }

  private static Optional<Object> firstAsWritten(TextFinder finder, String text) {
    return finder.find(text).stream().findFirst().map(m -> text.substring(m.start(), m.end()));
  }
}
