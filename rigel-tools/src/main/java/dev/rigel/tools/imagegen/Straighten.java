package dev.rigel.tools.imagegen;

import static dev.rigel.tools.VisualTypes.IMAGE;

import dev.rigel.media.Image;
import dev.rigel.perception.pages.FlatPage;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;

/** A page, flat and level. */
public final class Straighten extends DeclaredTool {
  public Straighten() {
    super(
        Declaration.of(
                Toolset.IMAGE_GEN,
                "straighten",
                "Makes a flat, level page of a photo or a crooked scan.")
            .takes("image", IMAGE, "a photo in which a page lies, or a scan")
            .gives(IMAGE)
            .hint("flattens photos of pages, levels crooked scans")
            .use(
                "For a page, receipt or card photographed at an angle or lying askew: the sheet alone,"
                    + " from straight above, in its own proportions.")
            .avoid("For quarter turns and known angles use rotate.")
            .limits(
                "The sheet must be brighter than what it lies on and wholly in the picture; a page that"
                    + " fills the picture is levelled by its lines, up to 15 degrees. Bent paper stays"
                    + " bent. What is straight already comes back as it is."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    Image flat = FlatPage.of(image, context.scope());
    return flat == image ? image : Regions.samePage(image, flat);
  }
}
