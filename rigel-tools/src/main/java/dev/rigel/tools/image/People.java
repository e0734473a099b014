package dev.rigel.tools.image;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.media.Image;
import dev.rigel.perception.Detector;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;

/** The people in a picture, with their whole bodies. */
public final class People extends DeclaredTool {
  private final Detector detector;

  public People(Detector detector) {
    super(
        Declaration.of(Toolset.IMAGE, "people", "Finds people with their whole bodies.")
            .takes("image", IMAGE, "where to look")
            .gives(REGIONS)
            .hint("whole bodies"));
    this.detector = detector;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    return Regions.foundOn(
        image,
        detector.detect(image, context.scope()).stream()
            .filter(region -> region.label().equals("person"))
            .toList());
  }
}
