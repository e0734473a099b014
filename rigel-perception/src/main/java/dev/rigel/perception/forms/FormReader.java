package dev.rigel.perception.forms;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.media.Ruling;
import dev.rigel.perception.ink.Ink;
import dev.rigel.perception.tables.DrawnLines;
import dev.rigel.perception.tables.Stroke;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a page as a form: boxes and ruled lines with the words that name them and what stands in
 * them, squares and circles to tick with their state, places for signatures with whether a pen was
 * there. A page seen at a great angle is not understood.
 */
public final class FormReader {
  private static final Pattern TYPED_LINE = Pattern.compile("_{4,}|\\.{7,}|…{3,}");

  /** In heights of a letter; boxes of words in pictures end at their ink. */
  private static final double GAP = 1.0;

  private static final double GAP_BETWEEN_INK = 1.35;
  private static final double FARTHEST = 14;
  private static final double SAME_STROKE = 0.2;
  private static final double STROKE_GAP = 0.8;

  private final LevelSheet sheet;
  private final Ink ink;
  private final double letter;
  private final List<Stroke> levels;
  private final List<Stroke> uprights;
  private final List<Tick> ticks;
  private final List<Phrase> phrases;
  private final Pen pen;

  private FormReader(Image page, List<Region> words, List<Ruling> drawn, CallScope scope) {
    boolean digital = words.stream().allMatch(word -> word.confidence() == 1);
    sheet = digital ? LevelSheet.level(page) : LevelSheet.of(page, scope);
    Image picture = sheet.picture();
    ink = Ink.of(picture);
    scope.check();
    letter = letter(words);
    List<Ruling> rulings = digital && !sheet.isTurned() ? drawn : DrawnLines.of(picture, words);
    List<Stroke> level = strokes(rulings, true);
    List<Stain> stains = Stain.all(ink, scope);
    List<Phrase.Word> placed = placed(words, digital ? level : new ArrayList<>());
    TicksAmongWords among = new TicksAmongWords(ink, letter);
    ticks = among.ticks(stains, placed);
    levels = joined(level);
    uprights = joined(strokes(rulings, false));
    phrases =
        Phrase.group(
            TicksAmongWords.words(placed, ticks), digital ? GAP : GAP_BETWEEN_INK, walls());
    pen = new Pen(ink, letter, digital);
  }

  /**
   * @param words of the page, with confidence 1 when they come from a text layer
   * @param drawn the lines that a PDF draws; looked for in the picture where words were read there
   */
  public static FormReader of(Image page, List<Region> words, List<Ruling> drawn, CallScope scope) {
    return new FormReader(page, words, drawn, scope);
  }

  private List<Stroke> strokes(List<Ruling> rulings, boolean level) {
    double width = sheet.picture().width();
    double height = sheet.picture().height();
    List<Stroke> strokes = new ArrayList<>();
    for (Ruling line : rulings) {
      if (line.isLevel() && level) {
        strokes.add(new Stroke(line.y1() * height, line.x1() * width, line.x2() * width));
      } else if (!line.isLevel() && !level) {
        strokes.add(new Stroke(line.x1() * width, line.y1() * height, line.y2() * height));
      }
    }
    return strokes;
  }

  private List<Stroke> joined(List<Stroke> strokes) {
    return Stroke.joined(strokes, Math.max(2, SAME_STROKE * letter), STROKE_GAP * letter);
  }

  private double letter(List<Region> words) {
    double[] heights =
        words.stream()
            .filter(word -> Math.floorMod(Math.round(word.angle().orElse(0)), 180) == 0)
            .mapToDouble(word -> word.points().size() == 4 ? side(word) : sheet.area(word).height())
            .sorted()
            .toArray();
    return heights.length == 0 ? 0.013 * sheet.picture().width() : heights[heights.length / 2];
  }

  private double side(Region word) {
    Area area = sheet.area(word);
    return Math.min(area.height(), area.width());
  }

  /**
   * The words on the level page; runs of underscores and dots become lines to write on.
   *
   * @param level takes those lines; in pictures they are seen as drawn ones anyway
   */
  private List<Phrase.Word> placed(List<Region> words, List<Stroke> level) {
    List<Phrase.Word> placed = new ArrayList<>();
    for (Region word : words) {
      if (Math.round(word.angle().orElse(0) / 90) % 4 != 0) {
        continue;
      }
      Area area = sheet.area(word);
      Matcher line = TYPED_LINE.matcher(word.text());
      if (!line.find()) {
        placed.add(new Phrase.Word(word.text(), area, word.confidence()));
        continue;
      }
      double from = area.left() + area.width() * line.start() / word.text().length();
      double to = area.left() + area.width() * line.end() / word.text().length();
      level.add(new Stroke(area.bottom() - 0.12 * area.height(), from, to));
      String before = word.text().substring(0, line.start());
      if (!before.isBlank()) {
        Area left = new Area(area.left(), area.top(), from, area.bottom());
        placed.add(new Phrase.Word(before, left, word.confidence()));
      }
    }
    return placed;
  }

