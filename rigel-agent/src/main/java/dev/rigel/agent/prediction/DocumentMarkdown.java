package dev.rigel.agent.prediction;

import dev.rigel.tools.document.MarkdownPage;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document as {@code document.markdown}: each page's text in Markdown with a place-holder for
 * every table and figure, the tables cell by cell, the figures with their captions.
 */
public final class DocumentMarkdown {
  private DocumentMarkdown() {}

  /** The response: {@code {"pages": […]}}. */
  public static ObjectNode of(List<ReadPages> media) {
    List<Integer> numbers = media.stream().flatMap(m -> m.pages().stream()).toList();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode pages = document.putArray("pages");
    List<MarkdownPage> written =
        MarkdownPage.withPlaceHolders(media.stream().map(ReadPages::content).toList());
    for (int i = 0; i < written.size(); i++) {
      pages.add(page(written.get(i), numbers.get(i)));
    }
    return document;
  }

  private static ObjectNode page(MarkdownPage written, int number) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    page.put("content", written.content());
    ArrayNode tables = page.putArray("tables");
    written.tables().forEach(table -> tables.add(TableJson.of(table)));
    ArrayNode figures = page.putArray("figures");
    for (MarkdownPage.PlacedFigure figure : written.figures()) {
      figures
          .addObject()
          .put("id", figure.id())
          .putNull("title")
          .put("caption", figure.caption().orElse(null))
          .put("content", figure.region().text())
          .set("bbox", TableJson.bbox(figure.region().box()));
    }
    page.putObject("metadata").put("page_number", number);
    return page;
  }
}
