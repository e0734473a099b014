package dev.rigel.agent.prediction;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import dev.rigel.tools.extract.Evidence;
import dev.rigel.tools.extract.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
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
  private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

  private record Hit(Region region, double confidence, int page) {}

  private final List<ReadMedium> media;
  private final boolean places;

  /**
   * @param media in their order
   * @param places the places too, not only how sure a field is
   */
  public FieldMetadata(List<ReadMedium> media, boolean places) {
    this.media = List.copyOf(media);
    this.places = places;
  }

  /** A copy with the siblings. */
  public ObjectNode of(ObjectNode response) {
    Map<String, ?> values = JsonMapper.shared().convertValue(response, VALUES);
    List<Map<String, Finding>> findings =
        media.stream().map(medium -> Evidence.in(medium.lines()).of(values)).toList();
    return of(response, "", findings);
  }

  private ObjectNode of(ObjectNode response, String path, List<Map<String, Finding>> findings) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : response.properties()) {
      JsonNode value = field.getValue();
      String place = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      result.set(field.getKey(), nested(value, place, findings));
      String sibling = field.getKey() + SUFFIX;
      if (isPlain(value) && !response.has(sibling)) {
        metadata(value, place, findings)
            .ifPresentOrElse(m -> result.set(sibling, m), () -> result.putNull(sibling));
      }
    }
    return result;
  }

  private JsonNode nested(JsonNode value, String path, List<Map<String, Finding>> findings) {
    if (value instanceof ObjectNode object) {
      return of(object, path, findings);
    }
    if (value instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      for (int i = 0; i < array.size(); i++) {
        copy.add(nested(array.get(i), path + "[" + i + "]", findings));
      }
      return copy;
    }
    return value;
  }

  private static boolean isPlain(JsonNode value) {
    return value.isArray()
        ? value.values().stream().noneMatch(JsonNode::isContainer)
        : !value.isContainer();
  }

  private Optional<ObjectNode> metadata(
      JsonNode value, String path, List<Map<String, Finding>> findings) {
    int parts = value.isArray() ? value.size() : 1;
    List<Hit> hits = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      hit(value.isArray() ? path + "[" + i + "]" : path, findings).ifPresent(hits::add);
    }
    if (hits.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    double least = hits.stream().mapToDouble(Hit::confidence).min().orElse(0);
    // A list of which some items stand nowhere is less than sure.
    node.put("confidence", word(hits.size() < parts ? Math.min(least, MEDIUM) : least));
    if (places) {
      ArrayNode boxes = node.putArray("bboxes");
      hits.forEach(hit -> boxes.add(box(hit)));
    }
    return Optional.of(node);
  }

  /** In the medium where the value stands most surely. */
  private Optional<Hit> hit(String path, List<Map<String, Finding>> findings) {
    Optional<Hit> best = Optional.empty();
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i).get(path);
      if (finding != null
          && finding.region().isPresent()
          && (best.isEmpty() || finding.confidence() > best.get().confidence())) {
        Region region = finding.region().get();
        best =
            Optional.of(
                new Hit(region, finding.confidence(), media.get(i).page(region.page().orElse(1))));
      }
    }
    return best;
  }

  private static String word(double confidence) {
    return confidence >= HIGH ? "hi" : confidence >= MEDIUM ? "med" : "lo";
  }

  private static ObjectNode box(Hit hit) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("content", hit.region().text());
    Box box = hit.region().box();
    ArrayNode xywh = node.putObject("bbox").putArray("xywh");
    for (double number : new double[] {box.x(), box.y(), box.width(), box.height()}) {
      xywh.add(rounded(number));
    }
    node.put("page", hit.page());
    node.put("confidence", rounded(hit.confidence()));
    return node;
  }

  private static double rounded(double number) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.4f", number));
  }
}
