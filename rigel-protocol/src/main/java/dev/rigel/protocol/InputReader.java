package dev.rigel.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads the object {@code inputs}: under free keys typed parts, URLs, texts, lists of these,
 * objects of key to URL, or any JSON, which is taken as text.
 */
final class InputReader {
  private static final int MOST = 1_000;
  private static final int LONGEST_TEXT = 4 * 1024 * 1024;
  private static final Set<String> MEDIA_TYPES =
      Set.of(
          "image_url",
          "video_url",
          "audio_url",
          "file_url",
          "document_url",
          "input_file",
          "file",
          "input_audio");

  private InputReader() {}

  static List<RunInput> inputs(Fields body) {
    Optional<Fields> inputs = body.entries("inputs");
    List<RunInput> read = new ArrayList<>();
    if (inputs.isEmpty()) {
      return read;
    }
    List<String> names = inputs.get().names();
    if (names.size() > MOST) {
      body.fault("inputs", "There should be at most " + MOST + " inputs", "too_long");
      return read;
    }
    names.forEach(name -> read(inputs.get(), name, read));
    return read;
  }

  private static void read(Fields inputs, String name, List<RunInput> into) {
    Optional<JsonNode> value = inputs.any(name);
    if (value.isEmpty()) {
      return;
    }
    if (value.get().isArray() && value.get().values().stream().allMatch(InputReader::isMedium)) {
      List<JsonNode> elements = List.copyOf(value.get().values());
      for (int i = 0; i < elements.size(); i++) {
        if (elements.get(i).isString()) {
          into.add(url(name, elements.get(i)));
        } else {
          part(name, inputs.element(name, i), into);
        }
      }
    } else if (value.get().isObject() && isTyped(value.get())) {
      inputs.fields(name).ifPresent(part -> part(name, part, into));
    } else if (isUrl(value.get())) {
      into.add(url(name, value.get()));
    } else if (value.get().isObject() && isUrls(value.get())) {
      value.get().properties().forEach(entry -> into.add(url(entry.getKey(), entry.getValue())));
    } else {
      text(inputs, name, value.get(), into);
    }
  }

  private static boolean isMedium(JsonNode value) {
    return isUrl(value) || (value.isObject() && isTyped(value));
  }

  /** {@code {"type": "image_url", …}}; other objects may have a {@code type} of their own. */
  private static boolean isTyped(JsonNode value) {
    String type = value.path("type").stringValueOpt().orElse("");
    return MEDIA_TYPES.contains(type)
        || (type.equals("text") && value.path("text").isString() && value.size() == 2);
  }

  private static boolean isUrls(JsonNode object) {
    return !object.isEmpty() && object.values().stream().allMatch(InputReader::isUrl);
  }

  private static boolean isUrl(JsonNode value) {
    String text = value.stringValueOpt().orElse("");
    return text.regionMatches(true, 0, "http://", 0, 7)
            && text.chars().noneMatch(Character::isWhitespace)
        || text.regionMatches(true, 0, "https://", 0, 8)
            && text.chars().noneMatch(Character::isWhitespace)
        || text.regionMatches(true, 0, "data:", 0, 5) && text.indexOf(',') > 0;
  }

  private static RunInput url(String name, JsonNode value) {
    return new RunInput.Part(name, new ContentPart.FileUrl(value.stringValue()));
  }

  private static void part(String name, Fields part, List<RunInput> into) {
    MessageReader.part(part)
        .ifPresent(read ->
            into.add(
                read instanceof ContentPart.Text(String text)
                    ? new RunInput.Text(name, text)
                    : new RunInput.Part(name, read)));
  }

  private static void text(Fields inputs, String name, JsonNode value, List<RunInput> into) {
    String text = value.isString() ? value.stringValue() : Json.text(value);
    if (text.length() > LONGEST_TEXT) {
      inputs.fault(
          name, "String should have at most " + LONGEST_TEXT + " characters", "string_too_long");
    } else if (!text.isBlank()) {
      into.add(new RunInput.Text(name, text));
    }
  }
}
