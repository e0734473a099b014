package dev.rigel.perception.pages;

import dev.rigel.media.Image;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * A drawn photo of a sheet of lines on a cluttered desk, and where the sheet's corners are in it.
 *
 * @param corners in pixels: top left, top right, bottom right, bottom left
 * @param aspect width over height of the sheet
 */
record PhotoOfPage(Image picture, double[][] corners, double aspect) {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 1600;
  private static final double FOCUS = 0.65 * Math.hypot(WIDTH, HEIGHT);

  /**
   * @param tilt degrees by which the camera looks at it from aside and from below, at most
   * @param turn degrees by which the sheet lies askew, at most
   */
  static PhotoOfPage drawn(long seed, double tilt, double turn, boolean shadow) {
    Random random = new Random(seed);
    double aspect = new double[] {210 / 297.0, 8.5 / 11, 0.5, 297 / 210.0}[random.nextInt(4)];
    double size = aspect < 1 ? 1 : 0.7;
    double around = Math.toRadians(turn * (2 * random.nextDouble() - 1));
    double across = Math.toRadians(tilt * (2 * random.nextDouble() - 1));
    double along = Math.toRadians(tilt * (2 * random.nextDouble() - 1));
    double[][] sheet = {
      {-aspect * size / 2, -size / 2}, {aspect * size / 2, -size / 2},
      {aspect * size / 2, size / 2}, {-aspect * size / 2, size / 2}
    };
    double[][] corners = new double[4][];
    double far = 1.5;
    for (int i = 0; i < 4; i++) {
      corners[i] = seen(sheet[i][0], sheet[i][1], around, across, along, far);
    }
    BufferedImage drawn = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    desk(drawn, random);
    double[] back = Homography.of(corners);
    double dark = shadow ? 0.35 : 0;
    double light = 0.75 + 0.25 * random.nextDouble();
    boolean[][] ink = lines(random);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double w = back[6] * x + back[7] * y + 1;
        double u = (back[0] * x + back[1] * y + back[2]) / w;
        double v = (back[3] * x + back[4] * y + back[5]) / w;
        if (u >= 0 && u < 1 && v >= 0 && v < 1) {
          int paper = ink[(int) (v * ink.length)][(int) (u * ink[0].length)] ? 60 : 245;
          double lit = light * (1 - dark * (double) (x + y) / (WIDTH + HEIGHT));
          int grey = (int) Math.clamp(paper * lit + 4 * random.nextGaussian(), 0, 255);
          drawn.setRGB(x, y, grey << 16 | grey << 8 | Math.max(0, grey - 6));
        }
      }
    }
    return new PhotoOfPage(Image.of(drawn), corners, aspect);
  }

  private static double[] seen(
      double x, double y, double around, double across, double along, double far) {
    double turnedX = x * Math.cos(around) - y * Math.sin(around);
    double turnedY = x * Math.sin(around) + y * Math.cos(around);
    double leftX = turnedX * Math.cos(across);
    double leftZ = -turnedX * Math.sin(across);
    double upY = turnedY * Math.cos(along) - leftZ * Math.sin(along);
    double upZ = turnedY * Math.sin(along) + leftZ * Math.cos(along);
    return new double[] {
      WIDTH / 2.0 + FOCUS * leftX / (far + upZ), HEIGHT / 2.0 + FOCUS * upY / (far + upZ)
    };
  }

  private static void desk(BufferedImage picture, Random random) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(new Color(70 + random.nextInt(50), 60 + random.nextInt(40), 50));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    for (int i = 0; i < 30; i++) {
      graphics.setColor(new Color(random.nextInt(130), random.nextInt(130), random.nextInt(130)));
      int x = random.nextInt(WIDTH);
      int y = random.nextInt(HEIGHT);
      if (random.nextBoolean()) {
        graphics.fillOval(x, y, 30 + random.nextInt(120), 30 + random.nextInt(120));
      } else {
        graphics.drawLine(x, y, random.nextInt(WIDTH), random.nextInt(HEIGHT));
      }
    }
    graphics.dispose();
  }

  /** Lines of words; true where there is ink. */
  private static boolean[][] lines(Random random) {
    int height = 1000;
    int width = 700;
    boolean[][] ink = new boolean[height][width];
    for (int top = 80; top + 12 < height - 80; top += 26) {
      int x = 70;
      int end = 70 + (int) ((width - 140) * (0.5 + 0.5 * random.nextDouble()));
      while (x < end) {
        int word = 15 + random.nextInt(60);
        for (int y = top; y < top + 12; y++) {
          for (int i = x; i < Math.min(end, x + word); i++) {
            ink[y][i] = (i + y / 4) % 5 < 3;
          }
        }
        x += word + 10;
      }
    }
    return ink;
  }

  /** From the picture to the sheet, each side 0 to 1. */
  private static final class Homography {
    private Homography() {}

    static double[] of(double[][] corners) {
      double[][] target = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
      double[][] rows = new double[8][9];
      for (int i = 0; i < 4; i++) {
        double x = corners[i][0];
        double y = corners[i][1];
        double u = target[i][0];
        double v = target[i][1];
        rows[2 * i] = new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y, u};
        rows[2 * i + 1] = new double[] {0, 0, 0, x, y, 1, -v * x, -v * y, v};
      }
      for (int column = 0; column < 8; column++) {
        int pivot = column;
        for (int row = column; row < 8; row++) {
          pivot = Math.abs(rows[row][column]) > Math.abs(rows[pivot][column]) ? row : pivot;
        }
        double[] kept = rows[pivot];
        rows[pivot] = rows[column];
        rows[column] = kept;
        for (int row = 0; row < 8; row++) {
          if (row != column) {
            double share = rows[row][column] / kept[column];
            for (int i = column; i < 9; i++) {
              rows[row][i] -= share * kept[i];
            }
          }
        }
      }
      double[] solved = new double[8];
      for (int i = 0; i < 8; i++) {
        solved[i] = rows[i][8] / rows[i][i];
      }
      return solved;
    }
  }
}
