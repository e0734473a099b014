package dev.rigel.tools.image;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.media.Image;
import dev.rigel.perception.PoseEstimator;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;

/** The joints of the people in a picture. */
public final class PoseTool extends DeclaredTool {
  private final PoseEstimator estimator;

  public PoseTool(PoseEstimator estimator) {
    super(
        Declaration.of(Toolset.IMAGE, "pose", "Finds people and the joints of their bodies.")
            .takes("image", IMAGE, "where to look")
            .gives(REGIONS)
            .hint("people with 17 joints in .points")
            .avoid("Where only the people matter use people.")
            .limits(
                "The points are nose, left and right eye, ear, shoulder, elbow, wrist, hip, knee"
                    + " and ankle, in this order; joints that are hidden are guessed."));
    this.estimator = estimator;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    return Regions.foundOn(image, estimator.poses(image, context.scope()));
  }
}
