package dev.rigel.perception.codes;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.Result;
import com.google.zxing.ResultPoint;
import com.google.zxing.qrcode.detector.FinderPattern;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A code and the corners of the rectangle it fills, clockwise. */
record FoundCode(BarcodeFormat format, String text, List<Spot> corners) {
  FoundCode {
    corners = List.copyOf(corners);
  }

  /** A QR code, from the middles of its finder patterns. */
  static FoundCode ofQr(Result result) {
    List<ResultPoint> points =
        Arrays.stream(result.getResultPoints()).filter(Objects::nonNull).toList();
    return new FoundCode(result.getBarcodeFormat(), result.getText(), aroundFinders(points));
  }

  FoundCode scaled(double factor) {
    return new FoundCode(
        format,
        text,
        corners.stream().map(spot -> new Spot(spot.x() * factor, spot.y() * factor)).toList());
  }

  /** The same content at the same place, seen twice. */
  boolean isSameAs(FoundCode other) {
    return text.equals(other.text)
        && center().distance(other.center())
            < Math.max(corners.get(0).distance(corners.get(2)), 1) / 2;
  }

  /** Whether a place lies within the corners, which go round clockwise. */
  boolean covers(Spot spot) {
    for (int i = 0; i < corners.size(); i++) {
      Spot from = corners.get(i);
      Spot to = corners.get((i + 1) % corners.size());
      double side =
          (to.x() - from.x()) * (spot.y() - from.y()) - (to.y() - from.y()) * (spot.x() - from.x());
      if (side < 0) {
        return false;
      }
    }
    return true;
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
}
