package dev.rigel.tools.imagegen;

import static dev.rigel.tools.VisualTypes.IMAGE;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.Mask;
import dev.rigel.media.pixel.Cutout;
import dev.rigel.perception.PersonSegmenter;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;

/** People cut out of a picture. */
public final class RemoveBackground extends DeclaredTool {
  private final PersonSegmenter segmenter;

  public RemoveBackground(PersonSegmenter segmenter) {
    super(
        Declaration.of(
                Toolset.IMAGE_GEN,
                "remove_background",
                "Makes everything but the people in a picture transparent.")
            .takes("image", IMAGE, "the picture")
            .gives(IMAGE)
            .hint("keeps the people")
            .limits("Separates people only, not things or animals."));
    this.segmenter = segmenter;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    Mask persons = segmenter.persons(image, context.scope());
    if (isEmpty(persons)) {
      throw new RigelException(
          ErrorCode.INVALID_REQUEST,
          "remove_background keeps people, and there are none in this picture.");
    }
    return Cutout.keep(image, persons);
  }

  private static boolean isEmpty(Mask mask) {
    for (byte alpha : mask.alpha()) {
      if ((alpha & 0xff) > 127) {
        return false;
      }
    }
    return true;
  }
}
