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
  private final Schema schema;

  /**
   * @throws RigelException {@link ErrorCode#INVALID_REQUEST} naming what is wrong with the schema
   */
  public AnswerSchema(JsonNode json) {
    if (!json.isObject() && !json.isBoolean()) {
      throw invalid("The schema must be a JSON object.");
    }
    checkBounds(json);
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
      throw e;
    } catch (StackOverflowError e) {
      throw invalid("The schema refers to itself without end.");
    } catch (RuntimeException e) {
      throw RigelException.causedBy(
              e, ErrorCode.INVALID_REQUEST, "The schema is not a JSON schema that can be compiled.")
          .at("response_format");
    }
  }

  public JsonNode json() {
    return json;
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

  private static RigelException invalid(String message) {
    return RigelException.invalid(message, "response_format");
  }

  private record Place(JsonNode node, int depth, int combinations) {}

  private static void checkBounds(JsonNode root) {
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
      node.path("patternProperties").propertyNames().forEach(AnswerSchema::checkPattern);
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

  private static void checkReference(JsonNode value) {
    String reference = value.isString() ? value.asString() : "#";
    if (!reference.startsWith("#")) {
      throw invalid(
          "The schema refers to «" + shortened(reference) + "»; put that part into $defs instead.");
    }
  }

  private static void checkPattern(String pattern) {
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
