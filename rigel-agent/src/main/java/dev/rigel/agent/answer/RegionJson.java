package dev.rigel.agent.answer;

import dev.rigel.media.Region;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A region as JSON in the wire's own form: label, text, {@code xywh}, confidence, 0-based page, and
 * of a segment its number in a label map.
 */
public final class RegionJson {
  private RegionJson() {}

  public static ObjectNode of(Region region) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("label", region.label());
    if (!region.text().isEmpty()) {
      object.put("text", region.text());
    }
    object.set("xywh", RegionShapes.xywh(region.box()));
    object.put("confidence", Math.round(region.confidence() * 10_000) / 10_000.0);
    if (region.page().isPresent()) {
      object.put("page", region.page().getAsInt() - 1);
    }
    region.instance().ifPresent(number -> object.put("instance", number));
    return object;
  }
}
