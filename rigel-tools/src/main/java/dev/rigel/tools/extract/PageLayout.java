package dev.rigel.tools.extract;

import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.tools.reading.TextLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The pieces of text of one page, and what stands beside, above and below what. */
final class PageLayout {
  /** A gap wider than this many line heights parts two pieces; a space is a quarter to a half. */
  private static final double GAP = 0.95;

  /** Boxes of words in pictures end at their ink, so that they are lower and further apart. */
  private static final double GAP_BETWEEN_INK = 1.35;

  /** A value above or below its label stands at most this many line heights away. */
  private static final double REACH = 2.3;

  private final int page;
  private final double aspect;
  private final List<Piece> pieces;
  private final List<List<Piece>> rows;

  private PageLayout(int page, double aspect, List<Piece> pieces) {
    this.page = page;
    this.aspect = aspect;
    this.pieces = pieces;
    this.rows = rows(pieces);
  }

  /**
   * @param page from 1; 0 for a picture
   * @param aspect height of the page in its widths
   */
  static PageLayout of(int page, double aspect, List<TextLine> lines) {
    Levelling levelling = Levelling.of(lines.stream().map(TextLine::region).toList(), aspect);
    List<Piece> pieces = new ArrayList<>();
    for (TextLine line : lines) {
      for (TextLine part : parts(line, aspect)) {
        if (!part.text().isBlank()) {
          pieces.add(Piece.of(part, levelling.flat(part.region()), page));
        }
      }
    }
    return new PageLayout(page, aspect, List.copyOf(pieces));
  }

  private static List<TextLine> parts(TextLine line, double aspect) {
    boolean sideways = Math.floorMod(Math.round(line.region().angle().orElse(0) / 90), 2) == 1;
    if (line.words().isEmpty() || sideways) {
      return List.of(line);
    }
    double tallest = line.words().stream().mapToDouble(w -> w.box().height()).max().orElse(0);
    boolean ink = line.words().getFirst().points().size() == 4;
    double gap = tallest * aspect * (ink ? GAP_BETWEEN_INK : GAP);
    List<TextLine> parts = new ArrayList<>();
    List<Region> part = new ArrayList<>();
    for (Region word : line.words()) {
      if (!part.isEmpty()) {
        Region last = part.getLast();
        if (word.box().x() - last.box().right() > gap) {
          parts.add(part(line, part));
          part = new ArrayList<>();
        }
      }
      part.add(word);
    }
    parts.add(part(line, part));
    return parts;
  }

  /** A run of words; its corners are those of the outer words. */
  private static TextLine part(TextLine line, List<Region> words) {
    List<Point> first = words.getFirst().points();
    List<Point> last = words.getLast().points();
    List<Point> corners =
        first.size() == 4 && last.size() == 4
            ? List.of(first.get(0), last.get(1), last.get(2), first.get(3))
            : List.of();
    return TextLine.ofWords(line.region().withPoints(corners), words);
  }

  private static List<List<Piece>> rows(List<Piece> pieces) {
    List<Piece> downwards =
        pieces.stream().sorted(Comparator.comparingDouble(p -> p.flat().centre())).toList();
    List<List<Piece>> rows = new ArrayList<>();
    for (Piece piece : downwards) {
      if (!rows.isEmpty() && rows.getLast().getLast().inRowWith(piece)) {
        rows.getLast().add(piece);
      } else {
        rows.add(new ArrayList<>(List.of(piece)));
      }
    }
    rows.forEach(row -> row.sort(Comparator.comparingDouble(p -> p.flat().left())));
    return rows;
  }

  int page() {
    return page;
  }

  double aspect() {
    return aspect;
  }

  List<Piece> pieces() {
    return pieces;
  }

  /** From top to bottom, each from left to right. */
  List<List<Piece>> rows() {
    return rows;
  }

  /** The next piece to the right in the same row. */
  Optional<Piece> rightOf(Piece piece) {
    return pieces.stream()
        .filter(other -> other != piece && piece.inRowWith(other))
        .filter(other -> other.flat().left() >= piece.flat().right() - 0.4 * piece.height())
        .min(Comparator.comparingDouble(other -> other.flat().left()));
  }

  Optional<Piece> below(Piece piece) {
    return pieces.stream()
        .filter(other -> other != piece && isAbove(piece, other) && aligned(piece, other))
        .min(Comparator.comparingDouble(other -> other.flat().top() - 0.2 * shared(piece, other)));
  }

  Optional<Piece> above(Piece piece) {
    return pieces.stream()
        .filter(other -> other != piece && isAbove(other, piece) && aligned(piece, other))
        .max(
            Comparator.comparingDouble(
                other -> other.flat().bottom() + 0.2 * shared(piece, other)));
  }

  private static double shared(Piece a, Piece b) {
    return Math.max(0, a.flat().sharedWidth(b.flat()));
  }

  private static boolean isAbove(Piece upper, Piece lower) {
    double height = Math.max(upper.height(), lower.height());
    double gap = lower.flat().top() - upper.flat().bottom();
    return gap > -0.4 * height
        && gap < REACH * height
        && upper.flat().centre() < lower.flat().top();
  }

  private static boolean aligned(Piece a, Piece b) {
    double height = Math.max(a.height(), b.height());
    return a.flat().sharedWidth(b.flat()) > 0
        || Math.abs(a.flat().left() - b.flat().left()) < 1.5 * height;
  }
}
