package dev.rigel.tools;

import dev.rigel.base.Hashes;
import dev.rigel.media.Box;
import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.media.Table;
import dev.rigel.media.TableCell;
import dev.rigel.media.outline.Polygons;
import dev.rigel.program.ObjectType;
import dev.rigel.program.ObjectType.Attribute;
import dev.rigel.program.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types that Rigel's tools bring into the program language. */
public final class VisualTypes {
  public static final Type IMAGE = Type.object("Image");
  public static final Type DOCUMENT = Type.object("Document");
  public static final Type REGION = Type.object("Region");
  public static final Type TABLE = Type.object("Table");
  public static final Type CELL = Type.object("Cell");
  public static final Type INFO = Type.object("Info");
  public static final Type PART = Type.object("Part");
  public static final Type COMPARISON = Type.object("Comparison");
  public static final Type LIKENESSES = Type.list(Type.object("Likeness"));
  public static final Type TAGS = Type.list(Type.object("Tag"));
  public static final Type QUALITY = Type.object("Quality");

  public static final Type REGIONS = Type.list(REGION);
  public static final Type IMAGES = Type.list(IMAGE);
  public static final Type TEXTS = Type.list(Type.STR);
  public static final Type IMAGE_OR_DOCUMENT = Type.union(IMAGE, DOCUMENT);
  public static final Type DOCUMENT_OR_IMAGE = Type.union(DOCUMENT, IMAGE);

  private VisualTypes() {}

  public static List<ObjectType<?>> all() {
    List<ObjectType<?>> all =
        new ArrayList<>(List.of(image(), document(), region(), table(), cell(), part()));
    all.addAll(FactTypes.all());
    return List.copyOf(all);
  }

  private static ObjectType<Image> image() {
    return new ObjectType<>(
        Image.class,
        "Image",
        "A picture, or a page of a document as a picture.",
        List.of(
            attribute("width", Type.INT, "pixels", Image::width),
            attribute("height", Type.INT, "pixels", Image::height),
            attribute(
                "page",
                Type.optional(Type.INT),
                "the page it shows, from 1",
                i -> orNone(i.page()))),
        // The page belongs to it: regions read on a page picture carry its number.
        image -> image.contentHash() + "/" + image.page().orElse(0),
        image ->
            "Image(%dx%d%s)"
                .formatted(
                    image.width(),
                    image.height(),
                    image.page().isPresent() ? ", page " + image.page().getAsInt() : ""));
  }

  private static ObjectType<Document> document() {
    return new ObjectType<>(
        Document.class,
        "Document",
        "A PDF, or another kind of document set on pages.",
        List.of(attribute("pages", Type.INT, "how many pages it has", Document::pageCount)),
        Document::contentHash,
        document -> "Document(%d pages)".formatted(document.pageCount()));
  }

  private static ObjectType<Region> region() {
    return new ObjectType<>(
        Region.class,
        "Region",
        "Something that is somewhere: an object, a line of text, a code, a face, a hit.",
        List.of(
            attribute("label", Type.STR, "what it is", Region::label),
            attribute("text", Type.STR, "what it says, empty when nothing", Region::text),
            attribute("confidence", Type.FLOAT, "0 to 1", Region::confidence),
            attribute(
                "page", Type.optional(Type.INT), "from 1, for documents", r -> orNone(r.page())),
            attribute("x", Type.FLOAT, "left edge, 0 to 1", r -> r.box().x()),
            attribute("y", Type.FLOAT, "top edge, 0 to 1", r -> r.box().y()),
            attribute("width", Type.FLOAT, "0 to 1", r -> r.box().width()),
            attribute("height", Type.FLOAT, "0 to 1", r -> r.box().height()),
            attribute(
                "angle",
                Type.FLOAT,
                "clockwise turn in degrees, where it is known, else 0",
                r -> r.angle().orElse(0)),
            attribute(
                "points",
                Type.list(Type.list(Type.FLOAT)),
                "corners, joints or outline, each [x, y]",
                r -> numbers(r.points())),
            rareAttribute(
                "polygons",
                Type.list(Type.list(Type.list(Type.FLOAT))),
                "the outlines of its parts, the largest first, each a list of [x, y]; holes are cut"
                    + " in; of a region without a mask its box",
                r -> Polygons.of(r).stream().map(VisualTypes::numbers).toList()),
            rareAttribute(
                "instance",
                Type.optional(Type.INT),
                "from 1, the number that label_map gives its pixels; for segments",
                r -> orNone(r.instance()))),
        VisualTypes::fingerprint,
        VisualTypes::shown);
  }

