package dev.rigel.tools;

import dev.rigel.base.RigelException;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.program.Arguments;
import java.util.List;

/** How tools take regions: where they lie, and which of them lie on a given picture. */
public final class Regions {
  private Regions() {}

  /** The box of a region, or of a list {@code [x, y, width, height]}. */
  public static Box box(Object regionOrNumbers) {
    if (regionOrNumbers instanceof Region region) {
      return region.box();
    }
    if (regionOrNumbers instanceof List<?> list
        && list.size() == 4
        && list.stream().allMatch(Number.class::isInstance)) {
      double[] n = list.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
      return box(n[0], n[1], n[2], n[3]);
    }
    throw RigelException.invalid(
        "A region or a list [x, y, width, height] with numbers from 0 to 1 is needed.", "region");
  }

  /**
   * @throws RigelException when the numbers are not parts of a picture, for example pixels
   */
  public static Box box(double x, double y, double width, double height) {
    boolean relative =
        x >= 0 && y >= 0 && width > 0 && height > 0 && x < 1 && y < 1 && width <= 1 && height <= 1;
    if (!relative) {
      throw RigelException.invalid(
          "A box is x, y, width and height as parts of the picture, from 0 to 1; not pixels.",
          "region");
    }
    return Box.ofEdges(x, y, x + width, y + height);
  }

  /**
   * The argument {@code regions}, without those that lie on another page than the picture shows: a
   * program may hand all hits of a document to the picture of one page.
   */
  public static List<Region> on(Image image, Arguments arguments) {
    return arguments.list("regions", Region.class).stream()
        .filter(region ->
            image.page().isEmpty() || region.page().isEmpty() || region.page().equals(image.page()))
        .toList();
  }

  /** What was found in the picture of a page carries the page's number. */
  public static List<Region> foundOn(Image image, List<Region> regions) {
    return image.page().isEmpty()
        ? List.copyOf(regions)
        : regions.stream().map(region -> region.onPage(image.page().getAsInt())).toList();
  }

  /** A picture of the same geometry, made from the picture of a page, still shows that page. */
  public static Image samePage(Image image, Image made) {
    return image.page().isEmpty() ? made : made.asPage(image.page().getAsInt());
  }

  /** Whether both can be compared: not on different pages or pictures of a document. */
  public static boolean onSamePage(Region a, Region b) {
    return a.page().isEmpty() || b.page().isEmpty() || a.page().equals(b.page());
  }
}
