package dev.rigel.media.pixel;

import dev.rigel.base.RigelException;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Mask;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.media.outline.Polygons;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Regions as one picture. A region's pixels are those that its mask covers by half or more; of one
 * without a mask of the picture's size, those whose middle lies inside its outline or box.
 */
public final class LabelMap {
  /** What a pixel of 16 bits can tell apart. */
  private static final int MOST = 0xffff;

  private LabelMap() {}

  /**
   * Each pixel the number of the region that covers it, 0 where none does; where regions overlap,
   * the smaller one lies in front.
   *
   * @param regions each gives its {@link Region#instance()} where all have one and no two the same;
   *     otherwise they are counted from 1
   * @throws RigelException where they are too many
   */
  public static Image of(int width, int height, List<Region> regions) {
    if (regions.size() > MOST) {
      throw RigelException.invalid("At most 65535 regions fit one label map.", "regions");
    }
    int[] numbers = numbers(regions);
    long[] areas = regions.stream().mapToLong(region -> area(region, width, height)).toArray();
    List<Integer> order = new ArrayList<>(IntStream.range(0, numbers.length).boxed().toList());
    order.sort(Comparator.comparingLong((Integer i) -> areas[i]).reversed());
    int[] map = new int[width * height];
    for (int i : order) {
      paint(map, width, height, regions.get(i), numbers[i]);
    }
    return Image.ofLabels(width, height, map);
  }

  /** White where one of the regions is, black elsewhere. */
  public static Image binary(int width, int height, List<Region> regions) {
    int[] packed = new int[width * height];
    for (Region region : regions) {
      paint(packed, width, height, region, 0xffffff);
    }
    return Image.ofPacked(width, height, false, packed);
  }

  private static int[] numbers(List<Region> regions) {
    int[] own = regions.stream().mapToInt(region -> region.instance().orElse(0)).toArray();
    boolean usable =
        IntStream.of(own).allMatch(number -> number >= 1 && number <= MOST)
            && IntStream.of(own).distinct().count() == own.length;
    return usable ? own : IntStream.rangeClosed(1, own.length).toArray();
  }

  private static Optional<Mask> mask(Region region, int width, int height) {
    return region.mask().filter(mask -> mask.width() == width && mask.height() == height);
  }

  private static long area(Region region, int width, int height) {
    Optional<Mask> mask = mask(region, width, height);
    if (mask.isEmpty()) {
      return Math.round(region.box().area() * width * height);
    }
    long area = 0;
    for (byte alpha : mask.get().alpha()) {
      area += alpha < 0 ? 1 : 0;
    }
    return area;
  }

  private static void paint(int[] map, int width, int height, Region region, int value) {
    Optional<Mask> mask = mask(region, width, height);
    if (mask.isPresent()) {
      byte[] alpha = mask.get().alpha();
      for (int i = 0; i < map.length; i++) {
        map[i] = alpha[i] < 0 ? value : map[i];
      }
      return;
    }
    Path2D path = path(Polygons.of(region), width, height);
    Box box = region.box();
    for (int y = first(box.y(), height); y < past(box.bottom(), height); y++) {
      for (int x = first(box.x(), width); x < past(box.right(), width); x++) {
        map[y * width + x] = path.contains(x + 0.5, y + 0.5) ? value : map[y * width + x];
      }
    }
  }

  private static Path2D path(List<List<Point>> polygons, int width, int height) {
    Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    for (List<Point> polygon : polygons) {
      path.moveTo(polygon.getFirst().x() * width, polygon.getFirst().y() * height);
      polygon.forEach(point -> path.lineTo(point.x() * width, point.y() * height));
      path.closePath();
    }
    return path;
  }

  private static int first(double edge, int pixels) {
    return Math.clamp((long) Math.floor(edge * pixels), 0, pixels);
  }

  private static int past(double edge, int pixels) {
    return Math.clamp((long) Math.ceil(edge * pixels), 0, pixels);
  }
}
