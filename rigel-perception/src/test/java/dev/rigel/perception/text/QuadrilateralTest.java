package dev.rigel.perception.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuadrilateralTest {
  @Test
  void keepsSizeAndAngle() {
    Quadrilateral place = Quadrilateral.of(100, 80, 60, 20, 30);

    assertThat(place.width()).isCloseTo(60, within(1e-9));
    assertThat(place.height()).isCloseTo(20, within(1e-9));
    assertThat(place.degrees()).isCloseTo(30, within(1e-9));
    assertThat(place.centerX()).isCloseTo(100, within(1e-9));
    assertThat(place.centerY()).isCloseTo(80, within(1e-9));
  }

  @Test
  void clockwiseMeansThatTheRightEndSinks() {
    Quadrilateral place = Quadrilateral.of(0, 0, 60, 20, 30);

    assertThat(place.topRight().y()).isGreaterThan(place.topLeft().y());
    assertThat(place.bottomLeft().x()).isLessThan(place.topLeft().x());
  }

  @Test
  void aReaderTurnedByAQuarterSeesTheOtherSide() {
    Quadrilateral place = Quadrilateral.of(50, 50, 10, 80, 0);

    assertThat(place.isVertical()).isTrue();
    assertThat(place.turned(1).degrees()).isCloseTo(90, within(1e-9));
    assertThat(place.turned(1).width()).isCloseTo(80, within(1e-9));
    assertThat(place.turned(1).turned(2)).isEqualTo(place.turned(3));
    assertThat(place.turned(4)).isEqualTo(place);
  }

  @Test
  void cornersStayInThePicture() {
    Quadrilateral scaled = Quadrilateral.of(10, 10, 60, 40, 0).scaled(2, 3, 70, 80);

    assertThat(scaled.topLeft()).isEqualTo(new Quadrilateral.Corner(0, 0));
    assertThat(scaled.bottomRight()).isEqualTo(new Quadrilateral.Corner(70, 80));
  }
}
