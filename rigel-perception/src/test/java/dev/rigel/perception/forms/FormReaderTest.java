package dev.rigel.perception.forms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormReaderTest {
  private static final int WIDTH = 1240;
  private static final int HEIGHT = 1000;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 22);

  /** A scanned form that remembers its words as a reader of pictures would give them. */
  private static final class Scan {
    private final BufferedImage pixels =
        new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    private final Graphics2D graphics = pixels.createGraphics();
    private final AffineTransform turn;
    private final List<Region> words = new ArrayList<>();

    Scan(double degrees) {
      turn = AffineTransform.getRotateInstance(Math.toRadians(degrees), WIDTH / 2.0, HEIGHT / 2.0);
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, WIDTH, HEIGHT);
      graphics.transform(turn);
      graphics.setColor(Color.BLACK);
      graphics.setFont(FONT);
      graphics.setStroke(new BasicStroke(2.2f));
    }

    void text(int x, int y, String text) {
      int at = x;
      for (String word : text.split(" ")) {
        graphics.drawString(word, at, y);
        int width = graphics.getFontMetrics().stringWidth(word);
        words.add(word(word, at, y - 17, at + width, y + 1));
        at += width + graphics.getFontMetrics().stringWidth(" ");
      }
    }

    private Region word(String text, double left, double top, double right, double bottom) {
      List<Point> corners = new ArrayList<>();
      double[][] places = {{left, top}, {right, top}, {right, bottom}, {left, bottom}};
      Box box = null;
      for (double[] place : places) {
        Point2D moved = turn.transform(new Point2D.Double(place[0], place[1]), null);
        Point point = new Point(moved.getX() / WIDTH, moved.getY() / HEIGHT);
        corners.add(point);
        Box at = Box.ofEdges(point.x(), point.y(), point.x() + 1e-6, point.y() + 1e-6);
        box = box == null ? at : box.union(at);
      }
      return new Region(
          "scan",
          OptionalInt.empty(),
          OptionalDouble.empty(),
          box == null ? Box.FULL : box,
          "word",
          text,
          0.98,
          corners,
          Optional.empty(),
          OptionalDouble.of(0));
    }

    void scrawl(int x, int y, int width, int height) {
      Path2D path = new Path2D.Double();
      path.moveTo(x, y);
      for (int i = 0; i < width / 20; i++) {
        int left = x + 20 * i;
        path.curveTo(left + 3, y - height, left + 14, y - height * 0.8, left + 20, y - i % 3 * 3);
      }
      graphics.draw(path);
    }

    List<FormField> fields() {
      Image image = Image.of(pixels);
      return FormReader.of(image, words, List.of(), CallScope.unlimited())
          .fields(List.of(), CallScope.unlimited());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1.4, -2})
  void readsACrookedScan(double degrees) {
    Scan scan = new Scan(degrees);
    scan.text(100, 100, "Please fill in this sheet and sign it below");
    scan.text(100, 200, "Name:");
    scan.graphics.drawLine(260, 206, 800, 206);
    scan.text(270, 200, "Ann Lee");
    scan.text(100, 270, "Town:");
    scan.graphics.drawLine(260, 276, 800, 276);
    scan.text(100, 340, "Remarks:");
    scan.graphics.drawLine(260, 346, 800, 346);
    scan.scrawl(280, 340, 200, 26);
    scan.graphics.drawRect(100, 400, 24, 24);
    scan.text(140, 421, "Call me");
    scan.graphics.drawRect(100, 460, 24, 24);
    scan.graphics.drawLine(98, 458, 126, 486);
    scan.graphics.drawLine(98, 486, 126, 458);
    scan.text(140, 481, "Write to me");
    scan.graphics.drawOval(100, 520, 22, 22);
    scan.text(140, 539, "Morning");
    scan.graphics.drawOval(300, 520, 22, 22);
    scan.graphics.fillOval(305, 525, 12, 12);
    scan.text(340, 539, "Evening");
    scan.graphics.drawLine(100, 700, 500, 700);
    scan.scrawl(120, 694, 220, 48);
    scan.text(100, 726, "Signature");

    assertThat(scan.fields())
        .extracting(field ->
            field.kind() + " " + field.label() + " " + field.value() + " " + field.byHand())
        .containsExactlyInAnyOrder(
            "TEXT Name Ann Lee false",
            "TEXT Town  false",
            "TEXT Remarks  true",
            "CHECKBOX Call me unchecked false",
            "CHECKBOX Write to me checked false",
            "RADIO Morning unchecked false",
            "RADIO Evening checked false",
            "SIGNATURE Signature signed true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"box", "line"})
  void aPlaceWithoutANameIsNoField(String kind) {
    Scan scan = new Scan(0);
    scan.text(100, 100, "A page of text with something drawn far from all its words");
    if (kind.equals("box")) {
      scan.graphics.drawRect(300, 600, 400, 60);
    } else {
      scan.graphics.drawLine(300, 600, 700, 600);
    }
    assertThat(scan.fields()).isEmpty();
  }
}
