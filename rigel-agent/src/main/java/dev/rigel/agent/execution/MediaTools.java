package dev.rigel.agent.execution;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.prediction.PageReader;
import dev.rigel.agent.turn.MediaOpener;
import dev.rigel.media.PdfEditor;

/** What runs do with media outside an agent's turn. */
public record MediaTools(MediaOpener opener, PdfEditor editor, PageReader pages) {
  public MediaTools {
    requireNonNull(opener, "opener");
    requireNonNull(editor, "editor");
    requireNonNull(pages, "pages");
  }
}
