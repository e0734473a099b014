package dev.rigel.agent.answer;

import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.media.Region;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills a JSON schema from a program's values by name and type, with no model: regions into boxes
 * and points, pictures into references or URLs, data by the names of its fields. Gives nothing
 * where a required part has no value; what it gives is still to be validated.
 */
public final class ShapeMatcher {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MAX_DEPTH = 24;
  private static final Set<String> TEXT_NAMES =
      Set.of(
          "text",
          "answer",
          "description",
          "caption",
          "summary",
          "content",
          "message",
          "response",
          "result",
          "transcription",
          "output",
          "explanation",
          "markdown",
          "translation");
  private static final Set<String> COUNT_NAMES =
      Set.of("count", "total", "number", "num", "n", "quantity", "amount");

  private final JsonShapes shapes;
  private final JsonNode schema;
  private final RegionShapes regions;
  private final MediaNames names;

  public ShapeMatcher(JsonNode schema, MediaNames names) {
    this.schema = schema;
    this.names = names;
    this.shapes = new JsonShapes(schema);
    this.regions = new RegionShapes(shapes);
  }

  public Optional<JsonNode> match(AnswerValues answer) {
    Optional<JsonNode> fromData = answer.data().flatMap(data -> fromValue(schema, "", data, 0));
    return fromData.isPresent() ? fromData : fromAnswer(schema, "", answer, 0);
  }

  private Optional<JsonNode> fromAnswer(
      JsonNode part, String name, AnswerValues answer, int depth) {
    if (depth > MAX_DEPTH) {
      return Optional.empty();
    }
    for (JsonNode option : shapes.alternatives(part)) {
      Optional<JsonNode> filled = option(option, name, answer, depth);
      if (filled.isPresent()) {
        return filled;
      }
    }
    return Optional.empty();
  }

  private Optional<JsonNode> option(JsonNode option, String name, AnswerValues answer, int depth) {
    Optional<String> prefix = shapes.artifactPrefix(option);
    if (prefix.isPresent()) {
      return mediumFor(prefix.get(), answer).map(this::reference);
    }
    return switch (shapes.type(option)) {
      case "object" -> object(option, answer, depth);
      case "array" -> array(option, name, answer, depth);
      case "integer", "number" -> number(option, name, answer);
      case "boolean" -> truth(answer);
      case "string" -> string(option, name, answer);
      default -> Optional.empty();
    };
  }

  private Optional<JsonNode> object(JsonNode option, AnswerValues answer, int depth) {
    if (regions.isRegion(option)) {
      return answer.boxes().isEmpty()
          ? Optional.empty()
          : regions.shape(option, answer.boxes().getFirst());
    }
    ObjectNode result = JSON.objectNode();
    Set<String> required = required(option);
    for (Map.Entry<String, JsonNode> property : option.path("properties").properties()) {
      Optional<JsonNode> value = property(property.getKey(), property.getValue(), answer, depth);
      if (value.isPresent()) {
        result.set(property.getKey(), value.get());
      } else if (shapes.isNullable(property.getValue())) {
        result.set(property.getKey(), JSON.nullNode());
      } else if (required.contains(property.getKey())) {
        return Optional.empty();
      }
    }
    return result.isEmpty() ? Optional.empty() : Optional.of(result);
  }

  private Optional<JsonNode> property(
      String name, JsonNode property, AnswerValues answer, int depth) {
    if (answer.data().orElse(null) instanceof Map<?, ?> data) {
      for (Map.Entry<?, ?> entry : data.entrySet()) {
        if (entry.getKey() instanceof String key
            && JsonShapes.key(key).equals(JsonShapes.key(name))) {
          Optional<JsonNode> value = fromValue(property, name, entry.getValue(), depth + 1);
          if (value.isPresent()) {
            return value;
          }
        }
      }
    }
    return fromAnswer(property, name, answer, depth + 1);
  }

