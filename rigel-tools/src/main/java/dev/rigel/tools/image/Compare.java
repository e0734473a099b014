package dev.rigel.tools.image;

import static dev.rigel.tools.VisualTypes.COMPARISON;
import static dev.rigel.tools.VisualTypes.IMAGE;

import dev.rigel.media.Image;
import dev.rigel.perception.Comparison;
import dev.rigel.perception.PictureComparer;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;

/** What differs between two pictures. */
public final class Compare extends DeclaredTool {
  private final PictureComparer comparer;

  public Compare(PictureComparer comparer) {
    super(
        Declaration.of(
                Toolset.IMAGE, "compare", "Finds what differs between two pictures of one thing.")
            .takes("a", IMAGE, "the picture in which changes are shown")
            .takes("b", IMAGE, "the picture that may have changed")
            .gives(COMPARISON)
            .hint(".changes .same .similarity .aligned .rotation .scale .shared")
            .use(
                "Before and after, two versions of a plan or page, two shots from one place: the second"
                    + " is moved, turned, sized and lit like the first, then what still differs is"
                    + " marked.")
            .avoid("For another photo of the same kind of thing use look or detect on each.")
            .limits(
                "Undoes moves, turns and sizes, not another perspective. Smaller changes than about a"
                    + " hundredth of the side, and such that differ by less than a tenth of the"
                    + " brightness, are not seen. What only one picture shows is no change."));
    this.comparer = comparer;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image first = arguments.value("a", Image.class);
    Comparison found = comparer.compare(first, arguments.value("b", Image.class), context.scope());
    return found.withChanges(Regions.foundOn(first, found.changes()));
  }
}
