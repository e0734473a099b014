package dev.rigel.tools.image;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.QUALITY;

import dev.rigel.media.Image;
import dev.rigel.media.quality.PictureQuality;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;

/** How good a picture is. */
public final class Quality extends DeclaredTool {
  public Quality() {
    super(
        Declaration.of(
                Toolset.IMAGE, "quality", "Measures sharpness, noise, light and compression.")
            .takes("image", IMAGE, "the picture")
            .gives(QUALITY)
            .hint(".verdict .sharpness .noise .exposure .contrast .blockiness .faults")
            .use(
                "To sort out bad photos, or to decide whether a scan is worth reading: verdict says it"
                    + " in words, the numbers let pictures be compared.")
            .limits(
                "Measures pixels, not beauty. The sharpest edges count, so a soft background does no"
                    + " harm; fine texture all over a picture (grass, sand) looks like noise; blocks"
                    + " are seen as long as the picture was not resized after it was compressed."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    return PictureQuality.of(arguments.value("image", Image.class));
  }
}
