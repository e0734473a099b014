package dev.rigel.media.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.media.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SequentialJpegTest {
  private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

  /** Soft colours with some grain, away from black and white, so that nothing is cut off. */
  private static BufferedImage picture(int width, int height, int type) {
    Random random = new Random(5);
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = (int) (128 + 60 * Math.sin(x / 9.0) + random.nextInt(9));
        int green = (int) (128 + 60 * Math.cos(y / 7.0) + random.nextInt(9));
        int blue = (int) (128 + 50 * Math.sin((x + y) / 15.0) + random.nextInt(9));
        image.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    return image;
  }

  private static byte[] jpeg(BufferedImage image, int across, int down, int restartInterval)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var bytes = new ByteArrayOutputStream();
        var output = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(0.9f);
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromRenderedImage(image), parameters);
      Element root = (Element) metadata.getAsTree(FORMAT);
      NodeList components = root.getElementsByTagName("componentSpec");
      ((Element) components.item(0)).setAttribute("HsamplingFactor", Integer.toString(across));
      ((Element) components.item(0)).setAttribute("VsamplingFactor", Integer.toString(down));
      if (restartInterval > 0) {
        IIOMetadataNode restart = new IIOMetadataNode("dri");
        restart.setAttribute("interval", Integer.toString(restartInterval));
        Element scan = (Element) root.getElementsByTagName("sos").item(0);
        scan.getParentNode().insertBefore(restart, scan);
      }
      metadata.setFromTree(FORMAT, root);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, metadata), parameters);
      output.flush();
      return bytes.toByteArray();
    } finally {
      writer.dispose();
    }
  }

  private static int[] decoded(byte[] jpeg) {
    return new SampleColors(false).packed(SequentialJpeg.of(jpeg).orElseThrow().samples());
  }

  private static int[] byTheJdk(byte[] jpeg) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  /** Largest and mean difference of a channel. */
  private static double[] difference(int[] one, int[] other) {
    assertThat(one).hasSameSizeAs(other);
    double sum = 0;
    int most = 0;
    for (int i = 0; i < one.length; i++) {
      for (int shift = 0; shift <= 16; shift += 8) {
        int difference = Math.abs((one[i] >> shift & 255) - (other[i] >> shift & 255));
        sum += difference;
        most = Math.max(most, difference);
      }
    }
    return new double[] {most, sum / 3 / one.length};
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0, 160, 120",
    "2, 2, 0, 160, 120",
    "2, 1, 0, 160, 120",
    "2, 2, 0, 161, 119",
    "2, 1, 0, 33, 7",
    "2, 2, 3, 161, 119",
    "1, 1, 1, 50, 50",
    "2, 2, 0, 1, 1",
    "2, 2, 0, 5, 200"
  })
  void decodesAsTheJdkDoes(int across, int down, int restartInterval, int width, int height)
      throws IOException {
    byte[] jpeg =
        jpeg(picture(width, height, BufferedImage.TYPE_INT_RGB), across, down, restartInterval);

    double[] difference = difference(decoded(jpeg), byTheJdk(jpeg));

    // Rounding alone; the colours are multiplied by up to 1.8 afterwards.
    assertThat(difference[0]).isLessThanOrEqualTo(4);
    assertThat(difference[1]).isLessThan(0.5);
  }

  @Test
  void decodesColoursThatAreCoarserDownwardsOnly() throws IOException {
    byte[] jpeg = jpeg(picture(90, 70, BufferedImage.TYPE_INT_RGB), 1, 2, 0);

    // The JDK repeats such rows instead of interpolating them.
    assertThat(difference(decoded(jpeg), byTheJdk(jpeg))[1]).isLessThan(2);
  }

  @Test
  void decodesGrey() throws IOException {
    byte[] jpeg = jpeg(picture(77, 41, BufferedImage.TYPE_BYTE_GRAY), 1, 1, 0);
    int[] samples = new int[77 * 41];
    ImageIO.read(new ByteArrayInputStream(jpeg)).getRaster().getSamples(0, 0, 77, 41, 0, samples);

    int[] own = decoded(jpeg);

    for (int i = 0; i < samples.length; i++) {
      assertThat(own[i] & 255).isBetween(samples[i] - 1, samples[i] + 1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "160, 120",
    "120, 90",
    "80, 60",
    "79, 59",
    "53, 40",
    "40, 30",
    "39, 11",
    "20, 15",
    "17, 3",
    "7, 5",
    "1, 1",
    "160, 1"
  })
  void shrinksToTheMeansOfTheAreas(int width, int height) throws IOException {
    byte[] jpeg = jpeg(picture(160, 120, BufferedImage.TYPE_INT_RGB), 1, 1, 0);
    Image whole = Image.ofPacked(160, 120, false, decoded(jpeg));

    int[] shrunk =
        new SampleColors(false).packed(SequentialJpeg.of(jpeg).orElseThrow().shrunk(width, height));

    double[] difference = difference(shrunk, whole.shrunk(width, height).packedPixels());
    // Where the edge of an area cuts a group of pixels, the group's mean counts by its share.
    assertThat(difference[0]).isLessThanOrEqualTo(8);
    assertThat(difference[1]).isLessThan(1.5);
  }

  @ParameterizedTest
  @CsvSource({"101, 77, 50, 38", "101, 77, 13, 10", "67, 35, 33, 17", "67, 35, 5, 2"})
  void shrinksOddSizesWithoutMovingThem(int width, int height, int newWidth, int newHeight)
      throws IOException {
    byte[] jpeg = jpeg(picture(width, height, BufferedImage.TYPE_INT_RGB), 2, 2, 0);
    Image whole = Image.ofPacked(width, height, false, decoded(jpeg));

    int[] shrunk =
        new SampleColors(false)
            .packed(SequentialJpeg.of(jpeg).orElseThrow().shrunk(newWidth, newHeight));

    // Colours are not interpolated before they are averaged.
    assertThat(difference(shrunk, whole.shrunk(newWidth, newHeight).packedPixels())[1])
        .isLessThan(2.5);
  }

  @Test
  void leavesOtherKindsToOthers() throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var bytes = new ByteArrayOutputStream();
        var output = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      writer.setOutput(output);
      writer.write(
          null, new IIOImage(picture(20, 20, BufferedImage.TYPE_INT_RGB), null, null), parameters);
      output.flush();
      assertThat(SequentialJpeg.of(bytes.toByteArray())).isEmpty();
    } finally {
      writer.dispose();
    }
    assertThat(SequentialJpeg.of(new byte[] {(byte) 0xff, (byte) 0xd8})).isEmpty();
    assertThat(SequentialJpeg.of(new byte[0])).isEmpty();
  }

  @Test
  void robustness24saysWhenDataLacksAndNeverRunsAway() throws IOException {
    byte[] jpeg = jpeg(picture(200, 150, BufferedImage.TYPE_INT_RGB), 2, 2, 0);
    byte[] half = Arrays.copyOf(jpeg, jpeg.length / 2);
    assertThatThrownBy(() -> decoded(half)).isInstanceOf(DamagedJpegException.class);

    Random random = new Random(24);
    for (int i = 0; i < 1_000; i++) {
      byte[] changed = jpeg.clone();
      for (int change = 0; change <= i % 5; change++) {
        changed[2 + random.nextInt(changed.length - 2)] = (byte) random.nextInt(256);
      }
      try {
        SequentialJpeg.of(changed)
            .filter(file -> (long) file.width() * file.height() < 1_000_000)
            .ifPresent(file -> file.shrunk(1, 1));
      } catch (DamagedJpegException | ArrayIndexOutOfBoundsException e) {
        // What the decoder's caller hands to the JDK's decoder.
        assertThat(e).isNotNull();
      }
    }
  }
}
