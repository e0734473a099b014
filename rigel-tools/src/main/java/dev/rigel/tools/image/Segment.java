package dev.rigel.tools.image;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.base.RigelException;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.media.outline.Polygons;
import dev.rigel.perception.Detector;
import dev.rigel.perception.Segmenter;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;
import java.util.ArrayList;
import java.util.List;

/** The exact outlines of things. */
public final class Segment extends DeclaredTool {
  private static final Type NUMBERS = Type.list(Type.list(Type.FLOAT));

  private final Detector detector;
  private final Segmenter segmenter;

  public Segment(Detector detector, Segmenter segmenter) {
    super(
        Declaration.of(Toolset.IMAGE, "segment", "Finds the exact outlines of things.")
            .takes("image", IMAGE, "where to look")
            .takesOptional(
                "regions", REGIONS, "boxes around the things; all known ones when left out")
            .takesOptional("points", NUMBERS, "points on the things instead, each [x, y], 0 to 1")
            .gives(REGIONS)
            .hint("exact outlines, for mask_overlay")
            .version(2)
            .use(
                "Each segment has a number, .instance, and its outlines, .polygons; label_map gives all"
                    + " masks as one picture, binary_mask one in black and white, mask_overlay shows"
                    + " them.")
            .limits(
                "Separates by colours and edges: what looks like its background is cut badly."
                    + " Regions in which nothing stands out are left out."));
    this.detector = detector;
    this.segmenter = segmenter;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    List<Region> wanted = new ArrayList<>(Regions.on(image, arguments));
    for (Object point : arguments.list("points", Object.class)) {
      wanted.add(at(image, point));
    }
    if (!arguments.has("regions") && !arguments.has("points")) {
      wanted.addAll(detector.detect(image, context.scope()));
    }
    return Regions.foundOn(image, numbered(segmenter.segment(image, wanted, context.scope())));
  }

  private static List<Region> numbered(List<Region> segments) {
    List<Region> numbered = new ArrayList<>();
    for (Region segment : segments) {
      List<List<Point>> outlines = Polygons.of(segment);
      Region outlined =
          segment.points().isEmpty() && !outlines.isEmpty()
              ? segment.withPoints(outlines.getFirst())
              : segment;
      numbered.add(outlined.withInstance(numbered.size() + 1));
    }
    return numbered;
  }

  private static Region at(Image image, Object point) {
    if (point instanceof List<?> numbers
        && numbers.size() == 2
        && numbers.get(0) instanceof Number x
        && numbers.get(1) instanceof Number y
        && isPart(x.doubleValue())
        && isPart(y.doubleValue())) {
      Box box = new Box(x.doubleValue(), y.doubleValue(), 0, 0);
      return new Region(image.contentHash(), box, "thing", "", 1);
    }
    throw RigelException.invalid(
        "A point is [x, y] with numbers from 0 to 1; not pixels.", "points");
  }

  private static boolean isPart(double number) {
    return number >= 0 && number <= 1;
  }
}
