package dev.rigel.perception.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.Folders;
import dev.rigel.base.Lane;
import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.perception.Examples;
import dev.rigel.perception.network.Networks;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class CorrelationTemplateFinderTest {
  private final Lane lane = new Lane("templates", 1, 4);
  private CorrelationTemplateFinder finder;

  @BeforeEach
  void open() {
    finder =
        new CorrelationTemplateFinder(
            new Networks(
                (name, scope) -> {
                  throw new IllegalStateException("templates need no network, not even " + name);
                },
                lane,
                1,
                Folders.of(System.getenv()).cache().resolve("native")));
  }

  @AfterEach
  void close() {
    lane.close();
  }

  private List<Region> find(BufferedImage picture, BufferedImage template) {
    return finder.find(Image.of(picture), Image.of(template), CallScope.unlimited());
  }

  /** The cup's rim and the coffee in it. */
  private static BufferedImage rim() {
    return Examples.pixels("coffee.jpg").getSubimage(170, 20, 160, 120);
  }

  @Test
  void findsTheOnePlaceItWasCutFrom() {
    List<Region> found = find(Examples.pixels("coffee.jpg"), rim());

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().label()).isEqualTo("match");
    assertThat(found.getFirst().confidence()).isGreaterThan(0.99);
    assertThat(found.getFirst().box().x() * 600).isCloseTo(170, within(1.5));
    assertThat(found.getFirst().box().y() * 400).isCloseTo(20, within(1.5));
  }

  @Test
  void findsEveryCopy() {
    BufferedImage page = Examples.pixels("rocket.jpg");
    for (int[] place : new int[][] {{20, 20}, {400, 60}, {200, 250}}) {
      Examples.pasted(page, rim(), place[0], place[1], 1);
    }

    assertThat(find(page, rim())).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.55, 0.8, 1.3, 1.8})
  void findsItLargerAndSmaller(double scale) {
    BufferedImage page = Examples.pixels("rocket.jpg");
    Examples.pasted(page, rim(), 120, 90, scale);

    List<Region> found = find(page, rim());

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().box().x() * 640).isCloseTo(120, within(15.0));
    assertThat(found.getFirst().box().width() * 640).isCloseTo(160 * scale, within(20.0));
  }

  @ParameterizedTest
  @ValueSource(ints = {90, 180, 270})
  void findsItTurnedByQuarters(int degrees) {
    BufferedImage page = Examples.pixels("rocket.jpg");
    Examples.pasted(page, Examples.turned(rim(), degrees), 120, 90, 1);

    assertThat(find(page, rim())).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"30, 1", "-77, 1.4", "131, 0.6", "-160, 1.9", "45, 0.5"})
  void findsItInAnyAngleAndSize(double degrees, double scale) {
    BufferedImage page = Examples.pixels("rocket.jpg");
    turnedOnto(page, rim(), 320, 210, degrees, scale);

    List<Region> found = find(page, rim());

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().angle().orElseThrow()).isCloseTo(degrees, within(1.0));
    assertThat(found.getFirst().box().center().x() * 640).isCloseTo(320, within(2.0));
    assertThat(found.getFirst().box().center().y() * 427).isCloseTo(210, within(2.0));
    assertThat(found.getFirst().points()).hasSize(4);
    double width =
        Math.hypot(
            640 * (found.getFirst().points().get(1).x() - found.getFirst().points().get(0).x()),
            427 * (found.getFirst().points().get(1).y() - found.getFirst().points().get(0).y()));
    assertThat(width).isCloseTo(160 * scale, within(4.0));
  }

  @Test
  void findsItUnderAnotherLight() {
    BufferedImage page = Examples.pixels("rocket.jpg");
    turnedOnto(page, rim(), 320, 210, 20, 1);
    new RescaleOp(0.55f, 30, null).filter(page, page);

    assertThat(find(page, rim())).hasSize(1);
  }

  @Test
  void tellsALabelFromOneWithAnotherNumber() {
    BufferedImage page = Examples.canvas(640, 427, Color.LIGHT_GRAY);
    Examples.pasted(page, label("KR 4175"), 60, 60, 1);
    Examples.pasted(page, label("KR 4976"), 300, 260, 1);

    assertThat(find(page, label("KR 4175")))
        .singleElement()
        .satisfies(hit -> assertThat(hit.box().y() * 427).isCloseTo(60, within(2.0)));
  }

  @Test
  void leavesOutWhatIsTransparent() {
    BufferedImage page = Examples.pixels("rocket.jpg");
    BufferedImage badge = badge();
    Graphics2D graphics = page.createGraphics();
    graphics.drawImage(badge, 40, 300, null);
    graphics.drawImage(badge, 500, 30, null);
    graphics.dispose();

    assertThat(find(page, badge)).hasSize(2);
  }

  private static void turnedOnto(
      BufferedImage page, BufferedImage thing, int x, int y, double degrees, double scale) {
    Graphics2D graphics = page.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.translate(x, y);
    graphics.rotate(Math.toRadians(degrees));
    graphics.scale(scale, scale);
    graphics.drawImage(thing, -thing.getWidth() / 2, -thing.getHeight() / 2, null);
    graphics.dispose();
  }

  private static BufferedImage label(String text) {
    BufferedImage label = Examples.canvas(150, 50, Color.WHITE);
    Graphics2D graphics = label.createGraphics();
    graphics.setColor(Color.BLUE);
    graphics.setFont(new Font(Font.MONOSPACED, Font.BOLD, 30));
    graphics.drawString(text, 12, 36);
    graphics.drawRect(3, 3, 143, 43);
    graphics.dispose();
    return label;
  }

  /** A disc with a bar across, transparent around it. */
  private static BufferedImage badge() {
    BufferedImage badge = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = badge.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillOval(0, 0, 64, 64);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(12, 20, 40, 12);
    graphics.dispose();
    return badge;
  }

  @Test
  void findsASmallThingInALargePicture() {
    BufferedImage page =
        Examples.pasted(
            Examples.canvas(3200, 2400, Color.WHITE), Examples.pixels("rocket.jpg"), 0, 0, 4);
    BufferedImage small = Examples.pixels("coffee.jpg").getSubimage(200, 60, 60, 50);
    Examples.pasted(page, small, 2100, 1300, 1);

    List<Region> found = find(page, small);

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().box().x() * 3200).isCloseTo(2100, within(2.0));
    assertThat(found.getFirst().box().y() * 2400).isCloseTo(1300, within(2.0));
  }

  @Test
  void findsNothingWhereItIsNot() {
    assertThat(find(Examples.pixels("astronaut.jpg"), rim())).isEmpty();
    assertThat(find(Examples.pixels("cat.jpg"), rim())).isEmpty();
    assertThat(find(Examples.pixels("receipt.png"), rim())).isEmpty();
    assertThat(find(Examples.canvas(500, 400, Color.GRAY), rim())).isEmpty();
  }

  @Test
  void findsNothingInAPictureSmallerThanTheTemplate() {
    assertThat(find(Examples.canvas(20, 20, Color.GRAY), rim())).isEmpty();
  }

  @Test
  void refusesAPlainTemplate() {
    assertThatThrownBy(() -> find(Examples.pixels("cat.jpg"), Examples.canvas(30, 30, Color.BLUE)))
        .isInstanceOfSatisfying(
            RigelException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
              assertThat(failure.param()).contains("template");
            });
  }
}