  private static ObjectType<Table> table() {
    return new ObjectType<>(
        Table.class,
        "Table",
        "A table of texts.",
        List.of(
            attribute(
                "rows", Type.list(TEXTS), "cells as text, row by row, header first", Table::rows),
            attribute(
                "page", Type.optional(Type.INT), "from 1, for documents", t -> orNone(t.page())),
            attribute("region", REGION, "where it lies, or begins", Table::region),
            attribute("regions", REGIONS, "one for each page it goes over", Table::regions),
            attribute("cells", Type.list(CELL), "with their spans and places", Table::cells),
            attribute("header_rows", Type.INT, "how many rows name columns", Table::headerRows)),
        table ->
            Hashes.sha256(
                table.cells().stream().map(VisualTypes::fingerprint).toList()
                    + " "
                    + table.headerRows()
                    + table.regions().stream().map(VisualTypes::fingerprint).toList()),
        table -> "Table(%d rows, %d columns)".formatted(table.rowCount(), table.columns()));
  }

  private static ObjectType<TableCell> cell() {
    return new ObjectType<>(
        TableCell.class,
        "Cell",
        "A cell of a table.",
        List.of(
            attribute("row", Type.INT, "from 0", TableCell::row),
            attribute("column", Type.INT, "from 0", TableCell::column),
            attribute("row_span", Type.INT, "how many rows it takes", TableCell::rowSpan),
            attribute("column_span", Type.INT, "how many columns it takes", TableCell::columnSpan),
            attribute("text", Type.STR, "what it says", TableCell::text),
            attribute(
                "region",
                Type.optional(REGION),
                "where it lies, if the source has places",
                cell -> cell.region().orElse(null))),
        VisualTypes::fingerprint,
        cell -> "Cell(%d, %d, '%s')".formatted(cell.row(), cell.column(), cell.text()));
  }

  private static String fingerprint(TableCell cell) {
    return Hashes.sha256(
        "%d %d %d %d %s %s"
            .formatted(
                cell.row(),
                cell.column(),
                cell.rowSpan(),
                cell.columnSpan(),
                cell.region().map(VisualTypes::fingerprint).orElse(""),
                cell.text()));
  }

  private static ObjectType<Part> part() {
    return new ObjectType<>(
        Part.class,
        "Part",
        "One document of a pile of pages.",
        List.of(
            attribute("pages", Type.list(Type.INT), "numbers from 1", Part::pages),
            attribute("first", Type.INT, "its first page", Part::first),
            attribute("last", Type.INT, "its last page", Part::last),
            attribute("kind", Type.STR, "what it is, \"other\" when unknown", Part::kind),
            attribute(
                "confidence", Type.FLOAT, "0 to 1, of its beginning and end", Part::confidence),
            attribute("kind_confidence", Type.FLOAT, "0 to 1", Part::kindConfidence),
            attribute("why", Type.STR, "what tells that it begins there", Part::why),
            attribute("proof", REGIONS, "the places that tell beginning and kind", Part::proof)),
        part ->
            Hashes.sha256(
                part.pages()
                    + part.kind()
                    + part.why()
                    + part.confidence()
                    + part.kindConfidence()
                    + part.proof().stream().map(VisualTypes::fingerprint).toList()),
        part -> "Part(pages %d-%d, %s)".formatted(part.first(), part.last(), part.kind()));
  }

  private static List<List<Double>> numbers(List<Point> points) {
    return points.stream().map(point -> List.of(point.x(), point.y())).toList();
  }

  /** Equal for regions of equal content; a mask counts by its bytes. */
  static String fingerprint(Region region) {
    return Hashes.sha256(
        String.join(
            "\n",
            region.source(),
            region.page().toString(),
            region.time().toString(),
            region.box().toString(),
            region.label(),
            region.text(),
            Double.toString(region.confidence()),
            region.points().toString(),
            region.angle().toString(),
            region.instance().toString(),
            region.mask().map(m -> m.width() + Hashes.sha256(m.alpha())).orElse("")));
  }

  private static String shown(Region region) {
    Box box = region.box();
    StringBuilder line = new StringBuilder("Region(").append(region.label());
    if (!region.text().isEmpty()) {
      String text = region.text().replaceAll("\\s+", " ");
      line.append(" '").append(text.length() > 40 ? text.substring(0, 39) + "…" : text).append("'");
    }
    line.append(
        String.format(Locale.ROOT, " %.2f at %.3f,%.3f", region.confidence(), box.x(), box.y()));
    line.append(String.format(Locale.ROOT, " size %.3fx%.3f", box.width(), box.height()));
    region.page().ifPresent(page -> line.append(" page ").append(page));
    OptionalDouble time = region.time();
    time.ifPresent(seconds -> line.append(String.format(Locale.ROOT, " time %.2f", seconds)));
    return line.append(")").toString();
  }

  static <T> Attribute<T> attribute(
      String name, Type type, String comment, Function<T, @Nullable Object> read) {
    return new Attribute<>(name, type, comment, read);
  }

  private static <T> Attribute<T> rareAttribute(
      String name, Type type, String comment, Function<T, @Nullable Object> read) {
    return new Attribute<>(name, type, comment, read, true);
  }

  static @Nullable Object orNone(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }
}
