package dev.rigel.language.constraint;

import dev.rigel.base.RigelException;
import dev.rigel.language.schema.JsonValidator;
import dev.rigel.language.schema.SchemaParts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Guards for what a grammar alone cannot hold writing to: a value is validated when it is whole,
 * and before that where a rule can already be broken. Validators are made when first asked.
 */
final class SchemaGuards {
  /** Longer unfinished containers are judged at their end only. */
  private static final int LONGEST_UNFINISHED = 50_000;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final JsonNode root;
  private @Nullable SchemaParts parts;

  SchemaGuards(JsonNode root) {
    this.root = root;
  }

  /** The part, held to the whole schema once it is whole. */
  Node.Guarded guarded(Node part, JsonNode schema) {
    return new Node.Guarded(part, end(schema));
  }

  /** For parts that hold marks of their own guard. */
  Node.End end(JsonNode schema) {
    return new Node.End(new Valid(schema));
  }

  /** A key that is none of the given names and matches none of the patterns. */
  static Node.Guarded otherKey(Node key, Set<String> names, List<String> patterns) {
    return new Node.Guarded(key, new Node.End(new OtherKey(Set.copyOf(names), patterns)));
  }

  /** For a key that matches a pattern. */
  static Node.End keyLike(String pattern) {
    return new Node.End(new KeyLike(pattern));
  }

  /** Whether a text matches a schema's pattern; false where the pattern cannot be used. */
  static boolean matches(String pattern, String text) {
    try {
      return JsonValidator.matches(pattern, text);
    } catch (RigelException e) {
      return false;
    }
  }

  /** Whether a value satisfies a schema, as far as that can be said. */
  boolean satisfies(JsonNode value, JsonNode schema) {
    return new Valid(schema).isValid(value);
  }

  private synchronized SchemaParts parts() {
    SchemaParts made = parts;
    if (made == null) {
      made = new SchemaParts(root);
      parts = made;
    }
    return made;
  }

  private static Optional<JsonNode> read(String text) {
    try {
      return Optional.of(JSON.readTree(text));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Valid under a schema. */
  private final class Valid implements Guard {
    private final JsonNode schema;
    private @Nullable Optional<JsonValidator> validator;

    Valid(JsonNode schema) {
      this.schema = schema;
    }

    @Override
    public boolean allows(String part) {
      return read(part).map(this::isValid).orElse(false);
    }

    @Override
    public boolean allowsSoFar(String part) {
      if (part.length() > LONGEST_UNFINISHED) {
        return true;
      }
      return switch (part.charAt(0)) {
        case '[' -> read(part + "]").map(this::isDistinct).orElse(true);
        case '{' -> read(part + "}").map(this::mayHaveMore).orElse(true);
        default -> true;
      };
    }

    /** Items that are all different, where that is asked for. */
    private boolean isDistinct(JsonNode items) {
      if (!schema.path("uniqueItems").asBoolean(false)) {
        return true;
      }
      JsonNode last = items.get(items.size() - 1);
      for (int i = 0; i < items.size() - 1; i++) {
        if (items.get(i).equals(last)) {
          return false;
        }
      }
      return true;
    }

    private boolean mayHaveMore(JsonNode object) {
      JsonNode most = schema.path("maxProperties");
      return !most.isNumber() || object.size() < most.asInt(Integer.MAX_VALUE);
    }

    boolean isValid(JsonNode value) {
      Optional<JsonValidator> judge = validator();
      try {
        return judge.isEmpty() || judge.get().violation(value).isEmpty();
      } catch (RigelException e) {
        // What this part cannot say, the validation of the whole answer will.
        return true;
      }
    }

    private synchronized Optional<JsonValidator> validator() {
      Optional<JsonValidator> made = validator;
      if (made == null) {
        try {
          made = Optional.of(JsonValidator.ofPart(asWritten(schema), parts()));
        } catch (RigelException e) {
          made = Optional.empty();
        }
        validator = made;
      }
      return made;
    }
  }

  /** A merged schema keeps what could not be merged apart; a validator takes it as allOf. */
  private static JsonNode asWritten(JsonNode schema) {
    if (!(schema.path(SchemaMerging.ALSO) instanceof tools.jackson.databind.node.ArrayNode also)) {
      return schema;
    }
    ObjectNode copy = ((ObjectNode) schema).deepCopy();
    copy.remove(SchemaMerging.ALSO);
    var all = copy.path("allOf").isArray() ? copy.withArray("allOf") : copy.putArray("allOf");
    also.forEach(all::add);
    return copy;
  }

  private record OtherKey(Set<String> names, List<String> patterns) implements Guard {
    @Override
    public boolean allows(String part) {
      return read(part)
          .map(JsonNode::asString)
          .map(key -> !names.contains(key) && patterns.stream().noneMatch(p -> matches(p, key)))
          .orElse(false);
    }

    @Override
    public boolean allowsSoFar(String part) {
      return true;
    }
  }

  private record KeyLike(String pattern) implements Guard {
    @Override
    public boolean allows(String part) {
      return read(part).map(key -> matches(pattern, key.asString())).orElse(false);
    }

    @Override
    public boolean allowsSoFar(String part) {
      return true;
    }
  }
}
