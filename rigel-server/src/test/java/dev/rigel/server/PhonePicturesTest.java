package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.MediaLimits;
import dev.rigel.media.MediaReader;
import dev.rigel.media.PixelAccount;
import dev.rigel.media.ffmpeg.FfmpegFinder;
import dev.rigel.media.office.OfficePrinter;
import dev.rigel.weights.PullListener;
import dev.rigel.weights.PullingModelFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures as phones write them, decoded by the pulled FFmpeg. */
@Tag("slow")
class PhonePicturesTest {
  private final PullingModelFiles files =
      PullingModelFiles.standard(System.getenv(), PullListener.silent());
  private final MediaReader reader = reader(MediaLimits.DEFAULT);

  private MediaReader reader(MediaLimits limits) {
    return new MediaReader(
        limits,
        new PixelAccount(200_000_000),
        2,
        new FfmpegFinder(Optional.empty(), "", scope -> files.path("ffmpeg", scope)),
        OfficePrinter.none());
  }

  @AfterEach
  void close() {
    reader.close();
    files.close();
  }

  /** It needs libraries of the system (docs/media.md); without them there is nothing to test. */
  private void assumeThatFfmpegStarts() {
    CallScope scope = CallScope.unlimited();
    assertThat(files.path("ffmpeg", scope)).exists();
    assumeThat(new FfmpegFinder(Optional.empty(), "", _ -> files.path("ffmpeg", scope)).find(scope))
        .as("the pulled FFmpeg starts on this machine")
        .isPresent();
  }

  private static byte[] content(String name) throws IOException {
    try (InputStream in = PhonePicturesTest.class.getResourceAsStream(name)) {
      return in == null ? new byte[0] : in.readAllBytes();
    }
  }

  /** Levels 0 to 255 of red, at parts of the sides. */
  private static int red(Image image, double x, double y) {
    int at = (int) (y * image.height()) * image.width() + (int) (x * image.width());
    return image.packedPixels()[at] >> 16 & 255;
  }

  @ParameterizedTest
  @CsvSource({"phone.heic, 320, 213", "tiles.avif, 256, 256", "turned.avif, 213, 320"})
  void areWholeAndUpright(String name, int width, int height) throws IOException {
    assumeThatFfmpegStarts();
    Image image = reader.readImage(content(name), CallScope.unlimited());

    assertThat(image.width()).isEqualTo(width);
    // Coded heights are even.
    assertThat(image.height()).isBetween(height, height + 1);
    // The white rim of the cup, and the dark corner that is at the upper left of the photograph.
    boolean turned = name.startsWith("turned");
    assertThat(red(image, turned ? 0.07 : 0.45, turned ? 0.55 : 0.07)).isGreaterThan(180);
    assertThat(red(image, 0.02, turned ? 0.98 : 0.02)).isLessThan(60);
  }

  @Test
  void areShrunkWhenSmallerOnesAreWanted() throws IOException {
    assumeThatFfmpegStarts();
    assertThat(reader.readScaled(content("tiles.avif"), 100, CallScope.unlimited()).width())
        .isEqualTo(100);
  }

  @Test
  void robustness22areRefusedWhenTooLargeBeforeAnyProcessStarts() throws IOException {
    assumeThatFfmpegStarts();
    try (MediaReader small = reader(MediaLimits.DEFAULT.withPixelsPerImage(1_000))) {
      byte[] content = content("phone.heic");
      assertThatThrownBy(() -> small.readImage(content, CallScope.unlimited()))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED))
          .hasMessageContaining("320 x 21");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"phone.heic", "tiles.avif"})
  void robustness24surviveDamage(String name) throws IOException {
    byte[] content = content(name);
    Random random = new Random(24);
    for (int i = 0; i < 20; i++) {
      byte[] changed =
          Arrays.copyOf(content, i % 2 == 0 ? content.length : random.nextInt(content.length));
      for (int change = 0; change < 4 && changed.length > 40; change++) {
        changed[32 + random.nextInt(changed.length - 32)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(reader.readImage(changed, CallScope.unlimited()).width()).isPositive();
      } catch (RigelException e) {
        assertThat(e.code())
            .isIn(ErrorCode.MEDIA_REFUSED, ErrorCode.UNSUPPORTED_MEDIA, ErrorCode.NOT_IMPLEMENTED);
      }
    }
  }
}
