package dev.rigel.benchmarks.pictures;

import dev.rigel.media.Box;
import dev.rigel.media.Image;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Two pictures of one photograph: the second with things put in, taken from another photograph or
 * from elsewhere in the same, seen from another place, in other light and compressed.
 *
 * @param truth where something was put in, as parts of the first
 */
record ChangedPair(Image first, Image second, List<Box> truth) {
  /** Of each side that the first picture leaves around it for the second to see. */
  private static final double MARGIN = 0.1;

  private static final double SMALLEST_THING = 0.07;
  private static final double LARGEST_THING = 0.2;

  /** Mean difference in levels below which what was put in looks like what was there. */
  private static final double SEEN = 20;

  /**
   * @param move of the second picture at most, as a share of the side
   * @param turn degrees at most
   * @param zoom size at most, 0.05 for 5 %
   * @param light gain at most, 0.3 for 30 % brighter or darker, and half of it from side to side
   * @param quality of the JPEG, 0 to 1
   */
  record Condition(
      String name, double move, double turn, double zoom, double light, double quality) {}

  static ChangedPair of(Image photo, Image other, int things, Condition condition, Random random) {
    int left = (int) (MARGIN * photo.width());
    int top = (int) (MARGIN * photo.height());
    int width = photo.width() - 2 * left;
    int height = photo.height() - 2 * top;
    BufferedImage changed = copy(photo.pixels());
    List<Box> truth = new ArrayList<>();
    for (int attempt = 0; truth.size() < things && attempt < 40; attempt++) {
      int w = (int) (width * between(SMALLEST_THING, LARGEST_THING, random));
      int h = (int) (height * between(SMALLEST_THING, LARGEST_THING, random));
      int x = left + width / 20 + random.nextInt(width - w - width / 10);
      int y = top + height / 20 + random.nextInt(height - h - height / 10);
      Box box = Box.ofPixels(x - left, y - top, x - left + w, y - top + h, width, height);
      BufferedImage source = random.nextBoolean() ? other.pixels() : photo.pixels();
      int fromX = random.nextInt(Math.max(1, source.getWidth() - w));
      int fromY = random.nextInt(Math.max(1, source.getHeight() - h));
      boolean apart = truth.stream().allMatch(t -> t.intersection(box) == 0);
      if (apart && difference(changed, x, y, source, fromX, fromY, w, h) >= SEEN) {
        put(changed, x, y, source, fromX, fromY, w, h, random.nextBoolean());
        truth.add(box);
      }
    }
    Image first = Image.of(copy(photo.pixels().getSubimage(left, top, width, height)));
    Image second = seen(changed, left, top, width, height, condition, random);
    return new ChangedPair(first, second, truth);
  }

  private static BufferedImage copy(BufferedImage pixels) {
    BufferedImage copy =
        new BufferedImage(pixels.getWidth(), pixels.getHeight(), BufferedImage.TYPE_INT_RGB);
    copy.getGraphics().drawImage(pixels, 0, 0, null);
    return copy;
  }

  private static double between(double least, double most, Random random) {
    return least + random.nextDouble() * (most - least);
  }

  private static double difference(
      BufferedImage target,
      int x,
      int y,
      BufferedImage source,
      int fromX,
      int fromY,
      int w,
      int h) {
    long sum = 0;
    for (int row = 0; row < h; row++) {
      for (int column = 0; column < w; column++) {
        int a = target.getRGB(x + column, y + row);
        int b =
            source.getRGB(
                Math.min(source.getWidth() - 1, fromX + column),
                Math.min(source.getHeight() - 1, fromY + row));
        sum += Math.abs((a >> 8 & 0xff) - (b >> 8 & 0xff));
      }
    }
    return (double) sum / (w * h);
  }

  private static void put(
      BufferedImage target,
      int x,
      int y,
      BufferedImage source,
      int fromX,
      int fromY,
      int w,
      int h,
      boolean round) {
    Graphics2D graphics = target.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    if (round) {
      graphics.setClip(new Ellipse2D.Double(x, y, w, h));
    } else {
      graphics.setClip(x, y, w, h);
    }
    graphics.drawImage(source, x - fromX, y - fromY, null);
    graphics.dispose();
  }

  /** The photograph from a little elsewhere, in other light, as a JPEG. */
  private static Image seen(
      BufferedImage photo,
      int left,
      int top,
      int width,
      int height,
      Condition condition,
      Random random) {
    AffineTransform move = new AffineTransform();
    move.translate(
        width / 2.0 + width * condition.move() * either(random),
        height / 2.0 + height * condition.move() * either(random));
    move.rotate(Math.toRadians(condition.turn() * either(random)));
    double zoom = 1 + condition.zoom() * either(random);
    move.scale(zoom, zoom);
    move.translate(-left - width / 2.0, -top - height / 2.0);
    BufferedImage view = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = view.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(photo, move, null);
    graphics.dispose();
    double gain = 1 + condition.light() * either(random);
    double slope = condition.light() / 2 * either(random);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        view.setRGB(x, y, lit(view.getRGB(x, y), gain + slope * (2.0 * x / width - 1)));
      }
    }
    return Degradation.compressed(Image.of(view), condition.quality());
  }

  /** -1 to 1. */
  private static double either(Random random) {
    return 2 * random.nextDouble() - 1;
  }

  private static int lit(int pixel, double gain) {
    int result = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      result |= Math.clamp(Math.round((pixel >> shift & 0xff) * gain), 0, 255) << shift;
    }
    return result;
  }
}