  private List<Area> walls() {
    List<Area> walls = new ArrayList<>();
    ticks.forEach(tick -> walls.add(tick.area()));
    uprights.forEach(line -> walls.add(new Area(line.at(), line.from(), line.at(), line.to())));
    for (Stroke line : levels) {
      // What stands before a line to write on is not what stands on it.
      double top = line.at() - 1.2 * letter;
      walls.add(new Area(line.from(), top, line.from(), line.at() + 0.3 * letter));
    }
    return walls;
  }

  /**
   * The fields that are drawn on the page, from top to bottom.
   *
   * @param taken places of fields that are known already
   */
  public List<FormField> fields(List<Box> taken, CallScope scope) {
    List<FormField> fields = new ArrayList<>();
    List<Area> cells =
        Cells.of(levels, uprights, letter).stream()
            .filter(cell -> ticks.stream().noneMatch(tick -> isSame(tick.area(), cell)))
            .toList();
    List<Blank> all = new ArrayList<>(CellBlanks.of(cells, phrases, letter));
    all.addAll(LineBlanks.of(linesOutside(cells), phrases, letter, sheet.picture().width()));
    List<Blank> blanks = new ArrayList<>();
    for (Blank blank : all) {
      // A thick side of a box may be seen as two lines.
      if (blanks.stream().noneMatch(other -> isTwice(other, blank))) {
        blanks.add(blank);
      }
    }
    for (Blank blank : blanks) {
      scope.check();
      fields.add(filled(blank, scope));
    }
    for (Tick tick : ticks) {
      // Loops of handwriting are round too; nothing is ticked without a name.
      if (blanks.stream().noneMatch(blank -> blank.area().holdsMiddleOf(tick.area()))) {
        ticked(tick).ifPresent(fields::add);
      }
    }
    return fields.stream()
        .filter(field -> taken.stream().noneMatch(box -> overlaps(box, field.box())))
        .sorted(Comparator.comparingDouble(field -> field.box().y()))
        .toList();
  }

  /** The words that name a place that is known already; empty when there are none beside it. */
  public String labelOf(Box place, FieldKind kind) {
    Area area =
        new Area(
            place.x() * sheet.picture().width(),
            place.y() * sheet.picture().height(),
            place.right() * sheet.picture().width(),
            place.bottom() * sheet.picture().height());
    Labels labels = new Labels(phrases, letter);
    Optional<Phrase> found =
        kind == FieldKind.CHECKBOX || kind == FieldKind.RADIO
            ? labels.behind(area, 3).or(() -> labels.before(area, FARTHEST))
            : labels
                .before(area, FARTHEST)
                .or(() -> labels.above(area, 1.2, _ -> true))
                .or(() -> labels.below(area, _ -> true));
    return found.map(phrase -> Labels.named(phrase.text())).filter(Labels::isName).orElse("");
  }

  private Optional<FormField> ticked(Tick tick) {
    Labels labels = new Labels(phrases, letter);
    return labels
        .behind(tick.area(), 2.5)
        .or(() -> labels.before(tick.area(), FARTHEST))
        .map(phrase -> Labels.named(phrase.text()))
        .filter(Labels::isName)
        .map(name ->
            new FormField(
                tick.round() ? FieldKind.RADIO : FieldKind.CHECKBOX,
                name,
                tick.checked() ? FormField.CHECKED : FormField.UNCHECKED,
                false,
                sheet.box(tick.area()),
                tick.confidence()));
  }

  private FormField filled(Blank blank, CallScope scope) {
    boolean byHand = pen.wrote(blank.area(), blank.content(), scope);
    String text = String.join(" ", blank.content().stream().map(Phrase::text).toList());
    double read = blank.content().stream().mapToDouble(Phrase::confidence).min().orElse(1);
    Area place =
        blank.content().stream().map(Phrase::area).reduce(Area::union).orElse(blank.area());
    boolean signature = Labels.isOfSignature(blank.label());
    String state =
        byHand ? FormField.SIGNED : text.isEmpty() ? FormField.UNSIGNED : FormField.TYPED;
    return new FormField(
        signature ? FieldKind.SIGNATURE : FieldKind.TEXT,
        blank.label(),
        signature ? state : text,
        byHand,
        sheet.box(signature || byHand ? blank.area() : place),
        blank.trust() * (signature ? 0.95 : read));
  }

  /** Level lines of which no box uses more than a part. */
  private List<Stroke> linesOutside(List<Area> cells) {
    double near = 0.35 * letter;
    return levels.stream()
        .filter(line -> {
          double used =
              cells.stream()
                  .filter(cell ->
                      Math.abs(cell.top() - line.at()) < near
                          || Math.abs(cell.bottom() - line.at()) < near)
                  .mapToDouble(cell -> cell.sharedWidth(new Area(line.from(), 0, line.to(), 1)))
                  .sum();
          return used < 0.3 * line.length();
        })
        .toList();
  }

  private static boolean isSame(Area tick, Area cell) {
    return tick.shared(cell) > 0.6 * cell.size();
  }

  private static boolean isTwice(Blank one, Blank other) {
    return one.label().equals(other.label()) && one.area().shared(other.area()) > 0;
  }

  private static boolean overlaps(Box one, Box other) {
    return one.intersection(other) > 0.4 * Math.min(one.area(), other.area());
  }
}
