package dev.rigel.tools.extract;

import dev.rigel.program.Type;
import java.util.Arrays;
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
}
