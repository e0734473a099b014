package dev.rigel.tools.image;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.IMAGES;
import static dev.rigel.tools.VisualTypes.LIKENESSES;

import dev.rigel.base.CallScope;
import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.media.likeness.PictureSignature;
import dev.rigel.perception.Comparison;
import dev.rigel.perception.PictureComparer;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Likeness;
import dev.rigel.tools.Toolset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Pictures in the order of their likeness to one. */
public final class Similar extends DeclaredTool {
  private static final int MOST = 200;

  /** Share of the first picture that may differ in a copy: a stamp, a caption, burnt-out light. */
  private static final double CHANGED_IN_A_COPY = 0.2;

  private final PictureComparer comparer;

  public Similar(PictureComparer comparer) {
    super(
        Declaration.of(
                Toolset.IMAGE,
                "similar",
                "Orders pictures by their likeness to one, most alike first.")
            .takes("image", IMAGE, "the picture to look for")
            .takes("images", IMAGES, "the pictures to order")
            .gives(LIKENESSES)
            .hint(".image .position .score .duplicate, most alike first")
            .use(
                "Copies and near-duplicates: pictures that can be laid over each other score above a"
                    + " half and are copies when little differs, whatever their size, light, crop or"
                    + " compression. Below a half the score tells how alike structure and colours are.")
            .limits(
                "Knows pictures, not things: two photos of one dog are no duplicates. Mirrored or"
                    + " skewed copies, and crops to less than a sixth, are not recognised. At most "
                    + MOST
                    + " pictures at once."));
    this.comparer = comparer;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    List<Image> images = arguments.list("images", Image.class);
    if (images.size() > MOST) {
      throw RigelException.invalid(
          "At most " + MOST + " pictures can be ordered at once, not " + images.size() + ".",
          "images");
    }
    return likenesses(image, images, context.scope());
  }

  /** All of the pictures, copies first, then by falling score. */
  public List<Likeness> likenesses(Image image, List<Image> images, CallScope scope) {
    PictureSignature signature = PictureSignature.of(image);
    List<Likeness> found = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      scope.check();
      Image other = images.get(i);
      Comparison comparison = comparer.compare(image, other, scope);
      double score =
          comparison.aligned()
              ? (1 + comparison.similarity()) / 2
              : signature.likeness(PictureSignature.of(other)) / 2;
      found.add(new Likeness(other, i, score, isCopy(comparison)));
    }
    found.sort(Comparator.comparing(Likeness::duplicate).thenComparing(Likeness::score).reversed());
    return List.copyOf(found);
  }

  private static boolean isCopy(Comparison comparison) {
    double changed =
        comparison.changes().stream().map(Region::box).mapToDouble(b -> b.area()).sum();
    return comparison.aligned() && changed <= CHANGED_IN_A_COPY * comparison.shared();
  }
}
