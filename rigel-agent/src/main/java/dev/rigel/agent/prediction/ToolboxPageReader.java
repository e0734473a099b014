package dev.rigel.agent.prediction;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.CallScope;
import dev.rigel.media.Media;
import dev.rigel.media.Workspace;
import dev.rigel.program.RunListener;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.document.DocumentContent;
import dev.rigel.tools.document.PageContents;
import dev.rigel.tools.reading.MediaText;
import dev.rigel.tools.reading.TextLine;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Reads with the toolbox's own reader, so that no page is read twice. */
public final class ToolboxPageReader implements PageReader {
  private final MediaText text;
  private final PageContents contents;
  private final Supplier<Workspace> workspaces;

  /**
   * @param workspaces opens an empty workspace
   */
  public ToolboxPageReader(MediaText text, Supplier<Workspace> workspaces) {
    this.text = requireNonNull(text, "text");
    this.contents = new PageContents(text);
    this.workspaces = requireNonNull(workspaces, "workspaces");
  }

  @Override
  public List<TextLine> lines(Media media, CallScope scope) {
    try (Workspace workspace = workspaces.get()) {
      return text.lines(media, new CallContext(workspace, scope, RunListener.SILENT));
    }
  }

  @Override
  public DocumentContent content(Media media, CallScope scope) {
    try (Workspace workspace = workspaces.get()) {
      return contents.of(
          media, OptionalInt.empty(), new CallContext(workspace, scope, RunListener.SILENT));
    }
  }
}
