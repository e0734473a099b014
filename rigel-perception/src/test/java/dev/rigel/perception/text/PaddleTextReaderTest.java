package dev.rigel.perception.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.perception.Examples;
import dev.rigel.perception.RealNetworks;
import dev.rigel.perception.TextReader;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class PaddleTextReaderTest {
  @RegisterExtension static final RealNetworks NETWORKS = new RealNetworks();

  private final PaddleTextReader reader = new PaddleTextReader(NETWORKS.networks());

  private List<Region> read(BufferedImage picture) {
    return reader.read(Image.of(picture), CallScope.unlimited());
  }

  private static List<String> texts(List<Region> regions) {
    return regions.stream().map(Region::text).toList();
  }

  @Test
  void readsAReceiptInReadingOrder() {
    List<Region> lines = read(Examples.pixels("receipt.png"));

    assertThat(texts(lines))
        .containsSubsequence(
            "HARBOUR GROCERY",
            "12 Station Street",
            "Brookdale 40218",
            "14/03/2026 17:42",
            "3 Green Tea x20",
            "11.85",
            "TOTAL",
            "$50.14",
            "Thank you, please come again!");
    assertThat(lines)
        .allSatisfy(line -> {
          assertThat(line.label()).isEqualTo("text");
          assertThat(line.confidence()).isBetween(0.5, 1.0);
          assertThat(line.points()).hasSize(4);
          assertThat(line.angle().orElseThrow()).isCloseTo(-0.8, within(1.5));
        });
  }

  @Test
  void boxesLieWhereTheTextIs() {
    Region total =
        read(Examples.pixels("receipt.png")).stream()
            .filter(line -> line.text().equals("$50.14"))
            .findFirst()
            .orElseThrow();

    // In the picture of 636 x 1049 pixels the amount fills 503-582 across and 724-750 down.
    assertThat(total.box().x() * 636).isCloseTo(503, within(10.0));
    assertThat(total.box().right() * 636).isCloseTo(582, within(10.0));
    assertThat(total.box().y() * 1049).isCloseTo(724, within(12.0));
    assertThat(total.box().bottom() * 1049).isCloseTo(750, within(12.0));
  }

  @Test
  void wordsLieWhereTheyAreToThePixel() {
    BufferedImage picture = Examples.canvas(700, 120, Color.WHITE);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.BLACK);
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 32));
    String[] words = {"Paid", "in", "full", "on", "Monday"};
    List<Rectangle2D> truth = new ArrayList<>();
    int x = 30;
    for (String word : words) {
      truth.add(
          pen.getFont()
              .createGlyphVector(pen.getFontRenderContext(), word)
              .getPixelBounds(null, x, 70));
      pen.drawString(word, x, 70);
      x += pen.getFontMetrics().stringWidth(word + " ");
    }
    pen.dispose();

    TextReader.Line line = reader.readLines(Image.of(picture), CallScope.unlimited()).getFirst();

    assertThat(line.words()).extracting(Region::text).containsExactly(words);
    for (int i = 0; i < words.length; i++) {
      Box box = line.words().get(i).box();
      assertThat(box.x() * 700).isCloseTo(truth.get(i).getMinX(), within(3.0));
      assertThat(box.right() * 700).isCloseTo(truth.get(i).getMaxX(), within(3.0));
      assertThat(box.y() * 120).isBetween(35.0, 48.0);
      assertThat(box.bottom() * 120).isBetween(69.0, 84.0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 90, 180, 270})
  void wordsOfATurnedPageLieInsideTheirLine(int degrees) {
    BufferedImage page = Examples.turned(Examples.pixels("receipt.png"), degrees);

    assertThat(reader.readLines(Image.of(page), CallScope.unlimited()))
        .filteredOn(line -> line.region().text().contains("please come"))
        .singleElement()
        .satisfies(line -> {
          assertThat(line.words()).hasSize(5);
          Box first = line.words().getFirst().box();
          Box last = line.words().getLast().box();
          boolean along = degrees % 180 == 0 ? first.x() < last.x() : first.y() < last.y();
          assertThat(along).isEqualTo(degrees < 180);
          assertThat(line.words())
              .allSatisfy(word ->
                  assertThat(word.box().intersection(line.region().box()))
                      .isGreaterThan(0.95 * word.box().area()));
        });
  }

  @Test
  void keepsWordsApart() {
    assertThat(texts(read(Examples.pixels("receipt.png"))))
        .contains("Thank you, please come again!", "1 Olive Oil 500ml");
  }

  @Test
  void readsObliqueText() {
    List<Region> lines = read(Examples.turned(Examples.pixels("receipt.png"), 25));

    assertThat(texts(lines)).contains("HARBOUR GROCERY", "1 Cheddar Cheese", "$50.14");
    assertThat(lines)
        .filteredOn(line -> line.text().equals("HARBOUR GROCERY"))
        .allSatisfy(line -> assertThat(line.angle().orElseThrow()).isCloseTo(24.2, within(2.0)));
  }

  @ParameterizedTest
  @ValueSource(ints = {90, 180, 270})
  void readsTurnedPagesInReadingOrder(int degrees) {
    List<Region> lines = read(Examples.turned(Examples.pixels("receipt.png"), degrees));

    assertThat(texts(lines))
        .containsSubsequence("HARBOUR GROCERY", "1 Cheddar Cheese", "6.49", "TOTAL", "$50.14");
    Region title =
        lines.stream()
            .filter(line -> line.text().equals("HARBOUR GROCERY"))
            .findFirst()
            .orElseThrow();
    assertThat(Math.floorMod(Math.round(title.angle().orElseThrow()), 360L))
        .isBetween(degrees - 3L, degrees + 1L);
    // In the upright picture the title's middle lies at .49 across and .06 down.
    Point middle = title.box().center();
    switch (degrees) {
      case 90 -> assertNear(middle, .94, .49);
      case 180 -> assertNear(middle, .51, .94);
      default -> assertNear(middle, .06, .51);
    }
  }

  private static void assertNear(Point point, double x, double y) {
    assertThat(point.x()).isCloseTo(x, within(0.02));
    assertThat(point.y()).isCloseTo(y, within(0.02));
  }

  @Test
  void readsALineThatRunsDownBesideOthers() {
    BufferedImage page = Examples.pixels("receipt.png");
    BufferedImage line = Examples.turned(page.getSubimage(40, 335, 230, 34), 90);
    Examples.pasted(page, line, 300, 330, 1);

    assertThat(texts(read(page))).contains("TOTAL", "$50.14");
    assertThat(read(page))
        .filteredOn(region -> Math.abs(region.angle().orElseThrow() - 90) < 5)
        .extracting(Region::text)
        .satisfies(texts -> assertThat(String.join(" ", texts)).contains("Whole Milk"));
  }

  @Test
  void findsSmallFaintPrintOnAPage() {
    Color paper = new Color(235, 235, 235);
    BufferedImage page = Examples.canvas(1600, 2200, paper);
    Graphics2D pen = page.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(new Color(215, 215, 215));
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 20));
    pen.drawString("Some dishes may contain nuts or traces of them", 150, 320);
    pen.dispose();

    assertThat(texts(read(page))).containsExactly("Some dishes may contain nuts or traces of them");
  }

  @Test
  void findsNoTextWhereThereIsNone() {
    assertThat(read(Examples.canvas(400, 300, Color.LIGHT_GRAY))).isEmpty();
    assertThat(read(Examples.pixels("cat.jpg"))).isEmpty();
  }

  @Test
  void survivesPicturesOfOddShapes() {
    for (int[] size : new int[][] {{1, 1}, {1, 3000}, {3000, 1}, {31, 33}}) {
      assertThat(read(Examples.canvas(size[0], size[1], Color.WHITE))).isEmpty();
    }
  }

  @Test
  void readsTransparentPicturesAsOnPaper() {
    BufferedImage opaque = Examples.pixels("receipt.png");
    BufferedImage ink =
        new BufferedImage(opaque.getWidth(), opaque.getHeight(), BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < ink.getHeight(); y++) {
      for (int x = 0; x < ink.getWidth(); x++) {
        ink.setRGB(x, y, (255 - (opaque.getRGB(x, y) & 255)) << 24);
      }
    }

    assertThat(texts(read(ink))).contains("HARBOUR GROCERY", "$50.14");
  }

  @Test
  void stopsWhenTheRunIsCancelled() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel("the client went away");
    CallScope scope = new CallScope(Deadline.never(), cancellation, Budget.standard());

    assertThatThrownBy(() -> reader.read(Examples.image("receipt.png"), scope))
        .isInstanceOfSatisfying(
            RigelException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED));
  }
}
