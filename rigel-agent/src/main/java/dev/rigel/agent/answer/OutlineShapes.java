package dev.rigel.agent.answer;

import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.media.outline.Polygons;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a region's outline in the form that a schema asks for: one polygon as {@code [[x, y], …]},
 * as {@code [{"x": …, "y": …}, …]} or as {@code [x, y, x, y, …]}; or a list of such polygons, one
 * for each part of a mask.
 */
final class OutlineShapes {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonShapes shapes;

  OutlineShapes(JsonShapes shapes) {
    this.shapes = shapes;
  }

  /**
   * @param list the schema of the array
   * @return empty where the region has neither a mask nor points
   */
  Optional<JsonNode> of(JsonNode list, Region region) {
    if (region.mask().isEmpty() && region.points().isEmpty()) {
      return Optional.empty();
    }
    List<List<Point>> polygons =
        region.mask().isPresent() ? Polygons.of(region) : List.of(region.points());
    if (polygons.isEmpty()) {
      return Optional.empty();
    }
    if (!isListOfPolygons(list)) {
      return Optional.of(polygon(list, polygons.getFirst()));
    }
    ArrayNode all = JSON.arrayNode();
    polygons.forEach(polygon -> all.add(polygon(item(list), polygon)));
    return Optional.of(all);
  }

  private boolean isListOfPolygons(JsonNode list) {
    JsonNode item = item(list);
    // A list of lists of numbers is one polygon, unless it takes more than two numbers.
    return isList(item) && (!isNumber(item(item)) || item.path("minItems").asInt(0) > 2);
  }

  private JsonNode polygon(JsonNode list, List<Point> points) {
    JsonNode item = item(list);
    ArrayNode all = JSON.arrayNode();
    for (Point point : points) {
      if (isNumber(item)) {
        all.add(RegionShapes.decimal(point.x())).add(RegionShapes.decimal(point.y()));
      } else if ("object".equals(shapes.type(item))) {
        ObjectNode corner = JSON.objectNode();
        corner.set("x", RegionShapes.decimal(point.x()));
        corner.set("y", RegionShapes.decimal(point.y()));
        all.add(corner);
      } else {
        all.add(RegionShapes.numbers(point.x(), point.y()));
      }
    }
    return all;
  }

  private JsonNode item(JsonNode list) {
    JsonNode item = list.has("prefixItems") ? list.path("prefixItems").path(0) : list.path("items");
    return shapes.resolve(item);
  }

  private boolean isList(JsonNode schema) {
    return "array".equals(shapes.type(schema));
  }

  private boolean isNumber(JsonNode schema) {
    String type = shapes.type(schema);
    return type.equals("number") || type.equals("integer");
  }
}
