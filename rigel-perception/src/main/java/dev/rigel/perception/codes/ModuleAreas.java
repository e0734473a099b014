package dev.rigel.perception.codes;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.getPerspectiveTransform;
import static org.bytedeco.opencv.global.opencv_imgproc.warpPerspective;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.pdf417.PDF417Reader;
import com.google.zxing.qrcode.QRCodeReader;
import dev.rigel.base.CallScope;
import dev.rigel.perception.pixels.Matrices;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Reads a code of modules (QR, Data Matrix, Aztec, PDF417) in an area: the area is turned upright,
 * enlarged and, when that is not enough, sharpened, and then given to ZXing, whose finders work
 * best on a large upright code in the middle.
 */
final class ModuleAreas {
  private static final double LARGE = 420;
  private static final double MOST_ENLARGED = 4;

  /** Around the area, as a share of its shorter side. */
  private static final double MARGIN = 0.16;

  private static final double SHARPENED = 2.5;

  /** Standard deviations of blurs that are tried, in pixels of the picture. */
  private static final double[] BLURS = {1.5, 2.2, 3.1};

  private static final double NOISE = 0.0012;

  private static final Map<DecodeHintType, Object> HINTS =
      Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE);

  private final Mat grey;

  /**
   * @param grey 8 bits; lives as long as this
   */
  ModuleAreas(Mat grey) {
    this.grey = grey;
  }

  /**
   * @param thorough whether also blur is reckoned with, which takes several times as long
   */
  Optional<FoundCode> read(CodeArea area, boolean thorough, CallScope scope) {
    double shorter = Math.min(area.length(), area.height());
    double scale = Math.clamp(LARGE / shorter, 0.25, MOST_ENLARGED);
    double margin = Math.max(4, MARGIN * shorter);
    try (PointerScope _ = new PointerScope()) {
      Mat upright = upright(area.corners(margin), area, margin, scale);
      Optional<FoundCode> found =
          read(upright, area)
              .or(() -> read(sharpened(upright, SHARPENED, 0.6 * scale + 1.2), area));
      for (double blur : BLURS) {
        if (thorough && found.isEmpty()) {
          scope.check();
          found = read(Deblurring.of(upright, blur * scale, NOISE), area);
        }
      }
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Mat upright(List<Spot> corners, CodeArea area, double margin, double scale) {
    float width = (float) ((area.length() + 2 * margin) * scale);
    float height = (float) ((area.height() + 2 * margin) * scale);
    Mat from = points(corners);
    Mat to =
        points(
            List.of(
                new Spot(0, 0), new Spot(width, 0), new Spot(width, height), new Spot(0, height)));
    Mat upright = new Mat();
    warpPerspective(
        grey,
        upright,
        getPerspectiveTransform(from, to),
        new Size(Math.max(1, Math.round(width)), Math.max(1, Math.round(height))),
        INTER_CUBIC,
        BORDER_REPLICATE,
        new org.bytedeco.opencv.opencv_core.Scalar(255));
    return upright;
  }

  private static Mat points(List<Spot> spots) {
    Mat points = new Mat(4, 1, CV_32FC2);
    float[] values = new float[8];
    for (int i = 0; i < 4; i++) {
      values[2 * i] = (float) spots.get(i).x();
      values[2 * i + 1] = (float) spots.get(i).y();
    }
    new FloatPointer(points.data()).put(values);
    return points;
  }

  private static Mat sharpened(Mat picture, double times, double width) {
    Mat smooth = new Mat();
    GaussianBlur(picture, smooth, new Size(0, 0), width);
    Mat sharp = new Mat();
    addWeighted(picture, 1 + times, smooth, -times, 0, sharp);
    return sharp;
  }

  private static Optional<FoundCode> read(Mat upright, CodeArea area) {
    byte[] bytes = Matrices.bytes(upright);
    int width = upright.cols();
    int height = upright.rows();
    LuminanceSource source =
        new PlanarYUVLuminanceSource(bytes, width, height, 0, 0, width, height, false);
    for (Binarizer binarizer :
        List.of(new HybridBinarizer(source), new GlobalHistogramBinarizer(source))) {
      Optional<Result> result = read(binarizer);
      if (result.isPresent()) {
        return Optional.of(
            new FoundCode(
                result.get().getBarcodeFormat(), result.get().getText(), area.corners(0)));
      }
    }
    return Optional.empty();
  }

  private static Optional<Result> read(Binarizer binarizer) {
    BinaryBitmap bitmap = new BinaryBitmap(binarizer);
    try {
      BitMatrix black = bitmap.getBlackMatrix();
      return qr(bitmap)
          .or(() -> SquareCodes.dataMatrix(black))
          .or(() -> SquareCodes.aztec(black))
          .or(() -> pdf417(bitmap));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private static Optional<Result> qr(BinaryBitmap bitmap) {
    try {
      return Optional.of(new QRCodeReader().decode(bitmap, HINTS));
    } catch (ReaderException e) {
      return Optional.empty();
    }
  }

  private static Optional<Result> pdf417(BinaryBitmap bitmap) {
    try {
      return Optional.of(new PDF417Reader().decode(bitmap, HINTS));
    } catch (ReaderException e) {
      return Optional.empty();
    }
  }
}