  private Optional<JsonNode> array(JsonNode option, String name, AnswerValues answer, int depth) {
    JsonNode items = option.path("items");
    for (JsonNode item : shapes.alternatives(items)) {
      Optional<String> prefix = shapes.artifactPrefix(item);
      if (prefix.isPresent()) {
        ArrayNode all = JSON.arrayNode();
        answer.media().stream()
            .filter(m -> fits(prefix.get(), m))
            .forEach(m -> all.add(reference(m)));
        return Optional.of(all);
      }
      if (regions.isRegion(item)) {
        return regionArray(item, answer.boxes());
      }
      if ("string".equals(shapes.type(item))) {
        return strings(item, name, answer);
      }
    }
    return regions.isCoordinates(name, option) && answer.boxes().size() == 1
        ? Optional.of(regions.coordinates(name, answer.boxes().getFirst()))
        : Optional.empty();
  }

  private Optional<JsonNode> regionArray(JsonNode item, List<Region> boxes) {
    ArrayNode all = JSON.arrayNode();
    for (Region box : boxes) {
      Optional<JsonNode> shaped = regions.shape(item, box);
      if (shaped.isEmpty()) {
        return Optional.empty();
      }
      all.add(shaped.get());
    }
    return Optional.of(all);
  }

  private Optional<JsonNode> strings(JsonNode item, String name, AnswerValues answer) {
    ArrayNode all = JSON.arrayNode();
    if (shapes.isUrl(name, item)) {
      answer.media().forEach(m -> all.add(names.url(m)));
    } else {
      boolean texts = answer.boxes().stream().anyMatch(b -> !b.text().isEmpty());
      answer.boxes().stream().map(b -> texts ? b.text() : b.label()).distinct().forEach(all::add);
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  private Optional<JsonNode> number(JsonNode option, String name, AnswerValues answer) {
    if (answer.data().orElse(null) instanceof Number number) {
      return Scalars.number(option, shapes.type(option), number);
    }
    List<String> written = Scalars.numbersIn(answer.text());
    boolean counts = isCount(name);
    if (counts && !answer.boxes().isEmpty()) {
      return Optional.of(JSON.numberNode(answer.boxes().size()));
    }
    if (written.size() == 1) {
      return Scalars.number(option, shapes.type(option), written.getFirst());
    }
    return counts && written.isEmpty() && answer.media().isEmpty()
        ? Optional.of(JSON.numberNode(0))
        : Optional.empty();
  }

  private static boolean isCount(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return COUNT_NAMES.stream()
        .anyMatch(c -> lower.equals(c) || lower.startsWith(c + "_") || lower.endsWith("_" + c));
  }

  private static Optional<JsonNode> truth(AnswerValues answer) {
    if (answer.data().orElse(null) instanceof Boolean value) {
      return Optional.of(JSON.booleanNode(value));
    }
    String start = answer.text().strip().toLowerCase(Locale.ROOT);
    if (start.matches("(?s)(yes|true)\\b.*")) {
      return Optional.of(JSON.booleanNode(true));
    }
    return start.matches("(?s)(no|false|none)\\b.*")
        ? Optional.of(JSON.booleanNode(false))
        : Optional.empty();
  }

  private Optional<JsonNode> string(JsonNode option, String name, AnswerValues answer) {
    if (shapes.isUrl(name, option)) {
      return answer.media().isEmpty()
          ? Optional.empty()
          : Optional.of(JSON.stringNode(names.url(answer.media().getFirst())));
    }
    if (option.has("enum")) {
      return Scalars.choice(option, answer.text(), answer.boxes());
    }
    boolean speaks = TEXT_NAMES.contains(name.toLowerCase(Locale.ROOT)) || onlyString(name);
    return speaks && !answer.text().isBlank()
        ? Optional.of(JSON.stringNode(answer.text()))
        : Optional.empty();
  }

  /** Whether the schema as a whole asks for one text only, so that its name does not matter. */
  private boolean onlyString(String name) {
    JsonNode top = shapes.resolve(schema);
    if ("string".equals(shapes.type(top))) {
      return true;
    }
    JsonNode properties = top.path("properties");
    return properties.has(name)
        && properties.properties().stream()
                .filter(p -> "string".equals(shapes.type(shapes.resolve(p.getValue()))))
                .filter(p -> !shapes.isUrl(p.getKey(), shapes.resolve(p.getValue())))
                .count()
            == 1;
  }

  private Optional<JsonNode> fromValue(
      JsonNode part, String name, @Nullable Object value, int depth) {
    if (depth > MAX_DEPTH) {
      return Optional.empty();
    }
    if (value == null) {
      return shapes.isNullable(part) ? Optional.of(JSON.nullNode()) : Optional.empty();
    }
    for (JsonNode option : shapes.alternatives(part)) {
      Optional<JsonNode> filled = valueOption(option, name, value, depth);
      if (filled.isPresent()) {
        return filled;
      }
    }
    return Optional.empty();
  }

  private Optional<JsonNode> valueOption(JsonNode option, String name, Object value, int depth) {
    if (value instanceof Media media) {
      Optional<String> prefix = shapes.artifactPrefix(option);
      if (prefix.isPresent()) {
        return fits(prefix.get(), media) ? Optional.of(reference(media)) : Optional.empty();
      }
      return "string".equals(shapes.type(option))
          ? Optional.of(JSON.stringNode(names.url(media)))
          : Optional.empty();
    }
    if (value instanceof Region region) {
      return switch (shapes.type(option)) {
        case "object" -> regions.shape(option, region);
        case "array" ->
            regions.isCoordinates(name, option)
                ? Optional.of(regions.coordinates(name, region))
                : Optional.empty();
        case "string" ->
            Optional.of(JSON.stringNode(region.text().isEmpty() ? region.label() : region.text()));
        default -> Scalars.of(option, shapes.type(option), region.text());
      };
    }
    if (value instanceof Map<?, ?> map) {
      return "object".equals(shapes.type(option)) ? fromMap(option, map, depth) : Optional.empty();
    }
    if (value instanceof Iterable<?> items) {
      return fromItems(option, name, items, depth);
    }
    return Scalars.of(option, shapes.type(option), value);
  }

  private Optional<JsonNode> fromMap(JsonNode option, Map<?, ?> map, int depth) {
    ObjectNode result = JSON.objectNode();
    Set<String> required = required(option);
    for (Map.Entry<String, JsonNode> property : option.path("properties").properties()) {
      Optional<JsonNode> value = Optional.empty();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (JsonShapes.key(String.valueOf(entry.getKey()))
            .equals(JsonShapes.key(property.getKey()))) {
          value = fromValue(property.getValue(), property.getKey(), entry.getValue(), depth + 1);
        }
      }
      if (value.isPresent()) {
        result.set(property.getKey(), value.get());
      } else if (shapes.isNullable(property.getValue())) {
        result.set(property.getKey(), JSON.nullNode());
      } else if (required.contains(property.getKey())) {
        return Optional.empty();
      }
    }
    if (option.path("properties").isEmpty()) {
      map.forEach((k, v) -> result.set(String.valueOf(k), Scalars.plain(v)));
    }
    return Optional.of(result);
  }

  private Optional<JsonNode> fromItems(JsonNode option, String name, Iterable<?> items, int depth) {
    if (!"array".equals(shapes.type(option))) {
      return Optional.empty();
    }
    ArrayNode all = JSON.arrayNode();
    for (Object item : items) {
      Optional<JsonNode> value = fromValue(option.path("items"), name, item, depth + 1);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      all.add(value.get());
    }
    return Optional.of(all);
  }

  private static Set<String> required(JsonNode option) {
    Set<String> names = new java.util.HashSet<>();
    option.path("required").forEach(n -> names.add(n.asString("")));
    return names;
  }

  private static Optional<Media> mediumFor(String prefix, AnswerValues answer) {
    return answer.media().stream().filter(m -> fits(prefix, m)).findFirst();
  }

  private static boolean fits(String prefix, Media media) {
    return switch (media) {
      case Image _ -> prefix.equals("img_");
      case Document _ -> prefix.equals("doc_");
    };
  }

  private JsonNode reference(Media media) {
    return JSON.objectNode().put("id", names.reference(media));
  }
}
