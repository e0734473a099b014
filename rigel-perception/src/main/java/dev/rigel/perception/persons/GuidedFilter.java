package dev.rigel.perception.persons;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.divide;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.blur;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Moves the soft edge of a mask onto the edges of the picture it belongs to: a local linear fit of
 * the mask to the picture's brightness (He, Sun and Tang, "Guided Image Filtering", 2013).
 */
final class GuidedFilter {
  /** Window half-width as a share of the longer side. */
  private static final double RADIUS = 1 / 64.0;

  /** Brightness variance (0 to 1 squared) below which a window counts as flat. */
  private static final double FLAT = 1e-3;

  private GuidedFilter() {}

  /**
   * @param mask 32-bit floats, 0 to 1
   * @param guide blue, green, red, 8 bits, of the mask's size
   */
  static Mat refined(Mat mask, Mat guide) {
    int radius = Math.max(2, (int) (RADIUS * Math.max(mask.cols(), mask.rows())));
    Size window = new Size(2 * radius + 1, 2 * radius + 1);
    Mat grey = new Mat();
    cvtColor(guide, grey, COLOR_BGR2GRAY);
    Mat brightness = new Mat();
    grey.convertTo(brightness, CV_32F, 1 / 255.0, 0);

    Mat meanBrightness = mean(brightness, window);
    Mat meanMask = mean(mask, window);
    Mat covariance = minus(mean(times(brightness, mask), window), times(meanBrightness, meanMask));
    Mat variance =
        minus(mean(times(brightness, brightness), window), times(meanBrightness, meanBrightness));
    Mat regularised = new Mat();
    add(variance, new Mat(variance.size(), CV_32F, Scalar.all(FLAT)), regularised);
    Mat slope = new Mat();
    divide(covariance, regularised, slope);
    Mat offset = minus(meanMask, times(slope, meanBrightness));
    Mat refined = new Mat();
    add(times(mean(slope, window), brightness), mean(offset, window), refined);
    return refined;
  }

  private static Mat mean(Mat values, Size window) {
    Mat mean = new Mat();
    blur(values, mean, window);
    return mean;
  }

  private static Mat times(Mat a, Mat b) {
    Mat product = new Mat();
    multiply(a, b, product);
    return product;
  }

  private static Mat minus(Mat a, Mat b) {
    Mat difference = new Mat();
    subtract(a, b, difference);
    return difference;
  }
}
