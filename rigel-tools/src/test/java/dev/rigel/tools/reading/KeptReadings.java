package dev.rigel.tools.reading;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.perception.TextReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads each picture once and keeps what it says in a folder, for measuring rules again. */
public final class KeptReadings implements TextReader {
  private final TextReader reader;
  private final Path folder;

  public KeptReadings(TextReader reader, Path folder) throws IOException {
    this.reader = reader;
    this.folder = Files.createDirectories(folder);
  }

  @Override
  public List<Region> read(Image image, CallScope scope) {
    return readLines(image, scope).stream().map(Line::region).toList();
  }

  @Override
  public List<Line> readLines(Image image, CallScope scope) {
    Path file = folder.resolve(image.contentHash());
    try {
      if (!Files.exists(file)) {
        Files.write(file, bytes(reader.readLines(image, scope)));
      }
      return lines(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(List<Line> lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(lines.size());
    for (Line line : lines) {
      write(out, line.region());
      out.writeInt(line.words().size());
      for (Region word : line.words()) {
        write(out, word);
      }
    }
    return bytes.toByteArray();
  }

  private static List<Line> lines(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    List<Line> lines = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      Region region = region(in);
      List<Region> words = new ArrayList<>();
      for (int more = in.readInt(); more > 0; more--) {
        words.add(region(in));
      }
      lines.add(new Line(region, words));
    }
    return lines;
  }

  private static void write(DataOutputStream out, Region region) throws IOException {
    out.writeUTF(region.source());
    out.writeUTF(region.text());
    out.writeDouble(region.box().x());
    out.writeDouble(region.box().y());
    out.writeDouble(region.box().width());
    out.writeDouble(region.box().height());
    out.writeDouble(region.confidence());
    out.writeDouble(region.angle().orElse(Double.NaN));
    out.writeInt(region.points().size());
    for (Point point : region.points()) {
      out.writeDouble(point.x());
      out.writeDouble(point.y());
    }
  }

  private static Region region(DataInputStream in) throws IOException {
    String source = in.readUTF();
    String text = in.readUTF();
    Box box = new Box(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    double confidence = in.readDouble();
    double angle = in.readDouble();
    List<Point> points = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      points.add(new Point(in.readDouble(), in.readDouble()));
    }
    return new Region(
        source,
        OptionalInt.empty(),
        OptionalDouble.empty(),
        box,
        "text",
        text,
        confidence,
        points,
        Optional.empty(),
        Double.isNaN(angle) ? OptionalDouble.empty() : OptionalDouble.of(angle));
  }
}
