package dev.rigel.media;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.pixel.Cover;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which parts of which pages have to go, what the pages look like without, and the proof. */
final class PdfRedaction {
  private static final int BLACK = 0;

  /** On each side, so that no edge of a letter is left: half a millimetre on a page of A4. */
  private static final double MARGIN = 0.002;

  /** Share of a line's height that a region may cover without hitting the line. */
  private static final double GRAZED = 0.2;

  /**
   * A page as it is after redaction.
   *
   * @param words those that are left
   */
  record Page(int number, byte[] jpeg, List<Region> words) {}

  private final Document document;
  private final Map<Integer, List<Region>> regionsByPage;

  private PdfRedaction(Document document, Map<Integer, List<Region>> regionsByPage) {
    this.document = document;
    this.regionsByPage = regionsByPage;
  }

  static PdfRedaction of(Document document, List<Region> regions) {
    if (regions.isEmpty()) {
      throw new RigelException(
          ErrorCode.INVALID_REQUEST, "There is no region to redact; nothing would be removed.");
    }
    Map<Integer, List<Region>> byPage = new TreeMap<>();
    for (Region region : regions) {
      if (region.page().isEmpty() && document.pageCount() > 1) {
        throw new RigelException(
            ErrorCode.INVALID_REQUEST,
            "A region to redact does not say on which page of the document it lies.");
      }
      int page = region.page().orElse(1);
      document.check(page);
      byPage.computeIfAbsent(page, _ -> new ArrayList<>()).add(widened(region));
    }
    return new PdfRedaction(document, byPage);
  }

  List<Page> pages(CallScope scope) {
    List<Page> pages = new ArrayList<>();
    for (Map.Entry<Integer, List<Region>> entry : regionsByPage.entrySet()) {
      scope.check();
      int number = entry.getKey();
      Image painted = Cover.with(BLACK, document.page(number, scope), entry.getValue());
      List<Region> left =
          document.words(number, scope).stream()
              .filter(word -> !touches(word, entry.getValue()))
              .toList();
      pages.add(new Page(number, painted.encode(ImageFormat.JPEG), left));
    }
    return pages;
  }

  /** Reads the result again: no word may lie under a region any more. */
  void prove(Document result, CallScope scope) {
    for (Map.Entry<Integer, List<Region>> entry : regionsByPage.entrySet()) {
      boolean left =
          result.words(entry.getKey(), scope).stream()
              .anyMatch(word -> isUnder(word, entry.getValue()));
      if (left) {
        throw new RigelException(
            ErrorCode.INTERNAL,
            "Redaction of page %d could not be proven; nothing was given out."
                .formatted(entry.getKey()));
      }
    }
  }

  /** The tails of letters on the line above do not make a word of that line a covered one. */
  private static boolean touches(Region word, List<Region> regions) {
    boolean sideways = Math.round(word.angle().orElse(0) / 90) % 2 == 1;
    return regions.stream()
        .anyMatch(region -> {
          Box a = word.box();
          Box b = region.box();
          double across = Math.min(a.right(), b.right()) - Math.max(a.x(), b.x());
          double down = Math.min(a.bottom(), b.bottom()) - Math.max(a.y(), b.y());
          return sideways
              ? down > 0 && across > GRAZED * a.width()
              : across > 0 && down > GRAZED * a.height();
        });
  }

  private static boolean isUnder(Region word, List<Region> regions) {
    return regions.stream()
        .anyMatch(region -> word.box().intersection(region.box()) > 0.3 * word.box().area());
  }

  private static Region widened(Region region) {
    Box box = region.box();
    return region.withBox(
        Box.ofEdges(
            box.x() - MARGIN, box.y() - MARGIN, box.right() + MARGIN, box.bottom() + MARGIN));
  }
}
