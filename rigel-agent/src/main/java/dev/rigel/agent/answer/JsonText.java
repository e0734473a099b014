package dev.rigel.agent.answer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the JSON in what a model wrote: bare, in a fence, or with words around it. */
public final class JsonText {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final Pattern FENCE = Pattern.compile("(?s)```(?:json)?\\s*\\n(.*?)```");

  private JsonText() {}

  public static Optional<JsonNode> in(String text) {
    String bare = text.strip();
    Optional<JsonNode> whole = parsed(bare);
    if (whole.isPresent()) {
      return whole;
    }
    Matcher fence = FENCE.matcher(bare);
    if (fence.find()) {
      return parsed(fence.group(1).strip());
    }
    int start = bare.indexOf('{');
    int end = bare.lastIndexOf('}');
    return start >= 0 && end > start ? parsed(bare.substring(start, end + 1)) : Optional.empty();
  }

  /** Whether the text is nothing but JSON. */
  public static boolean isBare(String text) {
    return parsed(text.strip()).isPresent();
  }

  private static Optional<JsonNode> parsed(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(text));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
