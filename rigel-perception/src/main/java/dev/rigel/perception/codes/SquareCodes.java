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
import java.util.Optional;

/** Reads a Data Matrix or Aztec code that covers the middle of a black and white picture. */
final class SquareCodes {
  private SquareCodes() {}

  static Optional<Result> dataMatrix(BitMatrix black) {
    try {
      DetectorResult code = new com.google.zxing.datamatrix.detector.Detector(black).detect();
      DecoderResult content =
          new com.google.zxing.datamatrix.decoder.Decoder().decode(code.getBits());
      return Optional.of(result(content, code.getPoints(), BarcodeFormat.DATA_MATRIX));
    } catch (NotFoundException | ChecksumException | FormatException e) {
      return Optional.empty();
    }
  }

  static Optional<Result> aztec(BitMatrix black) {
    try {
      AztecDetectorResult code = new com.google.zxing.aztec.detector.Detector(black).detect(false);
      DecoderResult content = new com.google.zxing.aztec.decoder.Decoder().decode(code);
      return Optional.of(result(content, code.getPoints(), BarcodeFormat.AZTEC));
    } catch (NotFoundException | FormatException e) {
      return Optional.empty();
    }
  }

  private static Result result(DecoderResult content, ResultPoint[] points, BarcodeFormat format) {
    return new Result(content.getText(), content.getRawBytes(), points, format);
  }
}
