package dev.rigel.tools.imagegen;

import static dev.rigel.tools.VisualTypes.IMAGE;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.Mask;
import dev.rigel.media.Region;
import dev.rigel.media.pixel.Cutout;
import dev.rigel.perception.Detector;
import dev.rigel.perception.PersonSegmenter;
import dev.rigel.perception.Segmenter;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import java.util.List;

/** People cut out of a picture; where there are none, the things that are known. */
public final class RemoveBackground extends DeclaredTool {
  /** Of the largest thing's area: what is smaller belongs to the background. */
  private static final double MAIN_THING = 0.2;

  private final PersonSegmenter people;
  private final Detector detector;
  private final Segmenter segmenter;

  public RemoveBackground(PersonSegmenter people, Detector detector, Segmenter segmenter) {
    super(
        Declaration.of(
                Toolset.IMAGE_GEN,
                "remove_background",
                "Makes everything but the people, or else the main things, transparent.")
            .takes("image", IMAGE, "the picture")
            .gives(IMAGE)
            .hint("keeps people, or else the main things")
            .limits(
                "Things are separated by colours and edges, less exactly than people. For better"
                    + " outlines name a service in segmenter.endpoint."));
    this.people = people;
    this.detector = detector;
    this.segmenter = segmenter;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    Mask persons = people.persons(image, context.scope());
    return Cutout.keep(image, isEmpty(persons) ? mainThings(image, context) : persons);
  }

  private Mask mainThings(Image image, CallContext context) {
    List<Region> things = detector.detect(image, context.scope());
    double largest = things.stream().mapToDouble(thing -> thing.box().area()).max().orElse(0);
    List<Region> main =
        things.stream().filter(thing -> thing.box().area() >= MAIN_THING * largest).toList();
    byte[] alpha = new byte[image.width() * image.height()];
    for (Region thing : segmenter.segment(image, main, context.scope())) {
      thing
          .mask()
          .ifPresent(mask -> {
            for (int i = 0; i < alpha.length; i++) {
              alpha[i] = (byte) Math.max(alpha[i] & 0xff, mask.alpha()[i] & 0xff);
            }
          });
    }
    Mask mask = new Mask(image.width(), image.height(), alpha);
    if (isEmpty(mask)) {
      throw new RigelException(
          ErrorCode.INVALID_REQUEST,
          "remove_background keeps people and things that detect knows, and there are none in this"
              + " picture.");
    }
    return mask;
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
