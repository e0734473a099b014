package dev.rigel.perception.codes;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.Result;
import com.google.zxing.ResultPoint;
import com.google.zxing.aztec.AztecDetectorResult;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.DecoderResult;
import com.google.zxing.common.DetectorResult;
import com.google.zxing.common.HybridBinarizer;
import dev.rigel.base.CallScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Looks for Data Matrix and Aztec codes all over a picture. ZXing only finds one that covers the
 * middle of what it is shown, so it is shown windows around many middles, wherever black and white
 * are mixed.
 */
final class SquareCodes {
  /** Windows reach this far to every side of their middle, as a share of the longer side. */
  private static final int WINDOWS_A_SIDE = 3;

  private static final int MIDDLES_A_SIDE = 16;
  private static final int CLOSEST_MIDDLES = 12;
  private static final double LEAST_MIXED = 0.15;

  private final BitMatrix black;
  private final int reach;
  private final int step;

  private SquareCodes(BitMatrix black) {
    this.black = black;
    int longer = Math.max(black.getWidth(), black.getHeight());
    this.reach = Math.max(2 * CLOSEST_MIDDLES, longer / WINDOWS_A_SIDE);
    this.step = Math.max(CLOSEST_MIDDLES, longer / MIDDLES_A_SIDE);
  }

  static List<Result> in(GreyPicture picture, CallScope scope) {
    try {
      return new SquareCodes(new HybridBinarizer(picture.luminance()).getBlackMatrix())
          .found(scope);
    } catch (NotFoundException e) {
      return List.of();
    }
  }

  private List<Result> found(CallScope scope) {
    List<Result> found = new ArrayList<>();
    for (int y = step / 2; y < black.getHeight(); y += step) {
      for (int x = step / 2; x < black.getWidth(); x += step) {
        if (isMixed(x, y)) {
          scope.check();
          int left = x - reach;
          int top = y - reach;
          BitMatrix window = window(left, top);
          dataMatrix(window)
              .or(() -> aztec(window))
              .map(result -> moved(result, left, top))
              .filter(result ->
                  found.stream().noneMatch(known -> known.getText().equals(result.getText())))
              .ifPresent(found::add);
        }
      }
    }
    return found;
  }

  /** Around the middle of a code neither black nor white is rare. */
  private boolean isMixed(int x, int y) {
    int half = step / 2;
    int seen = 0;
    int dark = 0;
    for (int row = Math.max(0, y - half); row < Math.min(black.getHeight(), y + half); row++) {
      for (int column = Math.max(0, x - half);
          column < Math.min(black.getWidth(), x + half);
          column++) {
        seen++;
        dark += black.get(column, row) ? 1 : 0;
      }
    }
    return dark >= LEAST_MIXED * seen && dark <= (1 - LEAST_MIXED) * seen;
  }

  private BitMatrix window(int left, int top) {
    BitMatrix window = new BitMatrix(2 * reach);
    for (int y = Math.max(0, -top); y < Math.min(2 * reach, black.getHeight() - top); y++) {
      for (int x = Math.max(0, -left); x < Math.min(2 * reach, black.getWidth() - left); x++) {
        if (black.get(left + x, top + y)) {
          window.set(x, y);
        }
      }
    }
    return window;
  }

  private static Optional<Result> dataMatrix(BitMatrix window) {
    try {
      DetectorResult code = new com.google.zxing.datamatrix.detector.Detector(window).detect();
      DecoderResult content =
          new com.google.zxing.datamatrix.decoder.Decoder().decode(code.getBits());
      return Optional.of(result(content, code.getPoints(), BarcodeFormat.DATA_MATRIX));
    } catch (NotFoundException | ChecksumException | FormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Result> aztec(BitMatrix window) {
    try {
      AztecDetectorResult code = new com.google.zxing.aztec.detector.Detector(window).detect(false);
      DecoderResult content = new com.google.zxing.aztec.decoder.Decoder().decode(code);
      return Optional.of(result(content, code.getPoints(), BarcodeFormat.AZTEC));
    } catch (NotFoundException | FormatException e) {
      return Optional.empty();
    }
  }

  private static Result result(DecoderResult content, ResultPoint[] points, BarcodeFormat format) {
    return new Result(content.getText(), content.getRawBytes(), points, format);
  }

  private static Result moved(Result result, int x, int y) {
    ResultPoint[] points =
        Arrays.stream(result.getResultPoints())
            .map(point -> new ResultPoint(point.getX() + x, point.getY() + y))
            .toArray(ResultPoint[]::new);
    return new Result(result.getText(), result.getRawBytes(), points, result.getBarcodeFormat());
  }
}
