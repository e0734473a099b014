package dev.rigel.tools.image;

import static dev.rigel.tools.VisualTypes.IMAGE;

import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.media.pixel.MainColors;
import dev.rigel.media.quality.PictureQuality;
import dev.rigel.perception.Detector;
import dev.rigel.perception.FaceDetector;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Tag;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.VisualTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Words that a picture can be found by, from what finds and what measures. */
public final class Tags extends DeclaredTool {
  /** What the detector is less sure of is a guess, and a wrong word misleads more than none. */
  private static final double SURE_ENOUGH = 0.5;

  private static final int MOST_COLORS = 3;

  /** Of the picture: a colour of less is a detail. */
  private static final double LEAST_SHARE = 0.15;

  /** Difference of the channels, 0 to 255, up to which a pixel has no colour. */
  private static final int COLORLESS = 12;

  private static final double COLORLESS_SHARE = 0.99;

  /** About so many pixels tell whether a picture has colours. */
  private static final int LOOKED_AT = 20_000;

  private final Detector detector;
  private final FaceDetector faces;

  public Tags(Detector detector, FaceDetector faces) {
    super(
        Declaration.of(Toolset.IMAGE, "tags", "Words that a picture can be found by.")
            .takes("image", IMAGE, "where to look")
            .gives(VisualTypes.TAGS)
            .hint(".label .confidence .source")
            .use(
                "Things that were found come first, then faces, the colours that cover a good part,"
                    + " and what is special about the light.")
            .avoid("For questions about what is seen take look, for one kind of thing detect.")
            .limits(
                "Of things only the 80 kinds of the COCO data set; no scenes, no moods, no names."
                    + " What nobody found has no tag."));
    this.detector = detector;
    this.faces = faces;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    List<Tag> tags = new ArrayList<>();
    found(detector.detect(image, context.scope()), image, "objects", tags);
    found(faces.faces(image, context.scope()), image, "faces", tags);
    boolean colorless = isColorless(image);
    if (colorless) {
      tags.add(measured("black and white", "colours"));
    } else {
      MainColors.of(image, MOST_COLORS).stream()
          .filter(color -> color.share() >= LEAST_SHARE)
          .map(MainColors.MainColor::name)
          .distinct()
          .forEach(name -> tags.add(measured(name, "colours")));
    }
    PictureQuality.of(image).faults().forEach(fault -> tags.add(measured(fault.words(), "light")));
    return List.copyOf(tags);
  }

  /** One tag a kind, the surest first, with all its places. */
  private static void found(List<Region> regions, Image image, String source, List<Tag> tags) {
    Map<String, List<Region>> byLabel = new LinkedHashMap<>();
    Regions.foundOn(image, regions).stream()
        .filter(region -> region.confidence() >= SURE_ENOUGH)
        .sorted(Comparator.comparingDouble(Region::confidence).reversed())
        .forEach(
            region -> byLabel.computeIfAbsent(region.label(), _ -> new ArrayList<>()).add(region));
    byLabel.forEach((label, places) ->
        tags.add(new Tag(label, places.getFirst().confidence(), source, places)));
  }

  private static Tag measured(String label, String source) {
    return new Tag(label, 1, source, List.of());
  }

  private static boolean isColorless(Image image) {
    int[] pixels = image.packedPixels();
    int step = Math.max(1, pixels.length / LOOKED_AT);
    int looked = 0;
    int colorless = 0;
    for (int i = 0; i < pixels.length; i += step) {
      int red = pixels[i] >> 16 & 0xff;
      int green = pixels[i] >> 8 & 0xff;
      int blue = pixels[i] & 0xff;
      int least = Math.min(red, Math.min(green, blue));
      int most = Math.max(red, Math.max(green, blue));
      looked++;
      colorless += most - least <= COLORLESS ? 1 : 0;
    }
    return colorless >= COLORLESS_SHARE * looked;
  }
}
