package dev.rigel.perception.codes;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.Result;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.GenericMultipleBarcodeReader;
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

/**
 * Reads bar codes with ZXing. A picture is looked at several times: as it is, smaller (large codes,
 * noise), larger (small codes), and turned (stripes that lie on their side or obliquely); a code
 * that was read is painted over before the next look, so that every look finds others.
 */
public final class ZxingBarcodeReader implements BarcodeReader {
  private static final List<BarcodeFormat> FORMATS =
      List.of(
          BarcodeFormat.QR_CODE,
          BarcodeFormat.DATA_MATRIX,
          BarcodeFormat.AZTEC,
          BarcodeFormat.PDF_417,
          BarcodeFormat.EAN_13,
          BarcodeFormat.EAN_8,
          BarcodeFormat.UPC_A,
          BarcodeFormat.UPC_E,
          BarcodeFormat.CODE_128,
          BarcodeFormat.CODE_93,
          BarcodeFormat.CODE_39,
          BarcodeFormat.ITF);

  /** Looks beyond this many pixels cost seconds and find nothing that a smaller look misses. */
  private static final long MOST_PIXELS = 6_000_000;

  /** Linear codes are read along rows only; ZXing bears half of an eighth of a turn. */
  private static final int[] TURNS = {90, 45, 135};

  private static final int TURNED_SIDE = 1_600;

  /** Larger views are left out of the search for square codes; a smaller one follows. */
  private static final int SEARCHED_FOR_SQUARES = 1_600;

  private static final int SMALL_PICTURE = 800;
  private static final int MOST_CODES = 200;
  private static final int LARGE_PICTURE = 1_000;

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
    for (View view : views(picture)) {
      scope.check();
      GreyPicture seen = view.of(picture);
      int before = -1;
      while (found.size() != before && found.size() < MOST_CODES) {
        before = found.size();
        for (Result result : results(seen, scope)) {
          scope.check();
          FoundCode code = FoundCode.of(result, seen);
          seen.paintOver(code.corners());
          FoundCode inPicture = code.moved(view);
          picture.paintOver(inPicture.corners());
          if (found.stream().noneMatch(inPicture::isSameAs)) {
            found.add(inPicture);
          }
        }
      }
    }
    return found;
  }

  private static List<View> views(GreyPicture picture) {
    double full = Math.min(1, Math.sqrt((double) MOST_PIXELS / picture.width() / picture.height()));
    int longest = Math.max(picture.width(), picture.height());
    List<View> views = new ArrayList<>();
    views.add(View.scaled(full));
    if (longest * full > LARGE_PICTURE) {
      views.add(View.scaled(Math.min(full / 2, (double) SEARCHED_FOR_SQUARES / longest)));
    }
    if (longest < SMALL_PICTURE) {
      views.add(View.scaled(2));
    }
    double turnedScale = Math.min(2, (double) TURNED_SIDE / longest);
    for (int degrees : TURNS) {
      views.add(View.turned(turnedScale, degrees, picture.width(), picture.height()));
    }
    return views;
  }

  private static List<Result> results(GreyPicture picture, CallScope scope) {
    Map<DecodeHintType, Object> hints =
        Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE, DecodeHintType.POSSIBLE_FORMATS, FORMATS);
    List<Result> results = new ArrayList<>();
    BinaryBitmap local = new BinaryBitmap(new HybridBinarizer(picture.luminance()));
    try {
      results.addAll(List.of(new QRCodeMultiReader().decodeMultiple(local, hints)));
    } catch (NotFoundException e) {
      // No QR code: the other kinds are looked for next.
    }
    scope.check();
    addOthers(results, local, hints);
    scope.check();
    // A local threshold turns the label beside a quiet zone black when the ground is tinted.
    addOthers(results, new BinaryBitmap(new GlobalHistogramBinarizer(picture.luminance())), hints);
    if (Math.max(picture.width(), picture.height()) <= SEARCHED_FOR_SQUARES) {
      results.addAll(SquareCodes.in(picture, scope));
    }
    results.removeIf(result ->
        !FORMATS.contains(result.getBarcodeFormat())
            || result.getResultPoints() == null
            || result.getResultPoints().length < 2);
    return results;
  }

  private static void addOthers(
      List<Result> results, BinaryBitmap bitmap, Map<DecodeHintType, Object> hints) {
    MultiFormatReader reader = new MultiFormatReader();
    reader.setHints(hints);
    try {
      for (Result result : new GenericMultipleBarcodeReader(reader).decodeMultiple(bitmap, hints)) {
        if (results.stream().noneMatch(known -> known.getText().equals(result.getText()))) {
          results.add(result);
        }
      }
    } catch (NotFoundException e) {
      // No code at all is an ordinary answer.
    }
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
