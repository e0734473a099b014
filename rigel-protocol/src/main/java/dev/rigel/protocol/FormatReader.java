package dev.rigel.protocol;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads {@code response_format} in all the spellings that clients use. */
final class FormatReader {
  private static final List<String> TYPES = List.of("text", "json_object", "json_schema");

  private FormatReader() {}

  static ResponseFormat format(Fields body) {
    return body.fields("response_format").map(FormatReader::read).orElse(ResponseFormat.TEXT);
  }

  private static ResponseFormat read(Fields format) {
    format.requireField("type", "Input should be " + Choices.inWords(TYPES), "literal_error");
    return switch (format.word("type", TYPES).orElse("text")) {
      case "json_object" ->
          format.has("schema") ? direct(format) : new ResponseFormat.JsonObjectFormat();
      case "json_schema" -> format.has("schema") ? direct(format) : nested(format);
      default -> ResponseFormat.TEXT;
    };
  }

  /** {@code {"type":"json_schema","schema":S}}. */
  private static ResponseFormat direct(Fields format) {
    return made(
        format.object("schema"), format.string("name", 1_000), format.bool("strict").orElse(false));
  }

  /** OpenAI's wrapper with name, schema and strict; or the bare schema in its place. */
  private static ResponseFormat nested(Fields format) {
    if (!format.has("json_schema")) {
      format.object("schema");
      format.requireField("schema", "Input should be a valid dictionary", "dict_type");
      return ResponseFormat.TEXT;
    }
    return format
        .entries("json_schema")
        .map(wrapper ->
            wrapper.has("schema")
                ? direct(wrapper)
                : made(format.object("json_schema"), Optional.empty(), false))
        .orElse(ResponseFormat.TEXT);
  }

  private static ResponseFormat made(
      Optional<JsonNode> schema, Optional<String> name, boolean strict) {
    return schema
        .<ResponseFormat>map(s -> new ResponseFormat.JsonSchemaFormat(s, name, strict))
        .orElse(ResponseFormat.TEXT);
  }
}
