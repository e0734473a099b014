package dev.rigel.agent.answer;

import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.media.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills a JSON schema from a program's values by name and type, with no model: regions into boxes
 * and points, pictures into references or URLs, data by the names of its fields. Gives nothing
 * where a required part has no value or more than one could be meant; what it gives is still to be
 * validated.
 */
public final class ShapeMatcher {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MAX_PLACES = 200_000;
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
  private static final Set<String> LIST_NAMES =
      Set.of("labels", "objects", "tags", "texts", "lines", "names", "items", "words", "results");

  private final JsonShapes shapes;
  private final JsonNode schema;
  private final RegionShapes regions;
  private final ValueShapes values;
  private final MediaNames names;
  private final Effort effort = new Effort(MAX_PLACES);

  /** Objects of the schema that are being filled: one inside itself has nothing more to get. */
  private final Set<JsonNode> open = Collections.newSetFromMap(new IdentityHashMap<>());

  public ShapeMatcher(JsonNode schema, MediaNames names) {
    this.schema = schema;
    this.names = names;
    this.shapes = new JsonShapes(schema);
    this.regions = new RegionShapes(shapes);
    this.values = new ValueShapes(shapes, regions, names, effort);
  }

  /** What the schema may be filled with, the best first: from the data alone, then from all. */
  public Stream<JsonNode> candidates(AnswerValues answer) {
    Stream<Supplier<Optional<JsonNode>>> ways =
        Stream.of(
            () -> answer.data().flatMap(data -> values.fill(schema, "", data)),
            () -> fill(schema, "", answer, 0).filter(value -> !saysNothing(value)));
    return ways.map(Supplier::get).flatMap(Optional::stream);
  }

  /** The first candidate. */
  public Optional<JsonNode> match(AnswerValues answer) {
    return candidates(answer).findFirst();
  }

  private static boolean saysNothing(JsonNode value) {
    return value.isNull()
        || (value.isObject() && value.valueStream().allMatch(ShapeMatcher::saysNothing));
  }

  /**
   * @param rank how many properties before it want a medium of the same kind
   */
  private Optional<JsonNode> fill(JsonNode part, String name, AnswerValues answer, int rank) {
    for (JsonNode option : shapes.alternatives(part)) {
      Optional<JsonNode> filled =
          effort.spend() ? as(option, name, answer, rank) : Optional.empty();
      if (filled.isPresent()) {
        return filled;
      }
    }
    return Optional.empty();
  }

  private Optional<JsonNode> as(JsonNode option, String name, AnswerValues answer, int rank) {
    Optional<String> prefix = shapes.artifactPrefix(option);
    if (prefix.isPresent()) {
      return medium(answer, rank, medium -> ValueShapes.isCalled(prefix.get(), medium))
          .map(values::reference);
    }
    if (option.has("const")) {
      return Optional.of(option.path("const"));
    }
    return switch (shapes.type(option)) {
      case "object" -> object(option, answer, false);
      case "array" -> array(option, name, answer);
      case "integer", "number" -> number(shapes.type(option), name, answer);
      case "boolean" -> truth(name, answer);
      case "string" -> string(option, name, answer, rank);
      default -> Optional.empty();
    };
  }

  private static Optional<Media> medium(
      AnswerValues answer, int rank, java.util.function.Predicate<Media> wanted) {
    return answer.media().stream().filter(wanted).skip(rank).findFirst();
  }

  private Optional<JsonNode> object(JsonNode option, AnswerValues answer, boolean isOnePlace) {
    if (!open.add(option)) {
      return Optional.empty();
    }
    try {
      return option.path("properties").isEmpty()
          ? freeNames(option, answer)
          : properties(option, answer, isOnePlace);
    } finally {
      open.remove(option);
    }
  }

  /** {@code {"cup": 2, "spoon": 1}}: the program's own map, or the regions counted by label. */
  private Optional<JsonNode> freeNames(JsonNode option, AnswerValues answer) {
    if (answer.data().orElse(null) instanceof Map<?, ?> data) {
      return values.fill(option, "", data);
    }
    String type = shapes.type(shapes.resolve(option.path("additionalProperties")));
    return type.equals("integer") && !answer.boxes().isEmpty()
        ? values.fill(option, "", CountShapes.byLabel(answer.boxes()))
        : Optional.empty();
  }

