package dev.rigel.tools.remote;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.perception.Detector;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds things by any words behind an endpoint. */
public final class RemoteDetector implements Detector {
  private final JsonEndpoint endpoint;

  public RemoteDetector(JsonEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public Set<String> labels() {
    return Set.of();
  }

  @Override
  public List<Region> detect(Image image, CallScope scope) {
    return detect(image, Set.of(), scope);
  }

  @Override
  public List<Region> detect(Image image, Set<String> wanted, CallScope scope) {
    ObjectNode question = JsonEndpoint.JSON.createObjectNode().put("task", "detect");
    question.set("image", Pictures.json(image));
    ArrayNode labels = question.putArray("labels");
    wanted.forEach(labels::add);
    JsonNode answer = endpoint.ask(question, scope);
    return Places.nodes(answer, endpoint).stream()
        .map(node -> Places.region(node, image, endpoint))
        .sorted(Comparator.comparingDouble(Region::confidence).reversed())
        .toList();
  }
}
