package dev.rigel.language.schema;

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
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says whether a value satisfies a JSON schema of foreign origin: nothing is fetched, and the work
 * for one value is bounded. Formats are asserted. Safe for use by several threads.
 */
public final class JsonValidator {
  /** A real answer takes some thousand steps; schemas can be made to need any number. */
  private static final ExecutionConfig BOUNDS =
      ExecutionConfig.builder()
          .formatAssertionsEnabled(true)
          .failFast(true)
          .maxEvaluationSteps(2_000_000)
          .maxEvaluationDepth(400)
          .build();

  private final Schema schema;

  private JsonValidator(Schema schema) {
    this.schema = schema;
  }

  /**
   * @throws RigelException {@link ErrorCode#INVALID_REQUEST} when it is no schema, or one of its
   *     patterns is no regular expression
   */
  public static JsonValidator of(JsonNode schema) {
    JsonValidator validator = compiled(schema);
    try {
      validator.schema.initializeValidators();
      return validator;
    } catch (RigelException e) {
      throw e;
    } catch (StackOverflowError e) {
      throw invalid("The schema refers to itself without end.");
    } catch (RuntimeException e) {
      throw notCompiled(e);
    }
  }

  /**
   * For a schema that is a part of another one, or was put together from its parts: its references
   * are those of the whole. What is wrong with it may show only when it is asked.
   */
  public static JsonValidator ofPart(JsonNode part, SchemaParts whole) {
    return compiled(whole.alone(part));
  }

  private static JsonValidator compiled(JsonNode schema) {
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
      return new JsonValidator(registry.getSchema(inKnownDialect(schema)));
    } catch (RigelException e) {
      throw e;
    } catch (RuntimeException e) {
      throw notCompiled(e);
    }
  }

  private static RigelException notCompiled(RuntimeException cause) {
    return RigelException.causedBy(
        cause, ErrorCode.INVALID_REQUEST, "The schema is not a JSON schema that can be compiled.");
  }

  /**
   * Checks that a pattern is a regular expression.
   *
   * @throws RigelException {@link ErrorCode#INVALID_REQUEST}
   */
  public static void checkPattern(String pattern) {
    BoundedRegularExpression.compile(pattern);
  }

  /**
   * Whether a text holds a match of a pattern as schemas write them.
   *
   * @throws RigelException {@link ErrorCode#INVALID_REQUEST} when it is none or needs too much work
   */
  public static boolean matches(String pattern, String text) {
    try {
      return BoundedRegularExpression.compile(pattern).matches(text);
    } catch (CountedText.TooMuchWork e) {
      throw tooMuchWork();
    }
  }

  /**
   * What is wrong with the value, in one line; empty when it is valid.
   *
   * @throws RigelException {@link ErrorCode#INVALID_REQUEST} when the schema cannot be asked within
   *     bounds
   */
  public Optional<String> violation(JsonNode value) {
    try {
      List<Error> errors = schema.validate(value, context -> context.setExecutionConfig(BOUNDS));
      return errors.stream().findFirst().map(e -> e.getInstanceLocation() + ": " + e.getMessage());
    } catch (CountedText.TooMuchWork e) {
      throw tooMuchWork();
    } catch (ValidationLimitExceededException e) {
      throw invalid("The schema branches or refers to itself too often to be checked.");
    } catch (StackOverflowError e) {
      throw invalid("The schema refers to itself without end.");
    } catch (SchemaException e) {
      throw invalid("The schema refers to something that is not in it.");
    }
  }

  /** The schema with its dialect spelled as the validator knows it. */
  private static JsonNode inKnownDialect(JsonNode schema) {
    if (!schema.isObject() || !schema.has("$schema")) {
      return schema;
    }
    String dialect = schema.path("$schema").asString("").replaceFirst("#$", "");
    String bare = dialect.replaceFirst("^https?://", "");
    ObjectNode copy = ((ObjectNode) schema).objectNode().setAll((ObjectNode) schema);
    if (bare.matches("json-schema\\.org/draft-0[4-7]/schema")) {
      // The old drafts are named with http, the new ones with https; people mix them up.
      copy.put("$schema", "http://" + bare + "#");
    } else if (bare.matches("json-schema\\.org/draft/(2019-09|2020-12)/schema")) {
      copy.put("$schema", "https://" + bare);
    } else if (bare.matches("json-schema\\.org/(draft-0[1-3]/)?schema")) {
      // No draft in particular, or one from before there were validators.
      copy.remove("$schema");
    } else {
      throw invalid(
          "The schema names a dialect in $schema that is not known; known are the drafts 4 to 7,"
              + " 2019-09 and 2020-12 of json-schema.org.");
    }
    return copy;
  }

  private static RigelException tooMuchWork() {
    return invalid("A pattern of the schema needs too much work; write a simpler one.");
  }

  private static RigelException invalid(String message) {
    return new RigelException(ErrorCode.INVALID_REQUEST, message);
  }
}
