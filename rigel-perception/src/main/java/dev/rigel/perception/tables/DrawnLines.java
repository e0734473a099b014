package dev.rigel.perception.tables;

import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_imgproc.ADAPTIVE_THRESH_MEAN_C;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_OPEN;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_RECT;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY_INV;
import static org.bytedeco.opencv.global.opencv_imgproc.adaptiveThreshold;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;

import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.media.Ruling;
import dev.rigel.perception.pixels.Matrices;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The level and upright lines drawn in a picture of a page, found by opening its dark pixels with
 * long thin brushes: what is left is longer than any stroke of a letter.
 */
public final class DrawnLines {
  /** In heights of the usual word: no letter and no dash is as long. */
  private static final double SHORTEST_LEVEL = 3;

  private static final double SHORTEST_UPRIGHT = 1.5;
  private static final double THICKEST = 0.5;

  private static final int SHORTEST_PIXELS = 12;

  /** Of the picture's height, where nothing is known about letters. */
  private static final double USUAL_LETTERS = 0.015;

  /**
   * Side of the square, in word heights, whose mean a pixel must be darker than, and by how much.
   */
  private static final double NEIGHBOURHOOD = 2;

  private static final double DARKER_BY = 18;

  private static final int MOST_LINES = 5_000;

  private DrawnLines() {}

  /**
   * @param words what was read in the picture; tells the size of letters
   */
  public static List<Ruling> of(Image image, List<Region> words) {
    double letter = letterHeight(image, words);
    try (PointerScope _ = new PointerScope()) {
      Mat dark = dark(Matrices.blueGreenRed(image.pixels()), letter);
      List<Ruling> rulings = new ArrayList<>();
      int level = Math.max(SHORTEST_PIXELS, (int) Math.round(SHORTEST_LEVEL * letter));
      int upright = Math.max(SHORTEST_PIXELS, (int) Math.round(SHORTEST_UPRIGHT * letter));
      add(dark, new Size(level, 1), Math.max(3, THICKEST * letter), image, rulings);
      add(dark, new Size(1, upright), Math.max(3, THICKEST * letter), image, rulings);
      return rulings;
    }
  }

  private static double letterHeight(Image image, List<Region> words) {
    double[] heights =
        words.stream().mapToDouble(word -> word.box().height() * image.height()).sorted().toArray();
    return heights.length == 0 ? USUAL_LETTERS * image.height() : heights[heights.length / 2];
  }

  private static Mat dark(Mat picture, double letter) {
    Mat grey = new Mat();
    cvtColor(picture, grey, COLOR_BGR2GRAY);
    Mat dark = new Mat();
    int side = 2 * (int) Math.max(7, NEIGHBOURHOOD * letter / 2) + 1;
    adaptiveThreshold(grey, dark, 255, ADAPTIVE_THRESH_MEAN_C, THRESH_BINARY_INV, side, DARKER_BY);
    return dark;
  }

  private static void add(
      Mat dark, Size brush, double thickest, Image image, List<Ruling> rulings) {
    Mat opened = new Mat();
    morphologyEx(dark, opened, MORPH_OPEN, getStructuringElement(MORPH_RECT, brush));
    Mat labels = new Mat();
    Mat stats = new Mat();
    int count = connectedComponentsWithStats(opened, labels, stats, new Mat(), 8, CV_32S);
    IntPointer numbers = new IntPointer(stats.data());
    boolean level = brush.width() > 1;
    // Component 0 is the paper. Each has left, top, width, height and area in pixels.
    for (int i = 1; i < count && rulings.size() < MOST_LINES; i++) {
      int left = numbers.get(5L * i);
      int top = numbers.get(5L * i + 1);
      int width = numbers.get(5L * i + 2);
      int height = numbers.get(5L * i + 3);
      if (level && height <= thickest) {
        double y = (top + height / 2.0) / image.height();
        rulings.add(
            Ruling.level(
                (double) left / image.width(), (double) (left + width) / image.width(), y));
      } else if (!level && width <= thickest) {
        double x = (left + width / 2.0) / image.width();
        rulings.add(
            Ruling.upright(
                x, (double) top / image.height(), (double) (top + height) / image.height()));
      }
    }
  }
}
