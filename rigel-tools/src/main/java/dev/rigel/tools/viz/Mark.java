package dev.rigel.tools.viz;

import static dev.rigel.tools.VisualTypes.IMAGE;

import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.pixel.Corner;
import dev.rigel.media.pixel.Watermark;
import dev.rigel.program.Arguments;
import dev.rigel.program.Parameter;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;
import java.util.List;
import java.util.stream.Stream;

/** A picture marked with a text or a logo. */
public final class Mark extends DeclaredTool {
  private static final String ALL_OVER = "all over";

  public Mark() {
    super(
        Declaration.of(Toolset.VIZ, "watermark", "Marks a picture with a text or another picture.")
            .takes("image", IMAGE, "the picture")
            .takes("mark", Type.union(Type.STR, IMAGE), "a text, or a logo")
            .takes(
                Parameter.word("position", positions(), "where it stands")
                    .withDefault("\"bottom right\""))
            .takesOptional("opacity", Type.FLOAT, "0.5", "0 unseen to 1 opaque")
            .gives(IMAGE)
            .hint("text or logo; \"all over\" repeats it")
            .limits("Marks pictures; take the pages of a document for a marked copy."));
  }

  private static List<String> positions() {
    return Stream.concat(Corner.words().stream(), Stream.of(ALL_OVER)).toList();
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    double opacity = arguments.number("opacity");
    if (!(opacity >= 0 && opacity <= 1)) {
      throw RigelException.invalid("opacity lies between 0 and 1.", "opacity");
    }
    Image mark =
        switch (arguments.value("mark", Object.class)) {
          case Image logo -> logo;
          case String text when !text.isBlank() -> Watermark.ofText(text);
          default -> throw RigelException.invalid("watermark needs a text or a picture.", "mark");
        };
    String position = arguments.text("position");
    Image made =
        position.equals(ALL_OVER)
            ? Watermark.allOver(image, mark, opacity)
            : Watermark.at(image, mark, Corner.of(position).orElseThrow(), opacity);
    return Regions.samePage(image, made);
  }
}
