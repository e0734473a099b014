package dev.rigel.tools.reading;

import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.media.pixel.Crop;
import dev.rigel.perception.TextReader;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.text.EditDistance;
import dev.rigel.tools.text.Folding;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares the text that a PDF's page claims with what its picture shows. */
final class LayerCheck {
  /** Luminance steps between ink and paper that an eye notices, of 255. */
  private static final int LEAST_CONTRAST = 30;

  /** Pixels of a page at 150 dots an inch: lines that are lower are specks. */
  private static final int LEAST_HEIGHT = 4;

  /** A sample of lines; each takes some tenth of a second to read. */
  private static final int SAMPLED_LINES = 4;

  private static final int SHORTEST_LINE = 8;
  private static final double LEAST_SIMILARITY = 0.6;

  /** What is read with less confidence proves nothing. */
  private static final double LEAST_CONFIDENCE = 0.6;

  /** Words of four letters or more, of which so many must look like words of a language. */
  private static final Pattern WORD = Pattern.compile("[a-z]{4,}");

  private static final Pattern UNLIKELY =
      Pattern.compile("[^aeiouy]{5,}|[^aeiouy]{4,}$|^[^aeiouy]{4,}|(.)\\1\\1");
  private static final int FEWEST_WORDS = 10;
  private static final double UNLIKELY_SHARE = 0.25;
  private static final double LEAST_LETTERS = 0.55;

  private final TextReader reader;

  LayerCheck(TextReader reader) {
    this.reader = reader;
  }

  /** Whether the words look like those of a font whose letters stand for others. */
  static boolean isImplausible(List<Region> words) {
    String text = Folding.fold(words.stream().map(Region::text).collect(Collectors.joining(" ")));
    long signs = text.chars().filter(c -> c != ' ').count();
    long letters = text.chars().filter(Character::isLetterOrDigit).count();
    List<String> latin = WORD.matcher(text).results().map(match -> match.group()).toList();
    long unlikely = latin.stream().filter(word -> UNLIKELY.matcher(word).find()).count();
    return letters < LEAST_LETTERS * signs
        || latin.size() >= FEWEST_WORDS && unlikely > UNLIKELY_SHARE * latin.size();
  }

  /** Whether anything that is large enough to be read stands out from its ground there. */
  static boolean isSeen(Image page, Box box) {
    int left = (int) Math.clamp(box.x() * page.width(), 0, page.width() - 1);
    int right = (int) Math.clamp(box.right() * page.width(), left, page.width() - 1);
    int top = (int) Math.clamp(box.y() * page.height(), 0, page.height() - 1);
    int bottom = (int) Math.clamp(box.bottom() * page.height(), top, page.height() - 1);
    if (bottom - top < LEAST_HEIGHT && right - left > LEAST_HEIGHT) {
      return false;
    }
    int[] pixels = page.packedPixels();
    int darkest = 255;
    int lightest = 0;
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        int rgb = pixels[y * page.width() + x];
        int light = ((rgb >> 16 & 0xff) * 77 + (rgb >> 8 & 0xff) * 151 + (rgb & 0xff) * 28) >> 8;
        darkest = Math.min(darkest, light);
        lightest = Math.max(lightest, light);
      }
    }
    return lightest - darkest >= LEAST_CONTRAST;
  }

  /** Whether a sample of the lines reads in the picture as the file says. */
  boolean agrees(List<Region> lines, Image page, CallContext context) {
    List<Region> sample =
        lines.stream()
            .filter(line -> line.text().length() >= SHORTEST_LINE && line.angle().orElse(0) == 0)
            .sorted(Comparator.comparingInt((Region line) -> line.text().length()).reversed())
            .limit(SAMPLED_LINES)
            .toList();
    double sum = 0;
    int compared = 0;
    for (Region line : sample) {
      List<Region> read = reader.read(Crop.to(page, roomier(line.box())), context.scope());
      if (read.stream().allMatch(one -> one.confidence() >= LEAST_CONFIDENCE)) {
        String seen = read.stream().map(Region::text).collect(Collectors.joining(" "));
        sum += EditDistance.similarity(letters(line.text()), letters(seen));
        compared++;
      }
    }
    return compared == 0 || sum / compared >= LEAST_SIMILARITY;
  }

  private static Box roomier(Box box) {
    double margin = 0.25 * box.height();
    return Box.ofEdges(
        Math.max(0, box.x() - margin),
        Math.max(0, box.y() - margin),
        Math.min(1, box.right() + margin),
        Math.min(1, box.bottom() + margin));
  }

  private static String letters(String text) {
    return Folding.fold(text).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