  /**
   * @param isOnePlace the answer is one region, whether or not the object asks where it lies
   */
  private Optional<JsonNode> properties(JsonNode option, AnswerValues answer, boolean isOnePlace) {
    ObjectNode result = JSON.objectNode();
    Set<String> required = JsonShapes.required(option);
    boolean place = isOnePlace || regions.isRegion(option);
    if (place && answer.boxes().isEmpty()) {
      return Optional.empty();
    }
    for (Map.Entry<String, JsonNode> property : option.path("properties").properties()) {
      String name = property.getKey();
      Optional<JsonNode> value =
          place
              ? regions.value(option, name, property.getValue(), answer.boxes().getFirst())
              : Optional.empty();
      if (value.isEmpty()) {
        value = property(option, name, property.getValue(), answer);
      }
      if (value.isPresent()) {
        result.set(name, value.get());
      } else if (shapes.isNullable(property.getValue())) {
        result.set(name, JSON.nullNode());
      } else if (required.contains(name)) {
        return Optional.empty();
      }
    }
    return result.isEmpty() ? Optional.empty() : Optional.of(result);
  }

  private Optional<JsonNode> property(
      JsonNode object, String name, JsonNode property, AnswerValues answer) {
    if (answer.data().orElse(null) instanceof Map<?, ?> data) {
      for (Map.Entry<?, ?> entry : data.entrySet()) {
        if (ValueShapes.isSameName(entry.getKey(), name)) {
          Optional<JsonNode> value = values.fill(property, name, entry.getValue());
          if (value.isPresent()) {
            return value;
          }
        }
      }
    }
    return fill(property, name, answer, rank(object, name, property));
  }

  /** Two pictures for two properties: the first gets the first one. */
  private int rank(JsonNode object, String name, JsonNode property) {
    String kind = mediaKind(name, property);
    int rank = 0;
    for (Map.Entry<String, JsonNode> other : object.path("properties").properties()) {
      if (other.getKey().equals(name)) {
        return rank;
      }
      if (!kind.isEmpty() && kind.equals(mediaKind(other.getKey(), other.getValue()))) {
        rank++;
      }
    }
    return rank;
  }

  private String mediaKind(String name, JsonNode property) {
    for (JsonNode option : shapes.alternatives(property)) {
      Optional<String> prefix = shapes.artifactPrefix(option);
      if (prefix.isPresent()) {
        return prefix.get();
      }
      if ("string".equals(shapes.type(option)) && shapes.isUrl(name, option)) {
        return "url";
      }
    }
    return "";
  }

  private Optional<JsonNode> array(JsonNode option, String name, AnswerValues answer) {
    if (answer.data().orElse(null) instanceof Iterable<?> items) {
      Optional<JsonNode> filled = values.fill(option, name, items);
      if (filled.isPresent()) {
        return filled;
      }
    }
    if (regions.isCoordinates(name, option)) {
      return answer.boxes().size() == 1
          ? Optional.of(regions.coordinates(name, answer.boxes().getFirst()))
          : Optional.empty();
    }
    for (JsonNode item : shapes.alternatives(option.path("items"))) {
      Optional<JsonNode> all = items(item, name, answer);
      if (all.isPresent()) {
        return all;
      }
    }
    return Optional.empty();
  }

  private Optional<JsonNode> items(JsonNode item, String name, AnswerValues answer) {
    Optional<String> prefix = shapes.artifactPrefix(item);
    if (prefix.isPresent()) {
      ArrayNode all = JSON.arrayNode();
      answer.media().stream()
          .filter(medium -> ValueShapes.isCalled(prefix.get(), medium))
          .forEach(medium -> all.add(values.reference(medium)));
      return Optional.of(all);
    }
    return switch (shapes.type(item)) {
      case "string" -> strings(item, name, answer);
      case "object" -> objects(item, answer);
      default -> Optional.empty();
    };
  }

  /**
   * One object for each region, each with its own picture where there are as many; or one a medium.
   */
  private Optional<JsonNode> objects(JsonNode item, AnswerValues answer) {
    boolean places = regions.isRegion(item);
    boolean shown =
        item.path("properties").properties().stream()
            .anyMatch(p -> !mediaKind(p.getKey(), p.getValue()).isEmpty());
    if (!places && !shown) {
      return Optional.empty();
    }
    List<Media> media = answer.media();
    List<Region> boxes = answer.boxes();
    boolean paired = shown && media.size() == boxes.size();
    ArrayNode all = JSON.arrayNode();
    int rows = places ? boxes.size() : media.size();
    for (int i = 0; i < rows; i++) {
      List<Media> own = paired || !places ? List.of(media.get(i)) : List.of();
      List<Region> here = places || paired ? List.of(boxes.get(i)) : List.of();
      Optional<JsonNode> row = object(item, row(own, here), paired);
      if (row.isEmpty()) {
        return Optional.empty();
      }
      all.add(row.get());
    }
    return Optional.of(all);
  }

