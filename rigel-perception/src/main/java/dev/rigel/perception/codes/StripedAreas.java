package dev.rigel.perception.codes;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.DecodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.common.BitArray;
import com.google.zxing.oned.CodaBarReader;
import com.google.zxing.oned.Code128Reader;
import com.google.zxing.oned.Code39Reader;
import com.google.zxing.oned.Code93Reader;
import com.google.zxing.oned.ITFReader;
import com.google.zxing.oned.MultiFormatUPCEANReader;
import com.google.zxing.oned.OneDReader;
import dev.rigel.base.CallScope;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a linear code in an area: the brightness is averaged along the stripes in several bands, so
 * that noise, dirt and slant cost one band and not the code, made black and white in several ways,
 * and given to ZXing's readers row by row. What is read must be read again in another band or way,
 * and a quiet zone must lie on both sides, so that a part of a code is not taken for a code.
 */
final class StripedAreas {
  /** Values a pixel, so that edges are kept to a quarter of a pixel. */
  private static final double FINENESS = 4;

  private static final int MOST_VALUES = 6_000;
  private static final double[] BAND_MIDDLES = {0, -0.3, 0.3, -0.55, 0.55, -0.78, 0.78};
  private static final double[] DEBLURRED_MIDDLES = {0, -0.25, 0.25, -0.5, 0.5};
  private static final double[] BAND_HEIGHTS = {0.16, 0.04};

  private static final double LAST_OF_A_QUICK_LOOK = 0.3;

  /** Beyond the area's ends, as a share of its length. */
  private static final double BEYOND = 0.14;

  /** Modules beyond the area's ends that must be paper; what lies further out is not looked at. */
  private static final double QUIET_KEPT = 4.5;

  /** Standard deviations of blurs that are tried, in pixels of the picture. */
  private static final double[] BLURS = {1.2, 1.7, 2.3, 3, 3.8};

  private static final double NOISE = 0.0006;

  private static final double QUIET_MODULES = 3.6;
  private static final double OUTER_MODULES = 16;

  /** Formats whose check is weak or missing: they must be read more often. */
  private static final Set<BarcodeFormat> WEAK =
      EnumSet.of(BarcodeFormat.ITF, BarcodeFormat.CODABAR, BarcodeFormat.CODE_39);

  private static final int READ = 2;
  private static final int READ_WEAK = 4;
  private static final int READ_WEAK_DEBLURRED = 3;

  private static final Map<DecodeHintType, Object> HINTS =
      Map.of(
          DecodeHintType.POSSIBLE_FORMATS,
          List.of(
              BarcodeFormat.EAN_13, BarcodeFormat.UPC_A, BarcodeFormat.EAN_8, BarcodeFormat.UPC_E),
          DecodeHintType.RETURN_CODABAR_START_END,
          Boolean.TRUE);

  private final GreyPicture picture;
  private final List<OneDReader> readers =
      List.of(
          new MultiFormatUPCEANReader(HINTS),
          new Code128Reader(),
          new Code39Reader(),
          new Code93Reader(),
          new ITFReader(),
          new CodaBarReader());

  StripedAreas(GreyPicture picture) {
    this.picture = picture;
  }

  private record Content(BarcodeFormat format, String text) {}

  /** Where along the area a content was read, from -1 to 1, and how often. */
  private static final class Votes {
    int count;
    double start;
    double end;
  }

  /**
   * @param thorough whether also dirt and blur are reckoned with, which takes several times as long
   */
  Optional<FoundCode> read(CodeArea rough, boolean thorough, CallScope scope) {
    CodeArea area = straightened(rough);
    Map<Content, Votes> votes = new LinkedHashMap<>();
    for (double bandHeight : BAND_HEIGHTS) {
      for (double middle : BAND_MIDDLES) {
        scope.check();
        Profile profile = profile(area, middle, bandHeight);
        double module = profile.module();
        for (BitArray black : blackAndWhite(profile, module)) {
          vote(black, module, votes);
        }
        if (sure(votes, READ_WEAK).isPresent()) {
          return sure(votes, READ_WEAK).map(winner -> found(winner, area));
        }
        if (!thorough && votes.isEmpty() && middle == LAST_OF_A_QUICK_LOOK) {
          return Optional.empty();
        }
      }
    }
    return thorough ? deblurred(area, votes, scope) : Optional.empty();
  }

  private Optional<FoundCode> deblurred(CodeArea area, Map<Content, Votes> votes, CallScope scope) {
    for (double middle : DEBLURRED_MIDDLES) {
      Profile profile = profile(area, middle, BAND_HEIGHTS[0]);
      for (double blur : BLURS) {
        scope.check();
        Profile sharp = new Profile(Deblurring.of(profile.values(), blur * FINENESS, NOISE));
        double module = sharp.module();
        vote(sharp.darkerThanAround((int) Math.ceil(8 * module)), module, votes);
      }
    }
    return sure(votes, READ_WEAK_DEBLURRED).map(winner -> found(winner, area));
  }

  private static Optional<Map.Entry<Content, Votes>> sure(
      Map<Content, Votes> votes, int neededWhenWeak) {
    return votes.entrySet().stream()
        .filter(entry ->
            entry.getValue().count
                >= (WEAK.contains(entry.getKey().format()) ? neededWhenWeak : READ))
        .max(Comparator.comparingInt(entry -> entry.getValue().count));
  }

