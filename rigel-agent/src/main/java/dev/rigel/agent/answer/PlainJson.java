package dev.rigel.agent.answer;

import dev.rigel.media.Media;
import dev.rigel.media.Region;
import dev.rigel.media.Table;
import dev.rigel.tools.FactTypes;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A program's value as JSON where no schema says how: numbers, texts, lists and maps as they are,
 * regions in the wire's form, media as {@code {"id": reference}}, tables as lists of rows, facts as
 * objects.
 */
public final class PlainJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Function<Media, String> references;

  /**
   * @param references names media
   */
  public PlainJson(Function<Media, String> references) {
    this.references = references;
  }

  public JsonNode of(@Nullable Object value) {
    return switch (value) {
      case null -> JSON.nullNode();
      case Boolean truth -> JSON.booleanNode(truth);
      case BigInteger whole -> JSON.numberNode(whole);
      case Integer whole -> JSON.numberNode(whole);
      case Long whole -> JSON.numberNode(whole);
      case Double number ->
          Double.isFinite(number) ? JSON.numberNode(number) : JSON.stringNode(number.toString());
      case Map<?, ?> map -> object(map);
      case Iterable<?> items -> array(items);
      case Region region -> RegionJson.of(region);
      case Media medium -> JSON.objectNode().put("id", references.apply(medium));
      case Table table -> array(table.rows());
      default ->
          FactTypes.facts(value)
              .<JsonNode>map(this::object)
              .orElseGet(() -> JSON.stringNode(value.toString()));
    };
  }

  private ObjectNode object(Map<?, ?> map) {
    ObjectNode object = JSON.objectNode();
    map.forEach((key, value) -> object.set(String.valueOf(key), of(value)));
    return object;
  }

  private ArrayNode array(Iterable<?> items) {
    ArrayNode array = JSON.arrayNode();
    items.forEach(item -> array.add(of(item)));
    return array;
  }
}
