package dev.rigel.benchmarks;

import dev.rigel.agent.answer.AnswerValues;
import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * Compares an answer with the truth: every fact must be stated, every output must be there and
 * equal. Stricter than a reader in places (a right picture with other padding is wrong), never more
 * lenient.
 *
 * @param pageCount pages of a document
 */
record PlanJudge(ToIntFunction<Document> pageCount) {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");

  /** What is wrong with the answer; empty when it is right. */
  Optional<String> fault(AnswerValues answer, AnswerValues truth, List<String> absent) {
    String said = answer.text() + " " + answer.data().map(PlanJudge::plain).orElse("");
    for (Object fact : facts(truth)) {
      if (!states(said, fact)) {
        return Optional.of("does not state " + fact);
      }
    }
    for (String word : absent) {
      if (said.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT))) {
        return Optional.of("says " + word);
      }
    }
    if (!truth.images().isEmpty() && !sameImages(answer.images(), truth.images())) {
      return Optional.of(
          "other pictures: " + sizes(answer.images()) + ", not " + sizes(truth.images()));
    }
    if (!truth.documents().isEmpty() && !sameDocuments(answer.documents(), truth.documents())) {
      return Optional.of("other documents");
    }
    if (!truth.boxes().isEmpty() && !sameBoxes(answer.boxes(), truth.boxes())) {
      return Optional.of("other boxes");
    }
    return Optional.empty();
  }

  private static List<?> facts(AnswerValues truth) {
    return truth.data().orElse(List.of()) instanceof List<?> list ? list : List.of();
  }

  private static String plain(Object data) {
    return data instanceof Iterable<?> items
        ? join(items)
        : data instanceof java.util.Map<?, ?> map
            ? join(map.keySet()) + " " + join(map.values())
            : data instanceof Region region
                ? region.label() + " " + region.text()
                : data.toString();
  }

  private static String join(Iterable<?> items) {
    StringBuilder all = new StringBuilder();
    items.forEach(item -> all.append(item == null ? "" : plain(item)).append(' '));
    return all.toString();
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

  private static boolean sameImages(List<Image> images, List<Image> truth) {
    if (images.size() != truth.size()) {
      return false;
    }
    for (int i = 0; i < truth.size(); i++) {
      if (!same(images.get(i).pixels(), truth.get(i).pixels())) {
        return false;
      }
    }
    return true;
  }

  /** Equal size, and a mean difference below one step of 255. */
  private static boolean same(BufferedImage a, BufferedImage b) {
    if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) {
      return false;
    }
    long difference = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        int p = a.getRGB(x, y);
        int q = b.getRGB(x, y);
        for (int shift = 0; shift < 32; shift += 8) {
          difference += Math.abs((p >> shift & 255) - (q >> shift & 255));
        }
      }
    }
    return difference <= 4L * a.getWidth() * a.getHeight();
  }

  private boolean sameDocuments(List<Document> documents, List<Document> truth) {
    if (documents.size() != truth.size()) {
      return false;
    }
    for (int i = 0; i < truth.size(); i++) {
      if (pageCount.applyAsInt(documents.get(i)) != pageCount.applyAsInt(truth.get(i))
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
          .words(page, dev.rigel.base.CallScope.unlimited())
          .forEach(word -> all.append(word.text()).append(' '));
    }
    return all.toString();
  }

  private static boolean sameBoxes(List<Region> boxes, List<Region> truth) {
    return boxes.size() == truth.size()
        && truth.stream()
            .allMatch(
                t -> boxes.stream().anyMatch(b -> b.box().intersectionOverUnion(t.box()) > 0.9));
  }
}
