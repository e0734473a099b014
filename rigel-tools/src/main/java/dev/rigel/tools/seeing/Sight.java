package dev.rigel.tools.seeing;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.Image;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a model really sees of a picture, and how it tells places in it. A larger picture would be
 * made smaller behind the endpoint, by a method and to a size that nobody tells; so it is made
 * smaller here, by area averaging, and places can be mapped back exactly.
 *
 * @param longestSide in pixels
 * @param shortestSide in pixels: a picture whose shorter side is longer is made smaller
 * @param mostPixels of the whole picture
 * @param multiple sides are rounded down to a multiple of this, as the model would do; 1 for any
 * @param verticalFirst whether a place is told as {@code [y1, x1, y2, x2]}
 */
public record Sight(
    int longestSide,
    int shortestSide,
    long mostPixels,
    int multiple,
    Scale scale,
    boolean verticalFirst) {
  private static final int ANY = Integer.MAX_VALUE;

  /** For models of no known family: what most take, and a scale that most have learnt. */
  private static final Sight USUAL = new Sight(1_568, ANY, 1_500_000, 1, Scale.THOUSAND, false);

  private record Family(Pattern name, Sight sight) {}

  /**
   * By the names of models, the first that fits. The sizes are those of the makers' documentation
   * and processor configurations: GPT-4o and its relatives see 2048 by 768 in high detail; Claude
   * 1568 on the longer side and about 1.15 million pixels; Qwen2.5-VL multiples of 28 and by
   * recommendation 1280 patches of them, with places in pixels, Qwen3-VL multiples of 32 and
   * thousandths; InternVL, GLM-4V and MiniCPM-V thousandths on tiles; Gemini thousandths with the
   * vertical first.
   */
  private static final List<Family> FAMILIES =
      List.of(
          family("qwen3.*vl", ANY, 1_310_720, 32, Scale.THOUSAND),
          family("qwen2[.]?5.*vl", ANY, 1_003_520, 28, Scale.PIXELS),
          family("qwen.*vl", ANY, 1_003_520, 28, Scale.THOUSAND),
          family("internvl", ANY, 2_408_448, 1, Scale.THOUSAND),
          family("glm-?4.*v", ANY, 2_408_448, 28, Scale.THOUSAND),
          family("minicpm-?(v|o)", ANY, 1_806_336, 1, Scale.THOUSAND),
          family("gemma-?3", 896, 802_816, 1, Scale.THOUSAND),
          family("claude", 1_568, 1_150_000, 1, Scale.PIXELS),
          family("pixtral", 1_024, 1_048_576, 16, Scale.THOUSAND),
          family("mistral", 1_540, 2_371_600, 14, Scale.THOUSAND),
          family("llama.*vision", 1_120, 1_254_400, 1, Scale.UNIT),
          family("(llava|moondream|kimi-vl)", 1_344, 1_806_336, 1, Scale.UNIT),
          new Family(
              Pattern.compile("(?i)gemini"),
              new Sight(3_072, ANY, 9_437_184, 1, Scale.THOUSAND, true)),
          new Family(
              Pattern.compile("(?i)(gpt-|chatgpt|\\bo[134]\\b)"),
              new Sight(2_048, 768, 1_572_864, 1, Scale.THOUSAND, false)));

  public Sight {
    requireNonNull(scale, "scale");
    if (longestSide < 64 || shortestSide < 64 || mostPixels < 4_096 || multiple < 1) {
      throw new IllegalArgumentException("a sight of so few pixels");
    }
  }

  private static Family family(String name, int longest, long pixels, int multiple, Scale scale) {
    return new Family(
        Pattern.compile("(?i)" + name), new Sight(longest, ANY, pixels, multiple, scale, false));
  }

  /** By a model's name. */
  public static Sight of(String model) {
    return FAMILIES.stream()
        .filter(family -> family.name().matcher(model).find())
        .findFirst()
        .map(Family::sight)
        .orElse(USUAL);
  }

  public Sight withScale(Scale other) {
    return new Sight(longestSide, shortestSide, mostPixels, multiple, other, false);
  }

  /** The same, for a server that is set to another size. */
  public Sight withLongestSide(int pixels) {
    return new Sight(
        pixels,
        shortestSide,
        Math.max(mostPixels, (long) pixels * pixels),
        multiple,
        scale,
        verticalFirst);
  }

  /** The picture as the model is shown it; never larger than it is. */
  public SeenPicture shown(Image image) {
    double width = image.width();
    double height = image.height();
    double factor =
        Math.min(
            Math.min(1, longestSide / Math.max(width, height)),
            Math.min(
                shortestSide / Math.min(width, height), Math.sqrt(mostPixels / (width * height))));
    int shownWidth = side(width * factor);
    int shownHeight = side(height * factor);
    boolean same = shownWidth == image.width() && shownHeight == image.height();
    return new SeenPicture(image, same ? image : image.shrunk(shownWidth, shownHeight), this);
  }

  private int side(double pixels) {
    // A hair above a whole number is one that was meant.
    int whole = Math.max(1, (int) (pixels + 1e-6));
    return whole < multiple ? whole : whole / multiple * multiple;
  }
}
