package dev.rigel.tools.image;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.media.Image;
import dev.rigel.media.pixel.LabelMap;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;

/** The masks of regions as one picture of numbers. */
public final class MapLabels extends DeclaredTool {
  public MapLabels() {
    super(
        Declaration.of(
                Toolset.IMAGE,
                "label_map",
                "Gives regions as one picture whose pixels are their numbers.")
            .takes("image", IMAGE, "the picture they lie in; the map has its size")
            .takes("regions", REGIONS, "segments, or other regions by their outline or box")
            .gives(IMAGE)
            .hint("masks as one PNG of instance numbers")
            .use(
                "For programs that work on masks. The file is a grey PNG, of 8 bits up to 255 regions and"
                    + " of 16 above; 0 is the background.")
            .avoid("To show masks to people: the map is nearly black; take mask_overlay.")
            .limits(
                "A pixel has one number: where regions overlap, the smaller one's. Segments keep their"
                    + " .instance; regions of several calls, or without one, are counted from 1 in"
                    + " the order of the list. Cropped or resized it is a picture like others."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    return Regions.samePage(
        image, LabelMap.of(image.width(), image.height(), Regions.on(image, arguments)));
  }
}
