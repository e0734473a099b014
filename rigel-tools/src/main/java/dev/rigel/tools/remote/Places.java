package dev.rigel.tools.remote;

import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Regions in the JSON of endpoints, their boxes as parts of the picture. */
final class Places {
  private static final int MOST = 10_000;

  private Places() {}

  /** The objects of the array {@code regions}. */
  static List<JsonNode> nodes(JsonNode answer, JsonEndpoint endpoint) {
    JsonNode regions = answer.path("regions");
    if (!regions.isArray() || regions.size() > MOST) {
      throw endpoint.malformed("\"regions\" is not a list of at most " + MOST);
    }
    return new ArrayList<>(regions.values());
  }

  static Region region(JsonNode node, Image image, JsonEndpoint endpoint) {
    JsonNode confidence = node.path("confidence");
    if (!confidence.isMissingNode()
        && !(confidence.isNumber()
            && confidence.doubleValue() >= 0
            && confidence.doubleValue() <= 1)) {
      throw endpoint.malformed("\"confidence\" is not a number from 0 to 1");
    }
    return new Region(
        image.contentHash(),
        box(node.path("box"), endpoint),
        node.path("label").asString(""),
        node.path("text").asString(""),
        confidence.isMissingNode() ? 1 : confidence.doubleValue());
  }

  private static Box box(JsonNode node, JsonEndpoint endpoint) {
    if (node.isArray() && node.size() == 4 && node.values().stream().allMatch(JsonNode::isNumber)) {
      double[] n = node.values().stream().mapToDouble(JsonNode::doubleValue).toArray();
      // A little outside is rounding; more would be pixels.
      boolean relative =
          n[0] > -0.5
              && n[1] > -0.5
              && n[2] >= 0
              && n[3] >= 0
              && n[0] + n[2] < 1.5
              && n[1] + n[3] < 1.5;
      if (relative) {
        return Box.ofEdges(n[0], n[1], n[0] + n[2], n[1] + n[3]);
      }
    }
    throw endpoint.malformed("\"box\" is not [x, y, width, height] with numbers from 0 to 1");
  }
}