  private static FoundCode found(Map.Entry<Content, Votes> winner, CodeArea area) {
    Content content = winner.getKey();
    Votes votes = winner.getValue();
    double reach = reach(area.length());
    double start = toEnd(reach * Math.min(votes.start, votes.end) / votes.count);
    double end = toEnd(reach * Math.max(votes.start, votes.end) / votes.count);
    return new FoundCode(
        content.format(),
        content.text(),
        List.of(area.at(start, -1), area.at(end, -1), area.at(end, 1), area.at(start, 1)));
  }

  /** ZXing names the middles of the outer patterns; the code goes on to the end of its area. */
  private static double toEnd(double along) {
    return Math.abs(Math.abs(along) - 1) < 0.2 ? Math.signum(along) : along;
  }

  /** Turned so that the averaged profile has the steepest steps. */
  private CodeArea straightened(CodeArea area) {
    CodeArea best = area;
    double bestSteepness = -1;
    for (double step : new double[] {1.5, 0.4}) {
      CodeArea around = best;
      for (int i = -4; i <= 4; i++) {
        double angle = around.angle() + Math.toRadians(i * step);
        CodeArea turned =
            new CodeArea(area.center(), angle, area.length(), area.height(), true, area.strength());
        double steepness = steepness(turned);
        if (steepness > bestSteepness) {
          bestSteepness = steepness;
          best = turned;
        }
      }
    }
    return best;
  }

  private double steepness(CodeArea area) {
    int count = Math.clamp((int) area.length(), 16, 800);
    int rows = Math.clamp((int) (area.height() / 3), 3, 40);
    double[] sums = new double[count];
    for (int row = 0; row < rows; row++) {
      double across = 0.7 * ((row + 0.5) / rows * 2 - 1);
      Spot start = area.at(-1, across);
      Spot end = area.at(1, across);
      for (int i = 0; i < count; i++) {
        double share = (i + 0.5) / count;
        sums[i] +=
            picture.between(
                start.x() + share * (end.x() - start.x()),
                start.y() + share * (end.y() - start.y()));
      }
    }
    double steepness = 0;
    for (int i = 1; i < count; i++) {
      steepness += (sums[i] - sums[i - 1]) * (sums[i] - sums[i - 1]);
    }
    return steepness;
  }

  private static double reach(double length) {
    return 1 + 2 * BEYOND + 12 / length;
  }

  private Profile profile(CodeArea area, double middle, double bandHeight) {
    double reach = reach(area.length());
    int count = Math.clamp((int) (area.length() * reach * FINENESS), 64, MOST_VALUES);
    int rows = Math.max(1, (int) Math.round(bandHeight * area.height()));
    double[] values = new double[count];
    for (int row = 0; row < rows; row++) {
      double across = middle + bandHeight * ((row + 0.5) / rows * 2 - 1);
      Spot start = area.at(-reach, across);
      Spot end = area.at(reach, across);
      for (int i = 0; i < count; i++) {
        double share = (i + 0.5) / count;
        values[i] +=
            picture.between(
                start.x() + share * (end.x() - start.x()),
                start.y() + share * (end.y() - start.y()));
      }
    }
    for (int i = 0; i < count; i++) {
      values[i] /= rows;
    }
    int margin = (int) ((1 - 1 / reach) / 2 * count);
    return new Profile(values).quietBeyond(margin, count - margin, QUIET_KEPT);
  }

  private static List<BitArray> blackAndWhite(Profile profile, double module) {
    int reach = (int) Math.ceil(7 * module);
    Profile calm = profile.smoothed(Math.max(0.8, 0.2 * module));
    return List.of(
        calm.darkerThanAround(reach),
        calm.betweenSteepest(),
        calm.sharpened(0.7 * module, 2.5).darkerThanAround(reach));
  }

  private void vote(BitArray black, double module, Map<Content, Votes> votes) {
    int size = black.getSize();
    for (boolean reversed : new boolean[] {false, true}) {
      if (reversed) {
        black.reverse();
      }
      for (OneDReader reader : readers) {
        try {
          Result result = reader.decodeRow(0, black, HINTS);
          double start = result.getResultPoints()[0].getX();
          double end = result.getResultPoints()[1].getX();
          if (isQuietBeyond(black, start, -1, module) && isQuietBeyond(black, end, 1, module)) {
            Votes counted =
                votes.computeIfAbsent(
                    new Content(result.getBarcodeFormat(), result.getText()), _ -> new Votes());
            counted.count++;
            counted.start += share(reversed ? size - end : start, size);
            counted.end += share(reversed ? size - start : end, size);
          }
        } catch (ReaderException | IllegalArgumentException e) {
          // Not of this format, or damaged here.
        }
      }
    }
  }

  private static double share(double at, int size) {
    return 2 * at / size - 1;
  }

  /** Whether white follows within the width of one pattern, wider than any gap inside a code. */
  private static boolean isQuietBeyond(BitArray black, double from, int step, double module) {
    int white = 0;
    int at = (int) from;
    int most = (int) (OUTER_MODULES * module);
    for (int i = 0; i < most + QUIET_MODULES * module; i++, at += step) {
      if (at < 0 || at >= black.getSize()) {
        return white >= QUIET_MODULES * module / 2;
      }
      white = black.get(at) ? 0 : white + 1;
      if (white >= QUIET_MODULES * module) {
        return true;
      }
    }
    return false;
  }
}
