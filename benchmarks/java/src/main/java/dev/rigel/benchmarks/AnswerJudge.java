package dev.rigel.benchmarks;

import dev.rigel.agent.answer.AnswerValues;
import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Compares an answer with the truth: every fact must be stated, every output must be there and
 * equal. Stricter than a reader in places (a right picture with other padding is wrong), never more
 * lenient.
 */
final class AnswerJudge {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");

  /** Sides of the squares in which pictures are compared, in pixels. */
  private static final int SQUARE = 16;

  /** Mean difference of a whole picture and of any square, in steps of 255. */
  private static final double MOST_OVERALL = 1;

  private static final double MOST_IN_SQUARE = 8;

  private AnswerJudge() {}

  /**
   * What a server gave, opened.
   *
   * @param said the answer's text
   */
  record Given(String said, List<Image> images, List<Document> documents, List<Box> boxes) {}

  /**
   * What is wrong with the answer; empty when it is right.
   *
   * @param sent the pictures of the task
   */
  static Optional<String> fault(AgentTask task, Given given, AnswerValues truth, List<Image> sent) {
    String said = given.said();
    for (Object fact : facts(truth)) {
      if (!states(said, fact)) {
        return Optional.of("does not state " + fact);
      }
    }
    for (String word : task.absent()) {
      if (task.exactCase()
          ? said.contains(word)
          : said.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT))) {
        return Optional.of("says " + word);
      }
    }
    if (!truth.images().isEmpty()
        && !sameImages(task.check(), given.images(), truth.images(), sent)) {
      return Optional.of(
          "other pictures: " + sizes(given.images()) + ", not " + sizes(truth.images()));
    }
    if (!truth.documents().isEmpty() && !sameDocuments(given.documents(), truth.documents())) {
      return Optional.of("other documents");
    }
    if (!truth.boxes().isEmpty() && !sameBoxes(given.boxes(), truth.boxes())) {
      return Optional.of("other boxes: " + given.boxes().size() + ", not " + truth.boxes().size());
    }
    return Optional.empty();
  }

  private static List<?> facts(AnswerValues truth) {
    return truth.data().orElse(List.of()) instanceof List<?> list ? list : List.of();
  }

  /**
   * Numbers as whole numbers in the text, words as words; yes and no also as true and false or by
   * negation.
   */
  private static boolean states(String said, Object fact) {
    String lower = said.toLowerCase(Locale.ROOT);
    if (fact instanceof Number number) {
      BigDecimal wanted = new BigDecimal(number.toString());
      return NUMBER
              .matcher(said.replaceAll("(?<=\\d),(?=\\d{3}(?!\\d))", ""))
              .results()
              .anyMatch(found -> new BigDecimal(found.group()).compareTo(wanted) == 0)
          || (wanted.signum() == 0 && Pattern.compile("\\b(no|none)\\b").matcher(lower).find());
    }
    String word = fact.toString().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "yes" -> Pattern.compile("\\b(yes|true)\\b").matcher(lower).find();
      case "no" -> Pattern.compile("\\b(no|not|none|false)\\b").matcher(lower).find();
      default -> lower.contains(word);
    };
  }

  private static String sizes(List<Image> images) {
    return images.stream().map(i -> i.width() + "x" + i.height()).toList().toString();
  }

  private static boolean sameImages(
      AgentTask.Check check, List<Image> images, List<Image> truth, List<Image> sent) {
    if (images.size() != truth.size()) {
      return false;
    }
    for (int i = 0; i < truth.size(); i++) {
      BufferedImage made = images.get(i).pixels();
      BufferedImage wanted = truth.get(i).pixels();
      boolean fits =
          switch (check) {
            case EXACT -> same(made, wanted) || same(made, asSent(truth.get(i)));
            case SIZE -> sameSize(made, wanted) && changed(made, sent);
            case BRIGHTER ->
                sameSize(made, wanted)
                    && brightness(made) > 1.1 * brightness(sent.getFirst().pixels());
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** Large pictures leave a server as JPEG. */
  private static BufferedImage asSent(Image truth) {
    byte[] jpeg = truth.encode(dev.rigel.media.ImageFormat.JPEG);
    try {
      return javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(jpeg));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean changed(BufferedImage made, List<Image> sent) {
    return sent.stream().noneMatch(image -> same(made, image.pixels()));
  }

  private static boolean sameSize(BufferedImage a, BufferedImage b) {
    return a.getWidth() == b.getWidth() && a.getHeight() == b.getHeight();
  }

  private static double brightness(BufferedImage image) {
    double sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int p = image.getRGB(x, y);
        sum += (p >> 16 & 255) + (p >> 8 & 255) + (p & 255);
      }
    }
    return sum / (3.0 * image.getWidth() * image.getHeight());
  }

  /** Equal size and equal pixels, overall and in every square. */
  private static boolean same(BufferedImage a, BufferedImage b) {
    if (!sameSize(a, b)) {
      return false;
    }
    long overall = 0;
    for (int top = 0; top < a.getHeight(); top += SQUARE) {
      for (int left = 0; left < a.getWidth(); left += SQUARE) {
        int right = Math.min(a.getWidth(), left + SQUARE);
        int bottom = Math.min(a.getHeight(), top + SQUARE);
        long inSquare = difference(a, b, left, top, right, bottom);
        if (inSquare > MOST_IN_SQUARE * 4 * (right - left) * (bottom - top)) {
          return false;
        }
        overall += inSquare;
      }
    }
    return overall <= MOST_OVERALL * 4 * a.getWidth() * a.getHeight();
  }

  private static long difference(
      BufferedImage a, BufferedImage b, int left, int top, int right, int bottom) {
    long sum = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int p = a.getRGB(x, y);
        int q = b.getRGB(x, y);
        for (int shift = 0; shift < 32; shift += 8) {
          sum += Math.abs((p >> shift & 255) - (q >> shift & 255));
        }
      }
    }
    return sum;
  }

  private static boolean sameDocuments(List<Document> documents, List<Document> truth) {
    if (documents.size() != truth.size()) {
      return false;
    }
    for (int i = 0; i < truth.size(); i++) {
      if (documents.get(i).pageCount() != truth.get(i).pageCount()
          || !texts(documents.get(i)).equals(texts(truth.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static String texts(Document document) {
    StringBuilder all = new StringBuilder();
    for (int page = 1; page <= document.pageCount(); page++) {
      document
          .words(page, CallScope.unlimited())
          .forEach(word -> all.append(word.text()).append(' '));
    }
    return all.toString();
  }

  private static boolean sameBoxes(List<Box> boxes, List<Region> truth) {
    return boxes.size() == truth.size()
        && truth.stream()
            .allMatch(t -> boxes.stream().anyMatch(b -> b.intersectionOverUnion(t.box()) > 0.9));
  }
}
