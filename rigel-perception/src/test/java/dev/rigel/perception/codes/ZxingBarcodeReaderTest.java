package dev.rigel.perception.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import dev.rigel.base.CallScope;
import dev.rigel.base.Lane;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.perception.Examples;
import dev.rigel.perception.network.Networks;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.awt.image.RescaleOp;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class ZxingBarcodeReaderTest {
  @TempDir Path folder;
  private final Lane lane = new Lane("codes", 1, 4);
  private ZxingBarcodeReader reader;

  @BeforeEach
  void open() {
    reader =
        new ZxingBarcodeReader(
            new Networks(
                (name, scope) -> {
                  throw new IllegalStateException("codes need no network, not even " + name);
                },
                lane,
                1,
                folder));
  }

  @AfterEach
  void close() {
    lane.close();
  }

  private List<Region> codes(BufferedImage picture) {
    return reader.barcodes(Image.of(picture), CallScope.unlimited());
  }

  private static BufferedImage drawn(BarcodeFormat format, String text, int width, int height) {
    try {
      BitMatrix modules =
          new MultiFormatWriter()
              .encode(text, format, width, height, Map.of(EncodeHintType.MARGIN, 4));
      int quiet = 16;
      BufferedImage picture =
          Examples.canvas(
              modules.getWidth() + 2 * quiet, modules.getHeight() + 2 * quiet, Color.WHITE);
      for (int y = 0; y < modules.getHeight(); y++) {
        for (int x = 0; x < modules.getWidth(); x++) {
          if (modules.get(x, y)) {
            picture.setRGB(x + quiet, y + quiet, 0);
          }
        }
      }
      return picture;
    } catch (WriterException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "QR_CODE, qr_code, https://example.org/a?b=c, 240, 240",
    "DATA_MATRIX, data_matrix, DM 12345, 200, 200",
    "AZTEC, aztec, Aztec ticket 99, 200, 200",
    "PDF_417, pdf_417, PDF417 holds longer text, 420, 140",
    "EAN_13, ean_13, 4006381333931, 300, 120",
    "EAN_8, ean_8, 96385074, 200, 90",
    "UPC_A, upc_a, 036000291452, 300, 110",
    "UPC_E, upc_e, 01234565, 200, 90",
    "CODE_128, code_128, RIGEL-2026-0042, 420, 100",
    "CODE_39, code_39, CODE39-7, 420, 90",
    "CODE_93, code_93, CODE93X, 360, 90",
    "ITF, itf, 12345678901231, 360, 100",
    "CODABAR, codabar, A40156B, 360, 100",
  })
  void readsEveryKind(BarcodeFormat format, String label, String text, int width, int height) {
    BufferedImage page = Examples.canvas(700, 500, new Color(230, 228, 220));
    BufferedImage code = drawn(format, text, width, height);
    Examples.pasted(page, code, 120, 150, 1);

    List<Region> found = codes(page);

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().label()).isEqualTo(label);
    assertThat(found.getFirst().text()).isEqualTo(text);
    double centerX = (120 + code.getWidth() / 2.0) / 700;
    double centerY = (150 + code.getHeight() / 2.0) / 500;
    assertThat(found.getFirst().box().center().x()).isCloseTo(centerX, within(0.03));
    assertThat(found.getFirst().box().center().y()).isCloseTo(centerY, within(0.03));
    assertThat(found.getFirst().box().height() * 500).isGreaterThan(0.5 * code.getHeight());
  }

  @Test
  void theBoxOfAQrCodeReachesItsEdges() {
    BufferedImage page = Examples.canvas(600, 400, Color.WHITE);
    BufferedImage code = drawn(BarcodeFormat.QR_CODE, "edges", 200, 200);
    int first = 0;
    while (code.getRGB(first, first) == code.getRGB(0, 0)) {
      first++;
    }
    Examples.pasted(page, code, 300, 100, 1);

    Region found = codes(page).getFirst();

    assertThat(found.box().x() * 600).isCloseTo(300 + first, within(3.0));
    assertThat(found.box().right() * 600).isCloseTo(300 + code.getWidth() - first, within(4.0));
    assertThat(found.box().y() * 400).isCloseTo(100 + first, within(3.0));
  }

  @ParameterizedTest
  @CsvSource({"30", "45", "90", "135", "180", "270", "300"})
  void readsTurnedCodes(double degrees) {
    BufferedImage page = Examples.canvas(700, 400, Color.WHITE);
    Examples.pasted(page, drawn(BarcodeFormat.QR_CODE, "turned qr", 180, 180), 60, 100, 1);
    Examples.pasted(page, drawn(BarcodeFormat.CODE_128, "TURNED-1", 330, 90), 320, 140, 1);

    assertThat(codes(Examples.turned(page, degrees)))
        .extracting(Region::text)
        .containsExactlyInAnyOrder("turned qr", "TURNED-1");
  }

  @Test
  void readsBlurredFaintAndScratchedStripes() {
    BufferedImage code = drawn(BarcodeFormat.CODE_128, "WORN-2026", 420, 120);
    BufferedImage page = Examples.canvas(700, 400, new Color(120, 130, 110));
    Examples.pasted(page, code, 120, 120, 1);
    Graphics2D graphics = page.createGraphics();
    graphics.setColor(new Color(90, 40, 40));
    graphics.setStroke(new BasicStroke(9));
    graphics.drawLine(130, 190, 560, 215);
    graphics.dispose();
    float[] ninth = new float[9];
    Arrays.fill(ninth, 1 / 9f);
    BufferedImage worn = new ConvolveOp(new Kernel(3, 3, ninth)).filter(page, null);
    new RescaleOp(0.2f, 100, null).filter(worn, worn);

    assertThat(codes(worn)).extracting(Region::text).containsExactly("WORN-2026");
  }

  @Test
  void findsNoCodeInStripesAndBoards() {
    Random random = new Random(5);
    for (int i = 0; i < 8; i++) {
      BufferedImage page = Examples.canvas(500, 300, Color.WHITE);
      Graphics2D graphics = page.createGraphics();
      graphics.setColor(Color.BLACK);
      for (int at = 0; at < 70; at++) {
        graphics.fillRect(60 + 5 * at, 40, 1 + random.nextInt(4), 90);
        for (int row = 0; row < 14; row++) {
          graphics.fillRect(60 + 8 * random.nextInt(14), 160 + 8 * row, 8, 8);
        }
      }
      graphics.dispose();

      assertThat(codes(page)).isEmpty();
    }
  }

  @Test
  void readsSeveralCodesOnOnePageFromTheTop() {
    BufferedImage page = Examples.canvas(1400, 1000, new Color(230, 228, 220));
    Examples.pasted(page, drawn(BarcodeFormat.QR_CODE, "first", 200, 200), 40, 40, 1);
    Examples.pasted(page, drawn(BarcodeFormat.QR_CODE, "second", 150, 150), 900, 100, 1);
    Examples.pasted(page, drawn(BarcodeFormat.EAN_13, "4006381333931", 300, 120), 400, 420, 1);
    Examples.pasted(page, drawn(BarcodeFormat.QR_CODE, "first", 180, 180), 1000, 700, 1);

    assertThat(codes(page))
        .extracting(Region::text)
        .containsExactly("first", "second", "4006381333931", "first");
  }

  @Test
  void readsTheExample() {
    assertThat(codes(Examples.pixels("qr.png")))
        .extracting(Region::text)
        .containsExactly("https://example.org/rigel?table=7");
  }

  @Test
  void findsNoCodeInPhotographsAndText() {
    for (String name : List.of("astronaut.jpg", "cat.jpg", "receipt.png")) {
      assertThat(codes(Examples.pixels(name))).as(name).isEmpty();
    }
    assertThat(codes(Examples.canvas(1, 1, Color.BLACK))).isEmpty();
  }
}
