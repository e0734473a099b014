package dev.rigel.tools.extract;

import dev.rigel.media.Box;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.tools.reading.TextLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Text that was read, kept in a file, so that rules can be measured again in seconds. */
final class ReadingCache {
  private static final JsonMapper JSON = JsonMapper.shared();

  private ReadingCache() {}

  static void write(Path file, List<TextLine> lines) throws IOException {
    ArrayNode list = JSON.createArrayNode();
    for (TextLine line : lines) {
      ObjectNode node = json(line.region());
      ArrayNode words = node.putArray("words");
      line.words().forEach(word -> words.add(json(word)));
      list.add(node);
    }
    Files.writeString(file, JSON.writeValueAsString(list));
  }

  static List<TextLine> read(Path file) throws IOException {
    List<TextLine> lines = new ArrayList<>();
    for (JsonNode node : JSON.readTree(Files.readString(file))) {
      List<Region> words = new ArrayList<>();
      node.path("words").forEach(word -> words.add(region(word)));
      lines.add(new TextLine(region(node), words));
    }
    return lines;
  }

  private static ObjectNode json(Region region) {
    ObjectNode node = JSON.createObjectNode();
    node.put("source", region.source());
    region.page().ifPresent(page -> node.put("page", page));
    ArrayNode box = node.putArray("box");
    box.add(region.box().x()).add(region.box().y());
    box.add(region.box().width()).add(region.box().height());
    node.put("text", region.text()).put("confidence", region.confidence());
    region.angle().ifPresent(angle -> node.put("angle", angle));
    ArrayNode points = node.putArray("points");
    region.points().forEach(p -> points.add(p.x()).add(p.y()));
    return node;
  }

  private static Region region(JsonNode node) {
    JsonNode box = node.path("box");
    List<Point> points = new ArrayList<>();
    for (int i = 0; i + 1 < node.path("points").size(); i += 2) {
      points.add(
          new Point(
              node.path("points").path(i).asDouble(), node.path("points").path(i + 1).asDouble()));
    }
    return new Region(
        node.path("source").asString(""),
        node.has("page") ? OptionalInt.of(node.path("page").asInt()) : OptionalInt.empty(),
        OptionalDouble.empty(),
        new Box(
            box.path(0).asDouble(),
            box.path(1).asDouble(),
            box.path(2).asDouble(),
            box.path(3).asDouble()),
        "text",
        node.path("text").asString(""),
        node.path("confidence").asDouble(),
        points,
        Optional.empty(),
        node.has("angle")
            ? OptionalDouble.of(node.path("angle").asDouble())
            : OptionalDouble.empty());
  }
}
