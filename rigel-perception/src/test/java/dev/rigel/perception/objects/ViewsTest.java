package dev.rigel.perception.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.media.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewsTest {
  private static final int CAT = CocoLabels.NAMES.indexOf("cat");
  private static final int DOG = CocoLabels.NAMES.indexOf("dog");

  private static Detection seen(int kind, double x, double y, double side, double confidence) {
    return new Detection(new Box(x, y, side, side), kind, confidence);
  }

  @Test
  void addsSmallThingsThatOnlyATileShows() {
    Detection large = seen(CAT, 0.1, 0.1, 0.5, 0.8);
    Detection small = seen(DOG, 0.8, 0.8, 0.05, 0.6);

    assertThat(Views.joined(List.of(large), List.of(small))).containsExactly(large, small);
  }

  @Test
  void keepsOneOfWhatTwoTilesShow() {
    Detection once = seen(CAT, 0.5, 0.5, 0.05, 0.7);
    Detection again = seen(CAT, 0.505, 0.5, 0.05, 0.6);

    assertThat(Views.joined(List.of(), List.of(again, once))).containsExactly(once);
  }

  @Test
  void leavesOutPartsOfWhatTheWholePictureShows() {
    Detection whole = seen(CAT, 0.1, 0.1, 0.5, 0.6);

    assertThat(Views.joined(List.of(whole), List.of(seen(CAT, 0.3, 0.3, 0.1, 0.9))))
        .containsExactly(whole);
  }

  @Test
  void distrustsWhatATileIsUnsureOfAndLargeThingsInIt() {
    assertThat(
            Views.joined(
                List.of(), List.of(seen(CAT, 0, 0, 0.05, 0.35), seen(DOG, 0.5, 0.5, 0.4, 0.9))))
        .isEmpty();
  }

  @Test
  void cutsOnlyLargePicturesIntoTilesThatOverlapAndCoverThem() {
    assertThat(Tile.of(1200, 900)).isEmpty();

    List<Tile> tiles = Tile.of(3000, 2000);

    assertThat(tiles.getFirst().x()).isZero();
    assertThat(tiles.getLast().x() + tiles.getLast().width()).isEqualTo(3000);
    assertThat(tiles.getLast().y() + tiles.getLast().height()).isEqualTo(2000);
    assertThat(tiles.get(1).x()).isLessThan(tiles.getFirst().width());
  }

  @Test
  void knowsWhatATilesInnerEdgeCuts() {
    Tile right = new Tile(500, 0, 500, 800);

    assertThat(right.cuts(new Box(0, 0.2, 0.3, 0.3), 1000, 800)).isTrue();
    assertThat(right.cuts(new Box(0.7, 0.2, 0.3, 0.3), 1000, 800)).isFalse();
    assertThat(right.inPicture(new Box(0.5, 0.5, 0.5, 0.5), 1000, 800).x())
        .isCloseTo(0.75, within(1e-9));
  }
}
