package dev.rigel.agent.execution;

import dev.rigel.base.CallScope;
import dev.rigel.base.RigelException;
import dev.rigel.media.Document;
import dev.rigel.media.Media;
import dev.rigel.media.PdfEditor;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A medium with the pages of it that a run looks at.
 *
 * @param media only these pages
 * @param pages their numbers on the wire, from 0
 */
record PageChoice(Media media, List<Integer> pages) {
  PageChoice {
    pages = List.copyOf(pages);
  }

  /**
   * @param indices from 0; empty for all
   * @throws RigelException when the document has no such page
   */
  static PageChoice of(
      Media media, Optional<List<Integer>> indices, PdfEditor editor, CallScope scope) {
    if (!(media instanceof Document document)) {
      return new PageChoice(media, List.of(0));
    }
    if (indices.isEmpty() || indices.get().isEmpty()) {
      return new PageChoice(media, IntStream.range(0, document.pageCount()).boxed().toList());
    }
    for (int index : indices.get()) {
      if (index >= document.pageCount()) {
        throw RigelException.invalid(
            "The document has %d pages, from 0 to %d; there is no page %d."
                .formatted(document.pageCount(), document.pageCount() - 1, index),
            "config.page_indices");
      }
    }
    List<Integer> numbers = indices.get().stream().map(index -> index + 1).toList();
    return new PageChoice(editor.select(document, numbers, scope), indices.get());
  }
}
