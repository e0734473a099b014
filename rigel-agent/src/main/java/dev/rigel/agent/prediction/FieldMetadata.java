package dev.rigel.agent.prediction;

import dev.rigel.media.Box;
import dev.rigel.tools.Grounding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives every field {@code f} of a response with a plain value, or a list of such, a sibling {@code
 * f_metadata}: where the value stands on the pages and how sure it is, or null where it stands
 * nowhere. Fields that hold objects have none; those inside them do.
 */
public final class FieldMetadata {
  private static final String SUFFIX = "_metadata";
  private static final double HIGH = 0.85;
  private static final double MEDIUM = 0.6;

  private record Hit(Grounding.Place place, int page) {}

  private final List<ReadMedium> media;
  private final List<Grounding> groundings;
  private final boolean places;

  /**
   * @param media in their order
   * @param places the places too, not only how sure a field is
   */
  public FieldMetadata(List<ReadMedium> media, boolean places) {
    this.media = List.copyOf(media);
    this.groundings = media.stream().map(medium -> Grounding.in(medium.lines())).toList();
    this.places = places;
  }

  /** A copy with the siblings. */
  public ObjectNode of(ObjectNode response) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : response.properties()) {
      JsonNode value = field.getValue();
      result.set(field.getKey(), nested(value));
      String sibling = field.getKey() + SUFFIX;
      if (isPlain(value) && !response.has(sibling)) {
        metadata(value).ifPresentOrElse(m -> result.set(sibling, m), () -> result.putNull(sibling));
      }
    }
    return result;
  }

  private JsonNode nested(JsonNode value) {
    if (value instanceof ObjectNode object) {
      return of(object);
    }
    if (value instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(item -> copy.add(nested(item)));
      return copy;
    }
    return value;
  }

  private static boolean isPlain(JsonNode value) {
    return value.isArray()
        ? value.values().stream().noneMatch(JsonNode::isContainer)
        : !value.isContainer();
  }

  private Optional<ObjectNode> metadata(JsonNode value) {
    List<JsonNode> parts = value.isArray() ? List.copyOf(value.values()) : List.of(value);
    List<Hit> hits = new ArrayList<>();
    for (JsonNode part : parts) {
      plain(part).flatMap(this::hit).ifPresent(hits::add);
    }
    if (hits.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    double least = hits.stream().mapToDouble(hit -> hit.place().confidence()).min().orElse(0);
    // A list of which some items stand nowhere is less than sure.
    node.put("confidence", word(hits.size() < parts.size() ? Math.min(least, MEDIUM) : least));
    if (places) {
      ArrayNode boxes = node.putArray("bboxes");
      hits.forEach(hit -> boxes.add(box(hit)));
    }
    return Optional.of(node);
  }

  /** Truth values and nulls stand nowhere. */
  private static Optional<Object> plain(JsonNode value) {
    if (value.isNumber()) {
      return Optional.of(value.decimalValue());
    }
    return value.stringValueOpt().filter(text -> !text.isBlank()).map(text -> text);
  }

  private Optional<Hit> hit(Object value) {
    Optional<Hit> best = Optional.empty();
    for (int i = 0; i < groundings.size(); i++) {
      Optional<Grounding.Place> place = groundings.get(i).place(value);
      if (place.isPresent()
          && (best.isEmpty() || place.get().confidence() > best.get().place().confidence())) {
        int page = media.get(i).page(place.get().region().page().orElse(1));
        best = Optional.of(new Hit(place.get(), page));
      }
    }
    return best;
  }

  private static String word(double confidence) {
    return confidence >= HIGH ? "hi" : confidence >= MEDIUM ? "med" : "lo";
  }

  private static ObjectNode box(Hit hit) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("content", hit.place().region().text());
    Box box = hit.place().region().box();
    ArrayNode xywh = node.putObject("bbox").putArray("xywh");
    for (double number : new double[] {box.x(), box.y(), box.width(), box.height()}) {
      xywh.add(rounded(number));
    }
    node.put("page", hit.page());
    node.put("confidence", rounded(hit.place().confidence()));
    return node;
  }

  private static double rounded(double number) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.4f", number));
  }
}
