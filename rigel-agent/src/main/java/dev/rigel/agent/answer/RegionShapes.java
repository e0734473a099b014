package dev.rigel.agent.answer;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
  private static final int MAX_DEPTH = 4;
  private static final Set<String> BOX_NAMES =
      Set.of(
          "xywh",
          "xyxy",
          "bbox",
          "box",
          "boundingbox",
          "bboxxywh",
          "bboxxyxy",
          "rect",
          "region",
          "location",
          "coordinates");
  private static final Set<String> POINT_NAMES =
      Set.of("xy", "point", "center", "position", "keypoint");
  private static final Set<String> OUTLINE_NAMES =
      Set.of(
          "points",
          "polygon",
          "polygons",
          "corners",
          "outline",
          "outlines",
          "contour",
          "contours",
          "segmentation");
  private static final Set<String> INSTANCE_NAMES =
      Set.of("instance", "instanceid", "instancenumber", "segmentid", "maskid", "maskvalue");
  private static final Set<String> LABEL_NAMES =
      Set.of("label", "name", "category", "class", "type", "object", "kind", "classname");
  private static final Set<String> TEXT_NAMES =
      Set.of("text", "content", "value", "transcription", "words");
  private static final Set<String> LEFT = Set.of("x", "left", "x1", "xmin");
  private static final Set<String> TOP = Set.of("y", "top", "y1", "ymin");
  private static final Set<String> EXTENT =
      Set.of("width", "w", "height", "h", "x2", "right", "xmax", "y2", "bottom", "ymax");

  private final JsonShapes shapes;
  private final OutlineShapes outlines;

  RegionShapes(JsonShapes shapes) {
    this.shapes = shapes;
    this.outlines = new OutlineShapes(shapes);
  }

  /** Whether the object schema describes something with a place. */
  boolean isRegion(JsonNode option) {
    return isRegion(option, 0);
  }

  private boolean isRegion(JsonNode option, int depth) {
    if (depth > MAX_DEPTH || !"object".equals(shapes.type(option))) {
      return false;
    }
    boolean left = false;
    boolean top = false;
    for (Map.Entry<String, JsonNode> property : option.path("properties").properties()) {
      String key = JsonShapes.key(property.getKey());
      for (JsonNode form : shapes.alternatives(property.getValue())) {
        if ((BOX_NAMES.contains(key) || POINT_NAMES.contains(key))
            && (isNumbers(form) || isRegion(form, depth + 1))) {
          return true;
        }
        left |= LEFT.contains(key) && isNumber(form);
        top |= TOP.contains(key) && isNumber(form);
      }
    }
    return left && top;
  }

  /** Whether an array property holds a region's coordinates. */
  boolean isCoordinates(String name, JsonNode option) {
    String key = JsonShapes.key(name);
    return (BOX_NAMES.contains(key) || POINT_NAMES.contains(key)) && isNumbers(option);
  }

  private boolean isNumbers(JsonNode form) {
    if (!"array".equals(shapes.type(form))) {
      return false;
    }
    JsonNode first =
        form.has("prefixItems") ? form.path("prefixItems").path(0) : form.path("items");
    return first.isMissingNode() || first.isBoolean() || isNumber(shapes.resolve(first));
  }

  private boolean isNumber(JsonNode form) {
    String type = shapes.type(form);
    return type.equals("number") || type.equals("integer");
  }

  ArrayNode coordinates(String name, Region region) {
    String key = JsonShapes.key(name);
    if (POINT_NAMES.contains(key)) {
      return numbers(region.box().center().x(), region.box().center().y());
    }
    Box box = region.box();
    return key.endsWith("xyxy") ? numbers(box.x(), box.y(), box.right(), box.bottom()) : xywh(box);
  }

  /** The region as an object of this schema; empty where a required property has no value. */
  Optional<JsonNode> shape(JsonNode option, Region region) {
    ObjectNode result = JSON.objectNode();
    Set<String> required = JsonShapes.required(option);
    for (Map.Entry<String, JsonNode> property : option.path("properties").properties()) {
      Optional<JsonNode> value = value(option, property.getKey(), property.getValue(), region);
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

  /** One property of a region's object. */
  Optional<JsonNode> value(JsonNode object, String name, JsonNode property, Region region) {
    for (JsonNode option : shapes.alternatives(property)) {
      Optional<JsonNode> value = valueAs(object, name, option, region);
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }

  private Optional<JsonNode> valueAs(JsonNode object, String name, JsonNode option, Region region) {
    String key = JsonShapes.key(name);
    return switch (shapes.type(option)) {
      case "array" -> {
        if (isCoordinates(name, option)) {
          yield Optional.of(coordinates(name, region));
        }
        yield OUTLINE_NAMES.contains(key) ? outlines.of(option, region) : Optional.empty();
      }
      case "object" -> isRegion(option) ? shape(option, region) : Optional.empty();
      case "string" -> text(key, option, region);
      case "number", "integer" -> number(object, key, option, region);
      default -> Optional.empty();
    };
  }

  private static Optional<JsonNode> text(String key, JsonNode option, Region region) {
    if (LABEL_NAMES.contains(key)) {
      return option.has("enum") || option.has("const")
          ? Scalars.of(option, "string", region.label())
          : Optional.of(JSON.stringNode(region.label()));
    }
    if (TEXT_NAMES.contains(key)) {
      return Optional.of(JSON.stringNode(region.text().isEmpty() ? region.label() : region.text()));
    }
    return key.equals("confidence") && option.has("enum")
        ? level(option, region)
        : Optional.empty();
  }

  /** Confidence in words, {@code hi}, {@code med} or {@code lo}, with the wire's own borders. */
  private static Optional<JsonNode> level(JsonNode option, Region region) {
    String start = region.confidence() >= 0.8 ? "h" : region.confidence() >= 0.5 ? "m" : "l";
    for (JsonNode member : option.path("enum")) {
      if (member.asString("").startsWith(start)) {
        return Optional.of(member);
      }
    }
    return Optional.empty();
  }

  private Optional<JsonNode> number(JsonNode object, String key, JsonNode option, Region region) {
    Box box = region.box();
    boolean extended = hasExtent(object);
    return switch (key) {
      case "confidence", "score", "probability" -> Optional.of(decimal(region.confidence()));
      case "page" -> Optional.of(JSON.numberNode(region.page().orElse(1) - 1));
      case "pagenumber" ->
          region.page().isPresent()
              ? Optional.of(JSON.numberNode(region.page().getAsInt()))
              : Optional.empty();
      case "x", "left", "x1", "xmin" -> Optional.of(decimal(extended ? box.x() : box.center().x()));
      case "y", "top", "y1", "ymin" -> Optional.of(decimal(extended ? box.y() : box.center().y()));
      case "width", "w" -> Optional.of(decimal(box.width()));
      case "height", "h" -> Optional.of(decimal(box.height()));
      case "x2", "right", "xmax" -> Optional.of(decimal(box.right()));
      case "y2", "bottom", "ymax" -> Optional.of(decimal(box.bottom()));
      default ->
          INSTANCE_NAMES.contains(key) && region.instance().isPresent()
              ? Optional.of(JSON.numberNode(region.instance().getAsInt()))
              : TEXT_NAMES.contains(key)
                  ? Scalars.number(shapes.type(option), region.text())
                  : Optional.empty();
    };
  }

  /** A point has no extent: its x and y are the middle. */
  private static boolean hasExtent(JsonNode object) {
    return object.path("properties").propertyNames().stream()
        .map(JsonShapes::key)
        .anyMatch(EXTENT::contains);
  }

  static ArrayNode xywh(Box box) {
    return numbers(box.x(), box.y(), box.width(), box.height());
  }

  static ArrayNode numbers(double... values) {
    ArrayNode all = JSON.arrayNode();
    for (double value : values) {
      all.add(decimal(value));
    }
    return all;
  }

  static JsonNode decimal(double value) {
    return JSON.numberNode(
        BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN).stripTrailingZeros());
  }
}
