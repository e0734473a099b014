package dev.rigel.agent.answer;

import dev.rigel.media.Region;
import tools.jackson.databind.node.ObjectNode;

/** A region as JSON in the wire's own form: label, text, {@code xywh}, confidence, 0-based page. */
public final class RegionJson {
  private RegionJson() {}

  public static ObjectNode of(Region region) {
    return Scalars.region(region);
  }
}
