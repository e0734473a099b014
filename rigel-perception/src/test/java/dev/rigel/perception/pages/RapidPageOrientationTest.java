package dev.rigel.perception.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.perception.Examples;
import dev.rigel.perception.RealNetworks;
import java.awt.Color;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class RapidPageOrientationTest {
  @RegisterExtension static final RealNetworks NETWORKS = new RealNetworks();

  private final RapidPageOrientation orientation = new RapidPageOrientation(NETWORKS.networks());

  @ParameterizedTest
  @ValueSource(ints = {0, 90, 180, 270})
  void tellsTheClockwiseTurnOfAPage(int degrees) {
    Image page = Image.of(Examples.turned(Examples.pixels("receipt.png"), degrees));

    assertThat(orientation.clockwiseTurn(page, CallScope.unlimited())).isEqualTo(degrees);
  }

  @Test
  void survivesAPictureOfOnePixel() {
    assertThat(
            orientation.clockwiseTurn(
                Image.of(Examples.canvas(1, 1, Color.WHITE)), CallScope.unlimited()))
        .isBetween(0, 270);
  }
}
