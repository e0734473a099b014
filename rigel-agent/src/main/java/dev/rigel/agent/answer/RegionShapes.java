package dev.rigel.agent.answer;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a region in whichever of the wire's forms a schema asks for: {@code xywh} boxes and {@code
 * xy} points, 0 to 1 with four decimals, 0-based pages.
 */
final class RegionShapes {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> BOX_NAMES =
      Set.of(
          "xywh",
          "bbox",
          "box",
          "boundingbox",
          "bboxxywh",
          "rect",
          "region",
          "location",
          "coordinates");
  private static final Set<String> POINT_NAMES =
      Set.of("xy", "point", "center", "position", "keypoint");
  private static final Set<String> LABEL_NAMES =
      Set.of("label", "name", "category", "class", "type", "object", "kind", "classname");
  private static final Set<String> TEXT_NAMES =
      Set.of("text", "content", "value", "transcription", "words");

  private final JsonShapes shapes;

  RegionShapes(JsonShapes shapes) {
    this.shapes = shapes;
  }

  /** Whether the object schema describes something with a place. */
  boolean isRegion(JsonNode option) {
    return "object".equals(shapes.type(option))
        && option.path("properties").properties().stream()
            .map(p -> JsonShapes.key(p.getKey()))
            .anyMatch(k -> BOX_NAMES.contains(k) || POINT_NAMES.contains(k));
  }

  /** Whether an array property holds a region's coordinates. */
  boolean isCoordinates(String name, JsonNode option) {
    String key = JsonShapes.key(name);
    return "array".equals(shapes.type(option))
        && (BOX_NAMES.contains(key) || POINT_NAMES.contains(key));
  }

  ArrayNode coordinates(String name, Region region) {
    return POINT_NAMES.contains(JsonShapes.key(name)) ? point(region) : xywh(region.box());
  }

  Optional<JsonNode> shape(JsonNode option, Region region) {
    ObjectNode result = JSON.objectNode();
    Set<String> required = new HashSet<>();
    option.path("required").forEach(n -> required.add(n.asString("")));
    for (Map.Entry<String, JsonNode> property : option.path("properties").properties()) {
      Optional<JsonNode> value = value(property.getKey(), property.getValue(), region);
      if (value.isPresent()) {
        result.set(property.getKey(), value.get());
      } else if (shapes.isNullable(property.getValue())) {
        result.set(property.getKey(), JSON.nullNode());
      } else if (required.contains(property.getKey())) {
        return Optional.empty();
      }
    }
    return Optional.of(result);
  }

  private Optional<JsonNode> value(String name, JsonNode property, Region region) {
    String key = JsonShapes.key(name);
    for (JsonNode option : shapes.alternatives(property)) {
      String type = shapes.type(option);
      if (BOX_NAMES.contains(key)) {
        return "object".equals(type) ? shape(option, region) : Optional.of(xywh(region.box()));
      }
      if (POINT_NAMES.contains(key)) {
        return "object".equals(type) ? shape(option, region) : Optional.of(point(region));
      }
      if (LABEL_NAMES.contains(key)) {
        return option.has("enum")
            ? Scalars.choice(option, region.label(), java.util.List.of(region))
            : Optional.of(JSON.stringNode(region.label()));
      }
      if (TEXT_NAMES.contains(key)) {
        return Optional.of(
            JSON.stringNode(region.text().isEmpty() ? region.label() : region.text()));
      }
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "confidence", "score", "probability" -> Optional.of(decimal(region.confidence()));
      case "page" ->
          region.page().isPresent()
              ? Optional.of(JSON.numberNode(region.page().getAsInt() - 1))
              : Optional.of(JSON.numberNode(0));
      case "page_number" ->
          region.page().isPresent()
              ? Optional.of(JSON.numberNode(region.page().getAsInt()))
              : Optional.empty();
      case "x", "left", "x1", "xmin", "x_min" -> Optional.of(decimal(region.box().x()));
      case "y", "top", "y1", "ymin", "y_min" -> Optional.of(decimal(region.box().y()));
      case "width", "w" -> Optional.of(decimal(region.box().width()));
      case "height", "h" -> Optional.of(decimal(region.box().height()));
      case "x2", "right", "xmax", "x_max" -> Optional.of(decimal(region.box().right()));
      case "y2", "bottom", "ymax", "y_max" -> Optional.of(decimal(region.box().bottom()));
      default -> Optional.empty();
    };
  }

  static ArrayNode xywh(Box box) {
    return JSON.arrayNode()
        .add(decimal(box.x()))
        .add(decimal(box.y()))
        .add(decimal(box.width()))
        .add(decimal(box.height()));
  }

  private static ArrayNode point(Region region) {
    return JSON.arrayNode()
        .add(decimal(region.box().center().x()))
        .add(decimal(region.box().center().y()));
  }

  private static JsonNode decimal(double value) {
    return JSON.numberNode(
        BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN).stripTrailingZeros());
  }
}
