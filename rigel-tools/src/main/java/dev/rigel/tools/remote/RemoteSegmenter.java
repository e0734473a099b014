package dev.rigel.tools.remote;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Mask;
import dev.rigel.media.MediaReader;
import dev.rigel.media.Region;
import dev.rigel.perception.Segmenter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Outlines things behind an endpoint. */
public final class RemoteSegmenter implements Segmenter {
  private final JsonEndpoint endpoint;
  private final MediaReader reader;

  /**
   * @param reader for the masks that come back
   */
  public RemoteSegmenter(JsonEndpoint endpoint, MediaReader reader) {
    this.endpoint = endpoint;
    this.reader = reader;
  }

  @Override
  public List<Region> segment(Image image, List<Region> regions, CallScope scope) {
    ObjectNode question = JsonEndpoint.JSON.createObjectNode().put("task", "segment");
    question.set("image", Pictures.json(image));
    ArrayNode asked = question.putArray("regions");
    for (Region region : regions) {
      Box box = region.box();
      ObjectNode node = asked.addObject().put("label", region.label());
      node.putArray("box").add(box.x()).add(box.y()).add(box.width()).add(box.height());
    }
    List<JsonNode> answers = Places.nodes(endpoint.ask(question, scope), endpoint);
    if (answers.size() != regions.size()) {
      throw endpoint.malformed(
          answers.size() + " regions for " + regions.size() + " that were asked for");
    }
    List<Region> outlined = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      JsonNode mask = answers.get(i).path("mask");
      if (mask.isObject()) {
        outlined.add(
            withMask(regions.get(i), mask(image, Pictures.read(mask, reader, endpoint, scope))));
      }
    }
    return outlined;
  }

  /** The brightness of a picture of the same proportions, stretched to the picture's size. */
  private Mask mask(Image image, Image seen) {
    int width = image.width();
    int height = image.height();
    byte[] alpha = new byte[width * height];
    int[] packed = seen.packedPixels();
    for (int y = 0; y < height; y++) {
      int row = (int) ((long) y * seen.height() / height) * seen.width();
      for (int x = 0; x < width; x++) {
        // Grey: any channel will do.
        alpha[y * width + x] = (byte) (packed[row + (int) ((long) x * seen.width() / width)] >> 8);
      }
    }
    return new Mask(width, height, alpha);
  }

  private static Region withMask(Region region, Mask mask) {
    return new Region(
        region.source(),
        region.page(),
        region.time(),
        region.box(),
        region.label(),
        region.text(),
        region.confidence(),
        region.points(),
        Optional.of(mask),
        region.angle());
  }
}
