package dev.rigel.tools.image;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.media.Image;
import dev.rigel.perception.FaceDetector;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;

/** The faces in a picture. */
public final class Faces extends DeclaredTool {
  private final FaceDetector detector;

  public Faces(FaceDetector detector) {
    super(
        Declaration.of(Toolset.IMAGE, "faces", "Finds faces.")
            .takes("image", IMAGE, "where to look")
            .gives(REGIONS)
            .limits("Says where faces are, never whose."));
    this.detector = detector;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    return Regions.foundOn(image, detector.faces(image, context.scope()));
  }
}
