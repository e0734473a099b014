package dev.rigel.media.quality;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How good a picture is, without one to compare it with.
 *
 * @param sharpness 0 to 1: the share of contrast that details of eight pixels have kept, by the
 *     modulation transfer of a Gaussian as wide as the blur; 0 where the picture has no edges
 * @param blur how far edges are smeared: standard deviation of a Gaussian in pixels; empty where
 *     there are no edges
 * @param noise standard deviation of the luma's noise, in levels of 255
 * @param exposure in stops: 0 is a mean of 18 % grey, -1 half the light, 1 double the light
 * @param contrast distance between dark and bright parts, 0 to 1
 * @param blockiness 0 to 1: how much the borders of a JPEG's blocks stand out
 * @param faults what spoils the picture, worst first; empty when nothing does
 */
public record PictureQuality(
    double sharpness,
    OptionalDouble blur,
    double noise,
    double exposure,
    double contrast,
    double blockiness,
    List<Fault> faults) {

  /** What may be wrong with a picture. */
  public enum Fault {
    WITHOUT_DETAIL("without detail"),
    BLURRED("blurred"),
    TOO_DARK("too dark"),
    TOO_BRIGHT("too bright"),
    LOW_CONTRAST("low contrast"),
    NOISY("noisy"),
    BLOCKY("blocky from compression");

    private final String words;

    Fault(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** Cycles a pixel of the details whose contrast is called sharpness. */
  private static final double DETAIL = 1 / 8.0;

  /** Sharpness below which blur is seen at once: a deviation of two pixels. */
  private static final double BLURRED = 0.3;

  /** Levels from which grain is seen at once. */
  private static final double NOISY = 8;

  /** Reached by a JPEG of quality 40 or less. */
  private static final double BLOCKY = 0.6;

  private static final double DARK = -3;
  private static final double BRIGHT = 1.5;

  /** Half of the pixels white with dark ones among them is a page, not too much light. */
  private static final double WHITE_OF_A_PAGE = 0.5;

  private static final int DARKEST_OF_A_HAZE = 150;
  private static final double FLAT = 0.2;

  public PictureQuality {
    requireNonNull(blur, "blur");
    faults = List.copyOf(faults);
  }

  public static PictureQuality of(Image image) {
    List<Tile> tiles = Tile.of(image);
    double noise = NoiseLevel.of(tiles);
    OptionalDouble blur = EdgeBlur.of(tiles, noise);
    double sharpness = blur.isPresent() ? contrastKept(blur.getAsDouble()) : 0;
    double blockiness = Blockiness.of(tiles);
    Exposure exposure = Exposure.of(image);
    return new PictureQuality(
        sharpness,
        blur,
        noise,
        exposure.stops(),
        exposure.contrast(),
        blockiness,
        faults(blur.isPresent(), sharpness, noise, blockiness, exposure));
  }

  /** The modulation transfer of a Gaussian of this deviation for the details. */
  private static double contrastKept(double deviation) {
    double phase = 2 * Math.PI * DETAIL * deviation;
    return Math.exp(-phase * phase / 2);
  }

  private static List<Fault> faults(
      boolean edges, double sharpness, double noise, double blockiness, Exposure exposure) {
    List<Fault> faults = new ArrayList<>();
    if (!edges) {
      faults.add(Fault.WITHOUT_DETAIL);
    } else if (sharpness < BLURRED) {
      faults.add(Fault.BLURRED);
    }
    if (exposure.stops() < DARK) {
      faults.add(Fault.TOO_DARK);
    }
    boolean page = exposure.white() > WHITE_OF_A_PAGE && exposure.darkest() < DARKEST_OF_A_HAZE;
    if (exposure.stops() > BRIGHT && !page) {
      faults.add(Fault.TOO_BRIGHT);
    }
    if (edges && exposure.contrast() < FLAT) {
      faults.add(Fault.LOW_CONTRAST);
    }
    if (noise > NOISY) {
      faults.add(Fault.NOISY);
    }
    if (blockiness > BLOCKY) {
      faults.add(Fault.BLOCKY);
    }
    return faults;
  }

  /** In a few words: {@code "blurred, too dark"} or {@code "good"}. */
  public String verdict() {
    return faults.isEmpty()
        ? "good"
        : String.join(", ", faults.stream().map(Fault::words).toList());
  }
}
