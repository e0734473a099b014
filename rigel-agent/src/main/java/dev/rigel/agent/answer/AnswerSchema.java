package dev.rigel.agent.answer;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.language.schema.JsonValidator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON schema that an answer must satisfy. Foreign schemas are bounded: no references to other
 * places, patterns with a limit on their work, a limit on size and depth.
 */
public final class AnswerSchema {
  private static final int MAX_NODES = 50_000;
  private static final int MAX_DEPTH = 200;
  private static final int MAX_COMBINATIONS = 24;
  private static final int MAX_PATTERN = 1_000;

  /** Keywords whose value says where another schema is. */
  private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef", "$recursiveRef");

  /** Any object: what {@code json_object} asks for. */
  public static final AnswerSchema ANY_OBJECT =
      new AnswerSchema(JsonMapper.shared().createObjectNode().put("type", "object"));

  private final JsonNode json;
  private final String place;
  private final JsonValidator validator;

  /** A schema in {@code response_format}. */
  public AnswerSchema(JsonNode json) {
    this(json, "response_format");
  }

  /**
   * @param place where in the request it stands, for errors
   * @throws RigelException {@link ErrorCode#INVALID_REQUEST} naming what is wrong with the schema
   */
  public AnswerSchema(JsonNode json, String place) {
    this.place = place;
    if (!json.isObject() && !json.isBoolean()) {
      throw invalid("The schema must be a JSON object.");
    }
    try {
      checkBounds(json);
    } catch (RigelException e) {
      throw e.at(place);
    }
    this.json = json;
    try {
      this.validator = JsonValidator.of(json);
    } catch (RigelException e) {
      throw e.at(place);
    }
  }

  public JsonNode json() {
    return json;
  }

  /** Where in the request it stands, for errors. */
  public String place() {
    return place;
  }

  /**
   * The JSON in a model's text, when there is one and it is valid.
   *
   * @param asWritten keep the model's own spacing, so that its tokens are those of the JSON
   */
  public Optional<String> valid(String text, boolean asWritten) {
    return JsonText.in(text)
        .filter(value -> violation(value).isEmpty())
        .map(value -> asWritten && JsonText.isBare(text) ? text.strip() : value.toString());
  }

  /** What is wrong with a model's text, in one line; empty when its JSON is valid. */
  public String problem(String text) {
    return JsonText.in(text).map(value -> violation(value).orElse("")).orElse("it is not JSON");
  }

  /** What is wrong with the value, in one line; empty when it is valid. */
  public Optional<String> violation(JsonNode value) {
    try {
      return validator.violation(value);
    } catch (RigelException e) {
      throw e.at(place);
    }
  }

  private RigelException invalid(String message) {
    return RigelException.invalid(message, place);
  }

  private record Place(JsonNode node, int depth, int combinations) {}

  private void checkBounds(JsonNode root) {
    Deque<Place> open = new ArrayDeque<>();
    open.push(new Place(root, 0, 0));
    int nodes = 0;
    while (!open.isEmpty()) {
      Place place = open.pop();
      if (++nodes > MAX_NODES || place.depth() > MAX_DEPTH) {
        throw invalid("The schema is too large: at most 50,000 parts, 200 deep.");
      }
      if (place.combinations() > MAX_COMBINATIONS) {
        throw invalid("oneOf and anyOf are nested too deep in the schema: at most 24.");
      }
      JsonNode node = place.node();
      REFERENCES.forEach(keyword -> checkReference(node.path(keyword)));
      checkPattern(node.path("pattern").asString(""));
      node.path("patternProperties").propertyNames().forEach(this::checkPattern);
      node.properties()
          .forEach(p -> {
            boolean combines = p.getKey().equals("oneOf") || p.getKey().equals("anyOf");
            open.push(
                new Place(
                    p.getValue(), place.depth() + 1, place.combinations() + (combines ? 1 : 0)));
          });
      if (node.isArray()) {
        node.forEach(item -> open.push(new Place(item, place.depth() + 1, place.combinations())));
      }
    }
  }

  private void checkReference(JsonNode value) {
    String reference = value.isString() ? value.asString() : "#";
    if (!reference.startsWith("#")) {
      throw invalid(
          "The schema refers to «" + shortened(reference) + "»; put that part into $defs instead.");
    }
  }

  private void checkPattern(String pattern) {
    if (pattern.length() > MAX_PATTERN) {
      throw invalid("A pattern of the schema is longer than 1,000 characters.");
    }
    if (!pattern.isEmpty()) {
      JsonValidator.checkPattern(pattern);
    }
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
