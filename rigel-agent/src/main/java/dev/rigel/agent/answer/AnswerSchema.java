package dev.rigel.agent.answer;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
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

  /** A real answer takes some thousand steps; schemas can be made to need any number. */
  private static final ExecutionConfig BOUNDS =
      ExecutionConfig.builder()
          .formatAssertionsEnabled(true)
          .failFast(true)
          .maxEvaluationSteps(2_000_000)
          .maxEvaluationDepth(400)
          .build();

  /** Any object: what {@code json_object} asks for. */
  public static final AnswerSchema ANY_OBJECT =
      new AnswerSchema(JsonMapper.shared().createObjectNode().put("type", "object"));

  private final JsonNode json;
  private final String place;
  private final Schema schema;

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
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .regularExpressionFactory(BoundedRegularExpression::compile)
            .formatAssertionsEnabled(true)
            .preloadSchema(false)
            .build();
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder ->
                builder
                    .schemaRegistryConfig(config)
                    .schemaLoader(loader -> loader.fetchRemoteResources(false)));
    try {
      this.schema = registry.getSchema(json);
      this.schema.initializeValidators();
    } catch (RigelException e) {
      throw e.at(place);
    } catch (StackOverflowError e) {
      throw invalid("The schema refers to itself without end.");
    } catch (RuntimeException e) {
      throw RigelException.causedBy(
              e, ErrorCode.INVALID_REQUEST, "The schema is not a JSON schema that can be compiled.")
          .at(place);
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
      List<Error> errors = schema.validate(value, context -> context.setExecutionConfig(BOUNDS));
      return errors.stream().findFirst().map(e -> e.getInstanceLocation() + ": " + e.getMessage());
    } catch (BoundedRegularExpression.TooMuchWork e) {
      throw invalid("A pattern of the schema needs too much work; write a simpler one.");
    } catch (ValidationLimitExceededException e) {
      throw invalid("The schema branches or refers to itself too often to be checked.");
    } catch (StackOverflowError e) {
      throw invalid("The schema refers to itself without end.");
    } catch (SchemaException e) {
      throw invalid("The schema refers to something that is not in it.");
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
      BoundedRegularExpression.compile(pattern);
    }
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
