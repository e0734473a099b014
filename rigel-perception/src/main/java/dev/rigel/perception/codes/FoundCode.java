package dev.rigel.perception.codes;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.Result;
import com.google.zxing.ResultPoint;
import com.google.zxing.qrcode.detector.FinderPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A code and the corners of the rectangle it fills. ZXing names only the points it needed to read
 * it: the middles of a QR code's finder patterns, or two ends of one line across the stripes.
 */
record FoundCode(BarcodeFormat format, String text, List<Spot> corners) {
  FoundCode {
    corners = List.copyOf(corners);
  }

  static FoundCode of(Result result, GreyPicture picture) {
    List<ResultPoint> points =
        Arrays.stream(result.getResultPoints()).filter(Objects::nonNull).toList();
    List<Spot> spots = points.stream().map(point -> new Spot(point.getX(), point.getY())).toList();
    List<Spot> corners =
        switch (result.getBarcodeFormat()) {
          case QR_CODE -> spots.size() >= 3 ? aroundFinders(points) : around(spots);
          case DATA_MATRIX, AZTEC, PDF_417, MAXICODE -> around(spots);
          case CODABAR,
              CODE_39,
              CODE_93,
              CODE_128,
              EAN_8,
              EAN_13,
              ITF,
              RSS_14,
              RSS_EXPANDED,
              UPC_A,
              UPC_E,
              UPC_EAN_EXTENSION ->
              Stripes.around(spots.getFirst(), spots.get(1), picture);
        };
    return new FoundCode(result.getBarcodeFormat(), result.getText(), corners);
  }

  FoundCode moved(View view) {
    return new FoundCode(format, text, corners.stream().map(view::inPicture).toList());
  }

  /** The same content at the same place, seen twice. */
  boolean isSameAs(FoundCode other) {
    return text.equals(other.text)
        && center().distance(other.center())
            < Math.max(corners.get(0).distance(corners.get(2)), 1) / 2;
  }

  private Spot center() {
    return new Spot(
        corners.stream().mapToDouble(Spot::x).average().orElseThrow(),
        corners.stream().mapToDouble(Spot::y).average().orElseThrow());
  }

  /** The middles of finder patterns lie three and a half modules inside the code's edge. */
  private static List<Spot> aroundFinders(List<ResultPoint> points) {
    Spot bottomLeft = new Spot(points.get(0).getX(), points.get(0).getY());
    Spot topLeft = new Spot(points.get(1).getX(), points.get(1).getY());
    Spot topRight = new Spot(points.get(2).getX(), points.get(2).getY());
    double module =
        points.stream()
            .filter(FinderPattern.class::isInstance)
            .mapToDouble(point -> ((FinderPattern) point).getEstimatedModuleSize())
            .average()
            .orElse(topLeft.distance(topRight) / 14);
    double across = Math.max(1, topLeft.distance(topRight));
    double down = Math.max(1, topLeft.distance(bottomLeft));
    double rightX = (topRight.x() - topLeft.x()) / across * 3.5 * module;
    double rightY = (topRight.y() - topLeft.y()) / across * 3.5 * module;
    double downX = (bottomLeft.x() - topLeft.x()) / down * 3.5 * module;
    double downY = (bottomLeft.y() - topLeft.y()) / down * 3.5 * module;
    Spot bottomRight =
        new Spot(
            topRight.x() + bottomLeft.x() - topLeft.x(),
            topRight.y() + bottomLeft.y() - topLeft.y());
    return List.of(
        topLeft.plus(-rightX - downX, -rightY - downY),
        topRight.plus(rightX - downX, rightY - downY),
        bottomRight.plus(rightX + downX, rightY + downY),
        bottomLeft.plus(-rightX + downX, -rightY + downY));
  }

  /** The upright rectangle around the points. */
  private static List<Spot> around(List<Spot> spots) {
    double left = spots.stream().mapToDouble(Spot::x).min().orElseThrow();
    double top = spots.stream().mapToDouble(Spot::y).min().orElseThrow();
    double right = spots.stream().mapToDouble(Spot::x).max().orElseThrow();
    double bottom = spots.stream().mapToDouble(Spot::y).max().orElseThrow();
    List<Spot> corners = new ArrayList<>();
    corners.add(new Spot(left, top));
    corners.add(new Spot(right, top));
    corners.add(new Spot(right, bottom));
    corners.add(new Spot(left, bottom));
    return corners;
  }
}
