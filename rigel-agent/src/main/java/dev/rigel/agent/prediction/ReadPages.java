package dev.rigel.agent.prediction;

import dev.rigel.tools.document.DocumentContent;
import java.util.List;

/**
 * What the pages of a medium show.
 *
 * @param pages their numbers on the wire, from 0
 */
public record ReadPages(DocumentContent content, List<Integer> pages) {
  public ReadPages {
    pages = List.copyOf(pages);
    if (content.pageCount() != pages.size()) {
      throw new IllegalArgumentException(
          content.pageCount() + " pages, " + pages.size() + " numbers");
    }
  }
}
