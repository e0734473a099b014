package dev.rigel.tools.core;

import static dev.rigel.tools.VisualTypes.IMAGE_OR_DOCUMENT;
import static dev.rigel.tools.VisualTypes.INFO;

import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Info;
import dev.rigel.tools.Toolset;
import java.util.OptionalInt;

/** The plain facts of a medium. */
public final class MediaInfo extends DeclaredTool {
  public MediaInfo() {
    super(
        Declaration.of(
                Toolset.CORE, "info", "Size in pixels and number of pages, without looking inside.")
            .takes("media", IMAGE_OR_DOCUMENT, "a picture or document")
            .gives(INFO)
            .hint(".width .height .pages .kind")
            .limits("Width and height of a document are those of its first page at 150 dpi."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    return switch (arguments.value("media", Media.class)) {
      case Image image -> new Info("image", image.width(), image.height(), OptionalInt.empty());
      case Document document -> {
        Image first = document.page(1, context.scope());
        yield new Info(
            "document", first.width(), first.height(), OptionalInt.of(document.pageCount()));
      }
    };
  }
}
