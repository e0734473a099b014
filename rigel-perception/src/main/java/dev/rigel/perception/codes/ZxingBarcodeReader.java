package dev.rigel.perception.codes;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.perception.BarcodeReader;
import dev.rigel.perception.network.Networks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.javacpp.PointerScope;

/**
 * Reads bar codes. QR codes are looked for all over the picture first, by their own finder; then
 * every place that has the look of a code ({@link CodeAreas}) is turned upright and read by itself,
 * linear codes as {@link StripedAreas} says, others as {@link ModuleAreas} does. ZXing decodes.
 */
public final class ZxingBarcodeReader implements BarcodeReader {
  /** Larger pictures are reduced for finding places, not for reading them. */
  private static final int SEARCHED_SIDE = 1_600;

  /** A second search, closer, for the small codes of a large picture. */
  private static final int SEARCHED_CLOSELY_SIDE = 3_200;

  /** The strongest places that are not a found code's. */
  private static final int THOROUGH_LOOKS = 10;

  private static final int MOST_CODES = 200;

  private static final Map<DecodeHintType, Object> HINTS =
      Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE);

  private final Networks networks;

  /** Reading codes shares the lane of the networks. */
  public ZxingBarcodeReader(Networks networks) {
    this.networks = networks;
  }

  @Override
  public List<Region> barcodes(Image image, CallScope scope) {
    return networks.call(
        scope,
        () ->
            found(GreyPicture.of(image.pixels()), scope).stream()
                .map(code -> region(image, code))
                .sorted(
                    Comparator.<Region>comparingDouble(region -> region.box().y())
                        .thenComparingDouble(region -> region.box().x()))
                .toList());
  }

  private static List<FoundCode> found(GreyPicture picture, CallScope scope) {
    List<FoundCode> found = new ArrayList<>();
    int longest = Math.max(picture.width(), picture.height());
    double scale = Math.min(1, (double) SEARCHED_SIDE / longest);
    addQrCodes(picture, scale, found);
    addAreas(picture, scale, found, scope);
    if (longest > SEARCHED_SIDE) {
      addAreas(picture, Math.min(1, (double) SEARCHED_CLOSELY_SIDE / longest), found, scope);
    }
    return found;
  }

  private static void addQrCodes(GreyPicture picture, double scale, List<FoundCode> found) {
    BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(picture.scaled(scale).luminance()));
    try {
      for (Result result : new QRCodeMultiReader().decodeMultiple(bitmap, HINTS)) {
        FoundCode code = FoundCode.ofQr(result).scaled(1 / scale);
        if (found.stream().noneMatch(code::isSameAs)) {
          found.add(code);
        }
      }
    } catch (NotFoundException e) {
      // No QR code at all is an ordinary answer.
    }
  }

  private static void addAreas(
      GreyPicture picture, double scale, List<FoundCode> found, CallScope scope) {
    try (PointerScope _ = new PointerScope()) {
      StripedAreas stripes = new StripedAreas(picture);
      ModuleAreas modules = new ModuleAreas(picture.matrix());
      int looks = 0;
      for (CodeArea near : CodeAreas.in(picture.scaled(scale).matrix(), scope)) {
        CodeArea area = near.scaled(1 / scale);
        if (found.size() < MOST_CODES
            && found.stream().noneMatch(code -> code.covers(area.center()))) {
          scope.check();
          read(area, looks++ < THOROUGH_LOOKS, stripes, modules, scope)
              .filter(code -> found.stream().noneMatch(code::isSameAs))
              .ifPresent(found::add);
        }
      }
    }
  }

  private static Optional<FoundCode> read(
      CodeArea area, boolean thorough, StripedAreas stripes, ModuleAreas modules, CallScope scope) {
    if (area.striped()) {
      return stripes.read(area, thorough, scope).or(() -> modules.read(area, false, scope));
    }
    return modules
        .read(area, thorough, scope)
        .or(() -> stripes.read(area.lengthwise(), thorough, scope));
  }

  private static Region region(Image image, FoundCode code) {
    List<Point> corners =
        code.corners().stream()
            .map(corner ->
                new Point(
                    Math.clamp(corner.x() / image.width(), 0.0, 1.0),
                    Math.clamp(corner.y() / image.height(), 0.0, 1.0)))
            .toList();
    Box box =
        Box.ofEdges(
            corners.stream().mapToDouble(Point::x).min().orElseThrow(),
            corners.stream().mapToDouble(Point::y).min().orElseThrow(),
            corners.stream().mapToDouble(Point::x).max().orElseThrow(),
            corners.stream().mapToDouble(Point::y).max().orElseThrow());
    return new Region(
        image.contentHash(),
        image.page(),
        OptionalDouble.empty(),
        box,
        code.format().name().toLowerCase(Locale.ROOT),
        code.text(),
        1,
        corners,
        Optional.empty(),
        OptionalDouble.empty());
  }
}
