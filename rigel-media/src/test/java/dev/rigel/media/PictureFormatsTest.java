package dev.rigel.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.GpsDirectory;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PictureFormatsTest {
  private final CallScope scope = CallScope.unlimited();
  private MediaReader reader;

  @BeforeAll
  void open() {
    reader = new MediaReader(MediaLimits.DEFAULT, PixelAccount.ofHeap(), 2);
  }

  @AfterAll
  void close() {
    reader.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif", "bmp", "tiff"})
  void readsWhatJavaWrites(String format) {
    byte[] content = Samples.encoded(Samples.quarters(64, 48, BufferedImage.TYPE_INT_RGB), format);

    assertQuarters(reader.readImage(content, scope), 64, 48, 12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lossy.webp",
        "lossless.webp",
        "animated.webp",
        "cmyk-adobe.jpg",
        "ycck-adobe.jpg",
        "cmyk-plain.jpg",
        "cmyk.tif",
        "progressive.jpg",
        "lzw.tif",
        "jpeg.tif",
        "pages.tif",
        "animated.gif"
      })
  void readsWhatOthersWrite(String name) {
    assertQuarters(reader.readImage(Samples.file(name), scope), 32, 24, 45);
  }

  @ParameterizedTest
  @ValueSource(strings = {"turned.png", "turned.webp", "turned.tif"})
  void putsOtherFormatsUprightToo(String name) {
    Image image = reader.readImage(Samples.file(name), scope);

    assertThat(image.width()).isEqualTo(24);
    assertThat(image.height()).isEqualTo(32);
    assertNear(image, 0.75, 0.25, Color.RED, 20);
    assertNear(image, 0.75, 0.75, Color.GREEN, 20);
  }

  @Test
  void keepsAlpha() {
    Image image = reader.readImage(Samples.file("alpha.webp"), scope);

    assertThat(image.hasAlpha()).isTrue();
    assertThat(image.packedPixels()[0] >>> 24).isLessThan(20);
    assertThat(image.packedPixels()[image.packedPixels().length - 1] >>> 24).isGreaterThan(235);
  }

  @Test
  void robustness27readsSixteenBitGreyWithoutBrighteningIt() {
    Image image = reader.readImage(Samples.file("grey16.png"), scope);

    assertThat(image.packedPixels()[0] & 0xff).isBetween(127, 129);
  }

  @Test
  void robustness27readsGreyWithAlpha() {
    Image image = reader.readImage(Samples.file("grey-alpha.png"), scope);

    assertThat(image.packedPixels()[0]).isEqualTo(64 << 24 | 0x808080);
  }

  @Test
  void robustness27readsPalettesWithATransparentColour() {
    Image image = reader.readImage(Samples.file("palette-alpha.png"), scope);

    assertThat(image.hasAlpha()).isTrue();
    assertThat(Arrays.stream(image.packedPixels()).map(p -> p >>> 24).distinct())
        .containsExactlyInAnyOrder(0, 255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"one-bit.png", "one-bit.tif"})
  void robustness27readsOneBit(String name) {
    Image image = reader.readImage(Samples.file(name), scope);

    assertNear(image, 0.75, 0.75, Color.WHITE, 0);
    assertThat(Arrays.stream(image.packedPixels()).map(p -> p & 0xffffff).distinct())
        .containsExactlyInAnyOrder(0, 0xffffff);
  }

  @Test
  void appliesAColourProfile() {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    byte[] grey = Samples.encoded(plain(new Color(55, 55, 55)), "jpeg");

    Image image = reader.readImage(withProfile(grey, profile), scope);

    // 55 of 255 in linear light is a middle grey in sRGB.
    assertThat(image.packedPixels()[0] & 0xff).isBetween(124, 132);
  }

  @Test
  void robustness26survivesABrokenColourProfile() {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    byte[] content = Samples.encoded(Samples.quarters(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg");

    for (int cut : new int[] {1, 100, 128, 132, 200, profile.length - 1}) {
      Image image = reader.readImage(withProfile(content, Arrays.copyOf(profile, cut)), scope);
      assertThat(image.width()).isEqualTo(64);
    }
    Arrays.fill(profile, 130, profile.length, (byte) 0xff);
    assertQuarters(reader.readImage(withProfile(content, profile), scope), 64, 48, 12);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "2,2", "3,3", "4,4", "5,5", "6,6", "7,7", "8,8", "9,1", "65535,1"})
  void robustness26appliesOrientationOnceAndIgnoresInvalidOnes(int written, int applied) {
    byte[] content = Samples.encoded(Samples.quarters(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg");

    Image image = reader.readImage(Exif.withOrientation(content, written), scope);

    boolean turned = applied >= 5;
    assertThat(image.width()).isEqualTo(turned ? 48 : 64);
    assertThat(image.height()).isEqualTo(turned ? 64 : 48);
    Color[] corners =
        switch (applied) {
          case 2 -> new Color[] {Color.GREEN, Color.RED, Color.WHITE, Color.BLUE};
          case 3 -> new Color[] {Color.WHITE, Color.BLUE, Color.GREEN, Color.RED};
          case 4 -> new Color[] {Color.BLUE, Color.WHITE, Color.RED, Color.GREEN};
          case 5 -> new Color[] {Color.RED, Color.BLUE, Color.GREEN, Color.WHITE};
          case 6 -> new Color[] {Color.BLUE, Color.RED, Color.WHITE, Color.GREEN};
          case 7 -> new Color[] {Color.WHITE, Color.GREEN, Color.BLUE, Color.RED};
          case 8 -> new Color[] {Color.GREEN, Color.WHITE, Color.RED, Color.BLUE};
          default -> new Color[] {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};
        };
    assertNear(image, 0.25, 0.25, corners[0], 12);
    assertNear(image, 0.75, 0.25, corners[1], 12);
    assertNear(image, 0.25, 0.75, corners[2], 12);
    assertNear(image, 0.75, 0.75, corners[3], 12);
  }

  @Test
  void robustness26survivesTenMegabytesOfXmpAndABrokenThumbnail() {
    byte[] content = Samples.encoded(Samples.quarters(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg");
    ByteArrayOutputStream xmp = new ByteArrayOutputStream();
    for (int i = 0; i < 160; i++) {
      byte[] payload = new byte[65_500];
      byte[] name = "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(name, 0, payload, 0, name.length);
      xmp.writeBytes(Exif.segment(0xe1, payload));
    }
    byte[] brokenThumbnail = "JFXX\0\u0010\u00ff".getBytes(StandardCharsets.ISO_8859_1);
    xmp.writeBytes(Exif.segment(0xe0, brokenThumbnail));

    Image image = reader.readImage(Exif.insert(content, xmp.toByteArray()), scope);

    assertQuarters(image, 64, 48, 12);
  }

  @ParameterizedTest
  @CsvSource({"1,6", "6,1", "1,1"})
  void robustness26showsThePictureWhateverItsThumbnailShows(int written, int ofThumbnail) {
    byte[] content = Samples.encoded(Samples.quarters(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg");
    byte[] other = Samples.encoded(plain(Color.BLACK), "jpeg");

    Image image =
        reader.readImage(Exif.withPlaceAndThumbnail(content, written, other, ofThumbnail), scope);

    assertThat(image.width()).isEqualTo(written == 1 ? 64 : 48);
    assertNear(image, 0.75, 0.75, written == 1 ? Color.WHITE : Color.GREEN, 12);
    assertNear(image, 0.25, 0.75, written == 1 ? Color.BLUE : Color.WHITE, 12);
  }

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void robustness26tellsNoPlaceInWhatIsMadeOfAPicture(ImageFormat format) throws Exception {
    byte[] plain = Samples.encoded(Samples.quarters(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg");
    byte[] content = Exif.withPlaceAndThumbnail(plain, 1, plain, 1);
    assertThat(metadata(content).getFirstDirectoryOfType(GpsDirectory.class).getGeoLocation())
        .isNotNull();

    byte[] made = reader.readImage(content, scope).encode(format);

    assertThat(metadata(made).containsDirectoryOfType(GpsDirectory.class)).isFalse();
    assertThat(metadata(made).containsDirectoryOfType(ExifIFD0Directory.class)).isFalse();
    assertThat(new String(made, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "eXIf");
  }

  private static Metadata metadata(byte[] content) throws Exception {
    return ImageMetadataReader.readMetadata(new ByteArrayInputStream(content));
  }

  @Test
  void robustness27readsThePictureBeforeItsGainMap() {
    byte[] content = Samples.encoded(Samples.quarters(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg");
    byte[] gainMap = Samples.encoded(plain(Color.GRAY), "jpeg");
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    String description =
        "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'"
            + " xmlns:hdrgm='http://ns.adobe.com/hdr-gain-map/1.0/' hdrgm:Version='1.0'/>";
    both.writeBytes(
        Exif.insert(
            Exif.insert(content, Exif.segment(0xe2, bytes("MPF\0MM\0*\0\0\0\b\0\0\0\0\0\0"))),
            Exif.segment(0xe1, bytes(description))));
    both.writeBytes(gainMap);

    assertQuarters(reader.readImage(both.toByteArray(), scope), 64, 48, 12);
  }

  @Test
  void readsAnyFrameOfAnAnimationAndAnyPageOfATiff() {
    Image second = reader.readFrame(Samples.file("animated.gif"), 2, scope);
    assertNear(second, 0.25, 0.3, Color.BLACK, 40);
    assertNear(second, 0.75, 0.25, Color.GREEN, 40);
    Image page = reader.readFrame(Samples.file("pages.tif"), 2, scope);
    assertThat(page.width()).isEqualTo(10);
    assertThat(page.height()).isEqualTo(20);
    assertThatThrownBy(() -> reader.readFrame(Samples.file("pages.tif"), 3, scope))
        .isInstanceOf(RigelException.class);
    assertThatThrownBy(() -> reader.readFrame(Samples.file("animated.gif"), 9, scope))
        .isInstanceOf(RigelException.class);
  }

  @Test
  void robustness28readsTinyAndNarrowPictures() {
    for (int[] size : new int[][] {{1, 1}, {1, 10_000}, {10_000, 1}}) {
      BufferedImage narrow = new BufferedImage(size[0], size[1], BufferedImage.TYPE_INT_ARGB);
      Image image = reader.readImage(Samples.encoded(narrow, "png"), scope);
      assertThat(image.width()).isEqualTo(size[0]);
      assertThat(image.height()).isEqualTo(size[1]);
      assertThat(image.packedPixels()).containsOnly(0);
      Image small = reader.readScaled(Samples.encoded(narrow, "png"), 100, scope);
      assertThat(Math.max(small.width(), small.height())).isLessThanOrEqualTo(100);
    }
  }

  @Test
  void robustness28refusesNoBytesAtAll() {
    assertThatThrownBy(() -> reader.read(new byte[0], scope))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED))
        .hasMessageContaining("empty");
  }

  @ParameterizedTest
  @CsvSource({
    "avif.avif, AVIF",
    "j2k.jp2, JPEG 2000",
  })
  void robustness27namesFormatsThatHaveNoDecoder(String file, String name) {
    assertUnsupported(Samples.file(file), name);
  }

  @Test
  void robustness27namesHeicAndJpegXl() {
    assertUnsupported(bytes("\0\0\0\u0018ftypheic\0\0\0\0mif1heic"), "HEIC");
    assertUnsupported(bytes("\0\0\0\u0018ftypmif1\0\0\0\0mif1avif"), "AVIF");
    assertUnsupported(bytes("\u00ff\n\u0001\u0002"), "JPEG XL");
    assertThatThrownBy(() -> reader.readImage(bytes("<!doctype html><html><body>not found"), scope))
        .hasMessageContaining("HTML");
    assertUnsupported(bytes("PK\u0003\u0004xxxx"), "ZIP");
  }

  @Test
  void saysThatVideoAndAudioAreNotAvailable() {
    for (String start :
        new String[] {"\0\0\0\u0018ftypisom\0\0", "\u001aE\u00df\u00a3", "RIFFxxxxAVI ", "OggS"}) {
      assertThatThrownBy(() -> reader.read(bytes(start + "0123456789"), scope))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_IMPLEMENTED))
          .hasMessageContaining("not available in this version");
    }
  }

  @Test
  void shrinksByAveragingTheArea() {
    BufferedImage stripes = new BufferedImage(4_000, 3_000, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 3_000; y++) {
      for (int x = 0; x < 4_000; x++) {
        stripes.setRGB(x, y, x / 3 % 2 == 0 ? 0xffffff : 0);
      }
    }
    Image small = reader.readScaled(Samples.encoded(stripes, "png"), 100, scope);

    assertThat(small.width()).isEqualTo(100);
    assertThat(small.height()).isEqualTo(75);
    assertThat(
            Arrays.stream(small.packedPixels()).map(p -> p & 0xff).filter(v -> v < 105 || v > 150))
        .isEmpty();
  }

  @Test
  void whatIsEncodedReadsBackTheSame() {
    Image image = Image.of(Samples.quarters(20, 10, BufferedImage.TYPE_INT_ARGB));

    Image png = reader.readImage(image.encode(ImageFormat.PNG), scope);
    assertThat(png.packedPixels()).isEqualTo(image.packedPixels());
    Image clear = Image.ofPacked(16, 16, true, new int[256]);
    assertNear(reader.readImage(clear.encode(ImageFormat.JPEG), scope), 0.5, 0.5, Color.WHITE, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>",
        "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;'>"
            + "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;'>]><svg>&c;</svg>",
        "<svg xmlns:xlink='x'><image xlink:href='file:///etc/passwd'/></svg>",
        "<svg><image href='http://169.254.169.254/latest/meta-data/'/></svg>",
        "<svg onload='alert(1)'><script>alert(1)</script></svg>",
        "  \n<!-- a picture --><SVG/>",
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://example.org/svg11.dtd'>"
      })
  void robustness25neverInterpretsSvg(String content) {
    assertUnsupported(bytes(content), "SVG");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "push graphic-context\nviewbox 0 0 9 9\nimage over 0,0 0,0 'https://example.org/x'\npop",
        "<?xml version='1.0'?><image><read filename='/etc/passwd'/><write filename='x'/></image>",
        "%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) (r) file",
        "/* XPM */ static char *x[] = {\"1 1 1 1\"};",
        "P3\n1 1\n255\n0 0 0\n",
        "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd"
      })
  void robustness25runsNoScriptOfAPictureProgram(String content) {
    assertThatThrownBy(() -> reader.read(bytes(content), scope))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA))
        .hasMessageNotContaining("passwd");
  }

  private void assertUnsupported(byte[] content, String name) {
    assertThatThrownBy(() -> reader.read(content, scope))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA))
        .hasMessageContaining(name);
  }

  private static BufferedImage plain(Color color) {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i % 16, i / 16, color.getRGB());
    }
    return image;
  }

  private static byte[] withProfile(byte[] jpeg, byte[] profile) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    payload.writeBytes(bytes("ICC_PROFILE\0\u0001\u0001"));
    payload.writeBytes(profile);
    return Exif.insert(jpeg, Exif.segment(0xe2, payload.toByteArray()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void assertQuarters(Image image, int width, int height, int tolerance) {
    assertThat(image.width()).isEqualTo(width);
    assertThat(image.height()).isEqualTo(height);
    assertNear(image, 0.25, 0.25, Color.RED, tolerance);
    assertNear(image, 0.75, 0.25, Color.GREEN, tolerance);
    assertNear(image, 0.25, 0.75, Color.BLUE, tolerance);
    assertNear(image, 0.75, 0.75, Color.WHITE, tolerance);
  }

  private static void assertNear(Image image, double x, double y, Color wanted, int tolerance) {
    int at = (int) (y * image.height()) * image.width() + (int) (x * image.width());
    Color seen = new Color(image.packedPixels()[at]);
    assertThat(
            List.of(
                Math.abs(seen.getRed() - wanted.getRed()),
                Math.abs(seen.getGreen() - wanted.getGreen()),
                Math.abs(seen.getBlue() - wanted.getBlue())))
        .as("%s at %s, %s, wanted %s", seen, x, y, wanted)
        .allMatch(difference -> difference <= tolerance);
  }
}
