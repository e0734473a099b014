package dev.rigel.tools.core;

import static dev.rigel.tools.Samples.colorAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.base.BudgetExhaustedException;
import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.PixelAccount;
import dev.rigel.media.Region;
import dev.rigel.tools.Bench;
import dev.rigel.tools.Info;
import dev.rigel.tools.Samples;
import dev.rigel.tools.Toolbox;
import java.awt.Color;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureToolsTest {
  private final Bench bench = new Bench();
  private final Image image = Samples.halves(80, 40, Color.RED, Color.BLUE);

  private Image picture(String tool, Object... arguments) {
    return (Image) java.util.Objects.requireNonNull(bench.call(tool, arguments));
  }

  @Test
  void cropsToARegionOrToNumbers() {
    Image byRegion =
        picture("crop", "image", image, "region", Samples.region("x", 0.5, 0, 0.25, 0.5));
    assertThat(byRegion.width()).isEqualTo(20);
    assertThat(byRegion.height()).isEqualTo(20);
    assertThat(colorAt(byRegion, 0, 0)).isEqualTo(Color.BLUE);
    Image byNumbers = picture("crop", "image", image, "region", List.of(0.5, 0.0, 0.25, 0.5));
    assertThat(byNumbers.contentHash()).isEqualTo(byRegion.contentHash());
  }

  @Test
  void refusesBoxesInPixels() {
    assertThatThrownBy(() -> picture("crop", "image", image, "region", List.of(10, 10, 20, 20)))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("not pixels");
    assertThatThrownBy(() -> picture("crop", "image", image, "region", List.of(0.1, 0.2)))
        .isInstanceOf(RigelException.class);
  }

  @Test
  void robustness42_refusesBoxesThatLieNowhereOrRunBackwards() {
    for (List<?> box :
        List.of(
            List.of(0.8, 0.2, -0.5, 0.3),
            List.of(0.2, 0.8, 0.3, -0.5),
            List.of(1.2, 0.2, 0.3, 0.3),
            List.of(-0.2, 0.2, 0.3, 0.3),
            List.of(0.2, 0.2, 0.0, 0.3),
            List.of(100, 250, 400, 300),
            List.of(12, 30, 45, 60),
            List.of(Double.NaN, 0.2, 0.3, 0.3),
            List.of(0.2, 0.2, Double.POSITIVE_INFINITY, 0.3),
            List.of(0.1, 0.2, 0.3),
            List.of("0.1", "0.2", "0.3", "0.4"))) {
      assertThatThrownBy(() -> picture("crop", "image", image, "region", box))
          .as("%s", box)
          .isInstanceOf(RigelException.class);
    }
    // One that only reaches over the edge is cut there.
    assertThat(picture("crop", "image", image, "region", List.of(0.75, 0.5, 0.9, 0.9)).width())
        .isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000000000", "100000000000000000000", "0", "-5"})
  void robustness45_refusesHugeAndNegativeSizes(String side) {
    BigInteger pixels = new BigInteger(side);
    assertThatThrownBy(() -> picture("resize", "image", image, "width", pixels))
        .isInstanceOf(RigelException.class);
    assertThatThrownBy(() ->
            picture("resize", "image", image, "width", pixels, "height", BigInteger.TEN.pow(9)))
        .isInstanceOf(RigelException.class);
  }

  @Test
  void robustness45_stopsAProgramThatFillsTheMemoryWithPictures() {
    PixelAccount account = new PixelAccount(10_000_000);
    Toolbox toolbox = new Toolbox(bench.ports(), account);
    List<Object> held = new ArrayList<>();
    BigInteger side = BigInteger.valueOf(2_000);
    for (int i = 0; i < 2; i++) {
      held.add(bench.call(toolbox, "resize", "image", image, "width", side, "height", side));
    }

    assertThatThrownBy(
            () -> bench.call(toolbox, "resize", "image", image, "width", side, "height", side))
        .isInstanceOfSatisfying(
            BudgetExhaustedException.class, e -> assertThat(e.limit()).isEqualTo("pixels"));
    assertThat(account.used()).isEqualTo(8_000_000);
    // What was counted once is not counted again.
    bench.call(toolbox, "rotate", "image", held.getFirst(), "clockwise", 0.0);
    assertThat(account.used()).isEqualTo(8_000_000);
    assertThat(held).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "left, 40, 40, RED",
    "right, 40, 40, BLUE",
    "top, 80, 20, RED",
    "bottom, 80, 20, RED"
  })
  void takesHalves(String side, int width, int height, String color) {
    Image half = picture("half", "image", image, "side", side);
    assertThat(half.width()).isEqualTo(width);
    assertThat(half.height()).isEqualTo(height);
    assertThat(colorAt(half, 1, 1)).isEqualTo(color.equals("RED") ? Color.RED : Color.BLUE);
  }

  @Test
  void turnsClockwise() {
    Image turned = picture("rotate", "image", image, "clockwise", 90.0);
    assertThat(turned.width()).isEqualTo(40);
    assertThat(colorAt(turned, 20, 5)).isEqualTo(Color.RED);
    assertThat(colorAt(turned, 20, 75)).isEqualTo(Color.BLUE);
    Image back = picture("rotate", "image", turned, "clockwise", BigInteger.valueOf(-90));
    assertThat(back.contentHash()).isEqualTo(image.contentHash());
    assertThatThrownBy(() -> picture("rotate", "image", image, "clockwise", Double.NaN))
        .isInstanceOf(RigelException.class);
  }

  @Test
  void mirrors() {
    assertThat(colorAt(picture("flip", "image", image, "direction", "horizontal"), 0, 0))
        .isEqualTo(Color.BLUE);
    assertThat(colorAt(picture("flip", "image", image, "direction", "vertical"), 0, 0))
        .isEqualTo(Color.RED);
  }

  @Test
  void resizesByFactorOrSide() {
    assertThat(picture("resize", "image", image, "factor", 0.5).width()).isEqualTo(40);
    Image byWidth = picture("resize", "image", image, "width", BigInteger.valueOf(20));
    assertThat(byWidth.width()).isEqualTo(20);
    assertThat(byWidth.height()).isEqualTo(10);
    assertThat(picture("resize", "image", image, "height", BigInteger.TEN).width()).isEqualTo(20);
    Image both =
        picture(
            "resize", "image", image, "width", BigInteger.TWO, "height", BigInteger.valueOf(30));
    assertThat(both.width()).isEqualTo(2);
    assertThat(both.height()).isEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, 1e9})
  void refusesImpossibleFactors(double factor) {
    assertThatThrownBy(() -> picture("resize", "image", image, "factor", factor))
        .isInstanceOf(RigelException.class);
  }

  @Test
  void refusesResizingWithoutASize() {
    assertThatThrownBy(() -> picture("resize", "image", image))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("factor, a width or a height");
  }

  @Test
  void takesColoursOutAndKeepsThePage() {
    Image gray = picture("grayscale", "image", image.asPage(2));
    Color color = colorAt(gray, 0, 0);
    assertThat(color.getRed()).isEqualTo(color.getGreen()).isEqualTo(color.getBlue());
    assertThat(gray.page()).hasValue(2);
  }

  @Test
  void adjustsBrightnessAndContrast() {
    Image grey = Samples.plain(4, 4, new Color(100, 100, 100));
    assertThat(colorAt(picture("adjust", "image", grey, "brightness", 0.2), 0, 0).getRed())
        .isEqualTo(151);
    assertThat(colorAt(picture("adjust", "image", grey, "contrast", 1.0), 0, 0).getRed())
        .isEqualTo(73);
    assertThat(picture("adjust", "image", grey).contentHash()).isEqualTo(grey.contentHash());
    assertThatThrownBy(() -> picture("adjust", "image", grey, "brightness", 2.0))
        .isInstanceOf(RigelException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"blur", "pixelate"})
  void hidesRegionsAndNothingElse(String tool) {
    Region middle = Samples.region("face", 0.4, 0.2, 0.2, 0.6);
    Image hidden = picture(tool, "image", image, "regions", List.of(middle));
    assertThat(hidden.contentHash()).isNotEqualTo(image.contentHash());
    assertThat(colorAt(hidden, 2, 2)).isEqualTo(Color.RED);
    assertThat(picture(tool, "image", image, "regions", middle).contentHash())
        .isEqualTo(hidden.contentHash());
    assertThat(picture(tool, "image", image, "regions", List.of()).contentHash())
        .isEqualTo(image.contentHash());
  }

  @Test
  void leavesRegionsOfOtherPagesAlone() {
    Region elsewhere = Samples.region("face", 0.4, 0.2, 0.2, 0.6).onPage(5);
    assertThat(
            picture("blur", "image", image.asPage(2), "regions", List.of(elsewhere)).contentHash())
        .isEqualTo(image.contentHash());
  }

  @ParameterizedTest
  @ValueSource(strings = {"draw", "number"})
  void drawsBoxes(String tool) {
    Image drawn =
        picture(
            tool, "image", image, "regions", List.of(Samples.region("car", 0.2, 0.2, 0.5, 0.5)));
    assertThat(drawn.contentHash()).isNotEqualTo(image.contentHash());
    assertThat(drawn.width()).isEqualTo(80);
  }

  @Test
  void putsPicturesTogether() {
    Image row = picture("side_by_side", "images", List.of(image, image));
    assertThat(row.width()).isGreaterThanOrEqualTo(160);
    Image grid = picture("montage", "images", List.of(image, image, image, image));
    assertThat(grid.height()).isGreaterThanOrEqualTo(80);
    assertThatThrownBy(() -> picture("montage", "images", List.of()))
        .isInstanceOf(RigelException.class);
  }

  @Test
  void keepsPeopleAndSaysWhenThereAreNone() {
    byte[] alpha = new byte[80 * 40];
    alpha[0] = (byte) 255;
    bench.mask = new dev.rigel.media.Mask(80, 40, alpha);
    Image cut = picture("remove_background", "image", image);
    assertThat(colorAt(cut, 0, 0).getAlpha()).isEqualTo(255);
    assertThat(colorAt(cut, 70, 30).getAlpha()).isZero();
    bench.mask = new dev.rigel.media.Mask(80, 40, new byte[80 * 40]);
    assertThatThrownBy(() -> picture("remove_background", "image", image))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bar", "line", "pie"})
  void drawsCharts(String kind) {
    Image chart =
        picture("chart", "kind", kind, "labels", List.of("a", "b"), "values", List.of(1.0, 3.0));
    assertThat(chart.width()).isEqualTo(960);
    assertThat(chart.contentHash())
        .isNotEqualTo(
            picture("chart", "kind", kind, "labels", List.of("a", "b"), "values", List.of(3.0, 1.0))
                .contentHash());
  }

  @Test
  void drawsBarsAsHighAsTheirValues() {
    Image chart =
        picture("chart", "kind", "bar", "labels", List.of("a", "b"), "values", List.of(2.0, 4.0));
    int blue = 0xff0072b2;
    long first =
        java.util.stream.IntStream.range(0, 600)
            .filter(y -> chart.pixels().getRGB(300, y) == blue)
            .count();
    long second =
        java.util.stream.IntStream.range(0, 600)
            .filter(y -> chart.pixels().getRGB(720, y) == blue)
            .count();
    assertThat(second).isCloseTo(2 * first, within(3L));
  }

  @Test
  void refusesChartsThatMeanNothing() {
    assertThatThrownBy(
            () -> picture("chart", "kind", "bar", "labels", List.of("a"), "values", List.of(1, 2)))
        .hasMessageContaining("as many labels as values");
    assertThatThrownBy(
            () -> picture("chart", "kind", "pie", "labels", List.of("a"), "values", List.of(-1)))
        .hasMessageContaining("pie");
    assertThatThrownBy(() ->
            picture(
                "chart",
                "kind",
                "line",
                "labels",
                List.of("a"),
                "values",
                List.of(Double.POSITIVE_INFINITY)))
        .isInstanceOf(RigelException.class);
  }

  @Test
  void makesCodesThatCanBeRead() throws Exception {
    Image code = picture("qr", "text", "grüße");
    int[] pixels = code.pixels().getRGB(0, 0, code.width(), code.height(), null, 0, code.width());
    var bitmap =
        new com.google.zxing.BinaryBitmap(
            new com.google.zxing.common.HybridBinarizer(
                new com.google.zxing.RGBLuminanceSource(code.width(), code.height(), pixels)));
    assertThat(new com.google.zxing.qrcode.QRCodeReader().decode(bitmap).getText())
        .isEqualTo("grüße");
    assertThatThrownBy(() -> picture("qr", "text", "x".repeat(2330)))
        .isInstanceOf(RigelException.class);
    assertThat(picture("qr", "text", "x".repeat(2329)).width()).isGreaterThan(100);
  }

  @Test
  void measuresAndComparesRegions() {
    Region large = Samples.region("a", 0, 0, 0.5, 0.5);
    Region small = Samples.region("b", 0.1, 0.1, 0.2, 0.2);
    Region far = Samples.region("c", 0.8, 0.8, 0.2, 0.2);
    assertThat(bench.call("area", "region", large)).isEqualTo(0.25);
    assertThat(bench.call("center", "region", large)).isEqualTo(List.of(0.25, 0.25));
    assertThat(bench.call("inside", "a", small, "b", large)).isEqualTo(true);
    assertThat(bench.call("inside", "a", large, "b", small)).isEqualTo(false);
    assertThat(bench.call("overlap", "a", large, "b", large)).isEqualTo(1.0);
    assertThat(bench.call("overlap", "a", large, "b", far)).isEqualTo(0.0);
    assertThat(bench.call("distance", "a", large, "b", far))
        .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
        .isCloseTo(Math.hypot(0.65, 0.65), within(1e-9));
  }

  @Test
  void doesNotCompareRegionsOfDifferentPages() {
    Region one = Samples.region("a", 0, 0, 0.5, 0.5).onPage(1);
    Region two = one.onPage(2);
    assertThat(bench.call("overlap", "a", one, "b", two)).isEqualTo(0.0);
    assertThat(bench.call("inside", "a", one, "b", two)).isEqualTo(false);
    assertThatThrownBy(() -> bench.call("distance", "a", one, "b", two))
        .hasMessageContaining("page 1 and page 2");
  }

  @Test
  void makesRegionsFromNumbers() {
    assertThat((Region) bench.call("box", "x", 0.5, "y", 0.5, "width", 0.9, "height", 0.2))
        .satisfies(box -> assertThat(box.box().right()).isEqualTo(1));
    assertThatThrownBy(() -> bench.call("box", "x", 5, "y", 0, "width", 10, "height", 10))
        .isInstanceOf(RigelException.class);
  }

  @Test
  void tellsTheFactsOfMedia() {
    assertThat(bench.call("info", "media", image))
        .isEqualTo(new Info("image", 80, 40, java.util.OptionalInt.empty()));
    assertThat(
            (Info)
                bench.call(
                    "info", "media", Samples.document(new String[] {"a"}, new String[] {"b"})))
        .satisfies(info -> assertThat(info.pages()).hasValue(2));
  }

  @Test
  void findsTheNumbersInAText() {
    assertThat(bench.call("numbers", "text", "3 apples for 2,50")).isEqualTo(List.of(3.0, 2.5));
  }

  @Test
  void findsTheDatesInATextInAFormThatSorts() {
    assertThat(bench.call("dates", "text", "from 31 May 2027\nto 2.6.2027, not 31 June 2027"))
        .isEqualTo(List.of("2027-05-31", "2027-06-02"));
    assertThat(bench.call("dates", "text", "13/04/2024 and 03/04/2024"))
        .isEqualTo(List.of("2024-04-13", "2024-04-03"));
    assertThat(bench.call("dates", "text", "none")).isEqualTo(List.of());
  }

  @Test
  void countsDays() {
    assertThat(bench.call("days", "start", "2024-02-28", "end", "1 March 2024")).isEqualTo(2L);
    assertThat(bench.call("days", "start", "2024-03-01", "end", "2024-02-28")).isEqualTo(-2L);
    assertThatThrownBy(() -> bench.call("days", "start", "soon", "end", "2024-02-28"))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("'start' must hold one date, not 0: soon");
  }
}