  private static AnswerValues row(List<Media> media, List<Region> boxes) {
    List<Image> images = new ArrayList<>();
    List<Document> documents = new ArrayList<>();
    for (Media medium : media) {
      switch (medium) {
        case Image image -> images.add(image);
        case Document document -> documents.add(document);
      }
    }
    String text = boxes.isEmpty() ? "" : said(boxes.getFirst());
    return new AnswerValues(text, Optional.empty(), images, documents, boxes);
  }

  private static String said(Region region) {
    return region.text().isEmpty() ? region.label() : region.text();
  }

  private Optional<JsonNode> strings(JsonNode item, String name, AnswerValues answer) {
    ArrayNode all = JSON.arrayNode();
    if (shapes.isUrl(name, item)) {
      answer.media().forEach(m -> all.add(names.url(m)));
      return Optional.of(all);
    }
    if (LIST_NAMES.contains(name.toLowerCase(Locale.ROOT)) || isOnly("array", name)) {
      boolean texts = answer.boxes().stream().anyMatch(b -> !b.text().isEmpty());
      answer.boxes().stream().map(b -> texts ? b.text() : b.label()).distinct().forEach(all::add);
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  private Optional<JsonNode> number(String type, String name, AnswerValues answer) {
    if (answer.data().orElse(null) instanceof Number number) {
      return Scalars.number(type, number);
    }
    OptionalInt named = CountShapes.named(name, answer.boxes());
    if (named.isPresent()) {
      return Optional.of(JSON.numberNode(named.getAsInt()));
    }
    List<String> written = Scalars.numbersIn(answer.text());
    if (written.size() == 1) {
      return Scalars.number(type, written.getFirst());
    }
    OptionalInt all = CountShapes.all(name, answer.boxes());
    boolean none =
        CountShapes.isCount(name)
            && written.isEmpty()
            && answer.media().isEmpty()
            && answer.data().isEmpty();
    return all.isPresent() && (!answer.boxes().isEmpty() || none)
        ? Optional.of(JSON.numberNode(all.getAsInt()))
        : Optional.empty();
  }

  private Optional<JsonNode> truth(String name, AnswerValues answer) {
    if (answer.data().orElse(null) instanceof Boolean value) {
      return Optional.of(JSON.booleanNode(value));
    }
    String start = answer.text().strip().toLowerCase(Locale.ROOT);
    if (!isOnly("boolean", name)) {
      return Optional.empty();
    }
    if (start.matches("(?s)(yes|true)\\b.*")) {
      return Optional.of(JSON.booleanNode(true));
    }
    return start.matches("(?s)(no|false|none)\\b.*")
        ? Optional.of(JSON.booleanNode(false))
        : Optional.empty();
  }

  private Optional<JsonNode> string(JsonNode option, String name, AnswerValues answer, int rank) {
    if (shapes.isUrl(name, option)) {
      return medium(answer, rank, _ -> true).map(m -> JSON.stringNode(names.url(m)));
    }
    String said =
        answer.text().isBlank() && answer.data().orElse(null) instanceof String text
            ? text
            : answer.text();
    if (option.has("enum")) {
      return Scalars.choice(option, said, answer.boxes());
    }
    boolean speaks =
        TEXT_NAMES.contains(name.toLowerCase(Locale.ROOT))
            || (isOnly("string", name) && !wantsOther("number", "integer", "boolean"));
    return speaks && !said.isBlank() ? Optional.of(JSON.stringNode(said)) : Optional.empty();
  }

  /**
   * Whether the schema asks for values of these types too: then a text is not all of the answer.
   */
  private boolean wantsOther(String... types) {
    return shapes.resolve(schema).path("properties").properties().stream()
        .flatMap(p -> shapes.alternatives(p.getValue()).stream())
        .anyMatch(option -> List.of(types).contains(shapes.type(option)));
  }

  /** Whether the schema asks for one value of this type only, so that its name does not matter. */
  private boolean isOnly(String type, String name) {
    JsonNode top = shapes.resolve(schema);
    if (type.equals(shapes.type(top))) {
      return true;
    }
    JsonNode properties = top.path("properties");
    return properties.has(name)
        && properties.properties().stream()
                .filter(p ->
                    shapes.alternatives(p.getValue()).stream()
                        .anyMatch(o -> type.equals(shapes.type(o)) && !shapes.isUrl(p.getKey(), o)))
                .count()
            == 1;
  }
}
