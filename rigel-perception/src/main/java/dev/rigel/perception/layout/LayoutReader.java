package dev.rigel.perception.layout;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import dev.rigel.media.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells the parts of pages apart by their text, its size and place, by drawn lines and by placed
 * pictures: which lines are one paragraph, which are titles, lists, captions, footnotes, running
 * titles, and what is a table or a picture.
 */
public final class LayoutReader {
  private static final Pattern LIST_ITEM =
      Pattern.compile("([•◦▪●○■□‣⁃–—*·-]|\\(?([0-9]{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])\\s+\\S.*");
  private static final Pattern CAPTION =
      Pattern.compile(
          "(figure|fig\\.|table|tab\\.|chart|plate|photo|abbildung|abb\\.|tabelle|tableau|figura|tabla)"
              + "\\s*[0-9A-Z]{1,3}([.:\\s–-].*)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NOTE =
      Pattern.compile("([0-9]{1,3}|[*†‡]+|\\[[0-9]+\\])\\)?\\s*\\S.*");

  /** In usual line heights: a caption stands nearer to what it names. */
  private static final double CAPTION_DISTANCE = 4;

  /** Of the usual height: notes are set smaller. */
  private static final double SMALL = 0.9;

  /** Of the page's largest line, and of the usual one. */
  private static final double AS_LARGE = 0.85;

  private static final double LARGER_TITLE = 1.3;

  /** Of the page: a picture that is larger is the page's scan. */
  private static final double WHOLE_PAGE = 0.8;

  private static final double SMALLEST_PICTURE = 0.001;
  private static final int LINES_OF_A_PICTURE = 5;

  private final Headings headings;
  private final Margins margins;
  private final List<Table> tables;
  private final LineGaps gaps;
  private boolean titled;

  private LayoutReader(List<LayoutPage> pages, List<Table> tables) {
    this.tables = tables;
    this.margins = Margins.of(pages);
    this.headings =
        Headings.of(
            pages.stream()
                .flatMap(page -> page.lines().stream())
                .filter(line -> tableAt(line).isEmpty())
                .toList());
    this.gaps = new LineGaps(pages, headings.usual());
  }

  /** The elements of each page in reading order. */
  public static List<List<LayoutElement>> read(List<LayoutPage> pages) {
    List<Table> tables = SeenTables.of(pages);
    LayoutReader reader = new LayoutReader(pages, tables);
    return pages.stream().map(reader::page).toList();
  }

  private List<LayoutElement> page(LayoutPage page) {
    List<LayoutElement> elements = new ArrayList<>();
    List<Region> placed = new ArrayList<>();
    SeenParts seen = new SeenParts(page);
    List<Box> pictures =
        new ArrayList<>(page.pictures().stream().filter(box -> isPicture(box, page)).toList());
    List<Box> figures = seen.figures(pictures);
    pictures.addAll(figures);
    List<Box> seenTables = seen.tablesBeside(tablesOf(page));
    Set<Box> placedBoxes = new HashSet<>();
    List<Box> captioned = new ArrayList<>(pictures);
    captioned.addAll(seenTables);
    for (int i = 0; i < page.lines().size(); i++) {
      Region line = page.lines().get(i);
      Optional<Region> table = tableAt(line);
      if (table.isPresent()) {
        if (!placed.contains(table.get())) {
          placed.add(table.get());
          elements.add(table(table.get(), page.lines()));
        }
        continue;
      }
      if (figures.stream().anyMatch(figure -> isPartOf(line, figure))) {
        continue;
      }
      Optional<Box> seenTable = seenTables.stream().filter(box -> isIn(line, box)).findFirst();
      if (seenTable.isPresent()) {
        if (placedBoxes.add(seenTable.get())) {
          elements.add(unread(seenTable.get(), page));
        }
        continue;
      }
      LayoutCategory category = category(line, page, i, captioned, seen);
      int level =
          category == LayoutCategory.TITLE || category == LayoutCategory.SECTION_HEADER
              ? Math.max(1, headings.level(line, true))
              : 0;
      int open = category == LayoutCategory.TEXT ? seen.sameText(elements, line) : -1;
      if (open < 0) {
        open = elements.size() - 1;
      }
      if (open >= 0 && goesOn(elements.get(open), category, level, line, seen)) {
        elements.set(open, joined(elements.get(open), line));
      } else {
        elements.add(element(category, level, List.of(line)));
      }
    }
    pictures.forEach(picture ->
        place(
            picture,
            page,
            figures.contains(picture)
                ? page.lines().stream().filter(line -> isPartOf(line, picture)).toList()
                : List.of(),
            elements));
    return List.copyOf(elements);
  }

  /** A table that is seen and whose cells are not told apart. */
  private static LayoutElement unread(Box box, LayoutPage page) {
    List<Region> lines = page.lines().stream().filter(line -> isIn(line, box)).toList();
    LayoutElement whole = element(LayoutCategory.TABLE, 0, lines);
    return new LayoutElement(
        LayoutCategory.TABLE, whole.region().withBox(box), 0, Optional.empty(), lines);
  }

  private List<Region> tablesOf(LayoutPage page) {
    return tables.stream()
        .flatMap(table -> table.regions().stream())
        .filter(region -> region.page().equals(page.content().page()))
        .toList();
  }

  /** The box of a figure may reach over its caption. */
  private static boolean isPartOf(Region line, Box figure) {
    return isIn(line, figure) && !CAPTION.matcher(line.text().strip()).matches();
  }

  private static boolean isIn(Region line, Box box) {
    return box.intersection(line.box()) > 0.5 * line.box().area();
  }

  private Optional<Region> tableAt(Region line) {
    return tables.stream()
        .flatMap(table -> table.regions().stream())
        .filter(region -> region.page().equals(line.page()))
        .filter(region -> region.box().intersection(line.box()) > 0.5 * line.box().area())
        .findFirst();
  }

  private LayoutElement table(Region region, List<Region> lines) {
    Optional<Table> begins =
        tables.stream().filter(table -> table.region().equals(region)).findFirst();
    return new LayoutElement(
        LayoutCategory.TABLE,
        region,
        0,
        begins,
        lines.stream().filter(line -> tableAt(line).filter(region::equals).isPresent()).toList());
  }

  private LayoutCategory category(
      Region line, LayoutPage page, int at, List<Box> pictures, SeenParts seen) {
    Optional<LayoutCategory> margin = margins.category(line);
    if (margin.isPresent()) {
      return margin.get();
    }
    String text = line.text().strip();
    if (CAPTION.matcher(text).matches() && isNearFigure(line, pictures)) {
      return LayoutCategory.CAPTION;
    }
    int level = headings.level(line, isAlone(page.lines(), at));
    if (level > 0 || seen.isHeading(line)) {
      boolean title = isFirst(line) && (level == 1 || isSeenTitle(line, page));
      titled |= title;
      return title ? LayoutCategory.TITLE : LayoutCategory.SECTION_HEADER;
    }
    if (line.box().y() > 0.6
        && line.box().height() <= SMALL * headings.usual()
        && NOTE.matcher(text).matches()) {
      return LayoutCategory.FOOTNOTE;
    }
    return LIST_ITEM.matcher(text).matches()
        ? LayoutCategory.LIST_ITEM
        : seen.category(line).orElse(LayoutCategory.TEXT);
  }

  private boolean isFirst(Region line) {
    return !titled && line.page().orElse(1) == 1;
  }

  /** Heights of lines that were read depend on their letters: the largest few are alike. */
  private boolean isSeenTitle(Region line, LayoutPage page) {
    double largest =
        page.lines().stream()
            .filter(other -> margins.category(other).isEmpty())
            .mapToDouble(other -> other.box().height())
            .max()
            .orElse(0);
    return line.confidence() < 1
        && line.box().height() >= AS_LARGE * largest
        && line.box().height() >= LARGER_TITLE * headings.usual();
  }

  /** Whether there is white above and below the line. */
  private boolean isAlone(List<Region> lines, int at) {
    Region line = lines.get(at);
    return (at == 0 || gaps.isApart(lines.get(at - 1), line))
        && (at + 1 == lines.size() || gaps.isApart(line, lines.get(at + 1)));
  }

  private boolean isNearFigure(Region line, List<Box> pictures) {
    List<Box> figures = new ArrayList<>(pictures);
    tables.stream()
        .flatMap(table -> table.regions().stream())
        .filter(region -> region.page().equals(line.page()))
        .forEach(region -> figures.add(region.box()));
    double reach = CAPTION_DISTANCE * headings.usual();
    return figures.stream()
        .anyMatch(figure ->
            line.box().y() - figure.bottom() < reach
                && figure.y() - line.box().bottom() < reach
                && line.box().x() < figure.right()
                && line.box().right() > figure.x());
  }

  private boolean goesOn(
      LayoutElement last, LayoutCategory category, int level, Region line, SeenParts seen) {
    Region above = last.lines().isEmpty() ? last.region() : last.lines().getLast();
    boolean near = !gaps.isApart(above, line) && !seen.apart(above, line);
    return switch (last.category()) {
      case TEXT -> category == LayoutCategory.TEXT && near;
      case TITLE, SECTION_HEADER ->
          (category == LayoutCategory.TITLE || category == LayoutCategory.SECTION_HEADER)
              && near
              && level == last.level();
      // The second line of an item is set in, or begins like its text.
      case LIST_ITEM ->
          category == LayoutCategory.TEXT
              && near
              && line.box().x() > last.lines().getFirst().box().x() + 1e-4;
      case CAPTION, FOOTNOTE ->
          category == LayoutCategory.TEXT
              && near
              && Math.abs(line.box().height() - above.box().height()) < 0.08 * above.box().height();
      case PAGE_HEADER, PAGE_FOOTER -> false;
      case FORMULA, PICTURE, TABLE -> false;
    };
  }

  private static LayoutElement joined(LayoutElement element, Region line) {
    List<Region> lines = new ArrayList<>(element.lines());
    lines.add(line);
    return element(element.category(), element.level(), lines);
  }

  private static LayoutElement element(LayoutCategory category, int level, List<Region> lines) {
    Region first = lines.getFirst();
    Region region =
        new Region(
            first.source(),
            lines.stream().map(Region::box).reduce(Box::union).orElseThrow(),
            category.wireName(),
            String.join("\n", lines.stream().map(Region::text).toList()),
            lines.stream().mapToDouble(Region::confidence).average().orElse(0));
    return new LayoutElement(
        category,
        first.page().isPresent() ? region.onPage(first.page().getAsInt()) : region,
        level,
        Optional.empty(),
        lines);
  }

  private static boolean isPicture(Box box, LayoutPage page) {
    long lines =
        page.lines().stream()
            .filter(line -> box.intersection(line.box()) > 0.5 * line.box().area())
            .count();
    return box.area() > SMALLEST_PICTURE && box.area() < WHOLE_PAGE && lines <= LINES_OF_A_PICTURE;
  }

  /** Before the first element of its column that lies below it. */
  private static void place(
      Box picture, LayoutPage page, List<Region> lines, List<LayoutElement> elements) {
    Region region =
        new Region(
            page.content().source(),
            picture,
            LayoutCategory.PICTURE.wireName(),
            String.join("\n", lines.stream().map(Region::text).toList()),
            1);
    LayoutElement element =
        new LayoutElement(
            LayoutCategory.PICTURE,
            page.content().page().isPresent()
                ? region.onPage(page.content().page().getAsInt())
                : region,
            0,
            Optional.empty(),
            lines);
    int at = 0;
    for (int i = 0; i < elements.size(); i++) {
      Box other = elements.get(i).region().box();
      boolean sameColumn = other.x() < picture.right() && other.right() > picture.x();
      if (sameColumn && other.center().y() < picture.center().y()) {
        at = i + 1;
      }
    }
    elements.add(at, element);
  }
}
