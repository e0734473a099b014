package dev.rigel.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of very many pages, frames and sizes. */
@Timeout(1_200)
class ManyPagesTest {
  private final CallScope scope = CallScope.unlimited();
  private final MediaReader reader =
      new MediaReader(
          MediaLimits.DEFAULT.withPagesPerDocument(10_000), new PixelAccount(40_000_000), 1);

  @AfterEach
  void close() {
    reader.close();
  }

  private static byte[] pdf(int pages) throws IOException {
    try (PDDocument pdf = new PDDocument()) {
      PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
      for (int number = 1; number <= pages; number++) {
        PDPage page = new PDPage(PDRectangle.A6);
        pdf.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
          content.beginText();
          content.setFont(font, 12);
          content.newLineAtOffset(30, 200);
          content.showText("number" + number);
          content.endText();
        }
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      pdf.save(bytes);
      return bytes.toByteArray();
    }
  }

  @Test
  void robustness33readsSevenHundredPagesInLittleMemory() throws IOException {
    assertEveryPageIsRead(700);
  }

  @Tag("slow")
  @Test
  void robustness33readsTenThousandPagesInLittleMemory() throws IOException {
    assertEveryPageIsRead(10_000);
  }

  private void assertEveryPageIsRead(int pages) throws IOException {
    Document document = reader.readDocument(pdf(pages), scope);
    assertThat(document.pageCount()).isEqualTo(pages);
    long before = used();
    for (int number = 1; number <= pages; number++) {
      assertThat(document.words(number, scope))
          .extracting(Region::text)
          .containsExactly("number" + number);
    }
    assertThat(document.page(pages, scope).width()).isPositive();
    assertThat(used() - before).isLessThan(20_000_000 + 20_000L * pages);
  }

  /** Bytes of the heap that are reachable. */
  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void robustness33refusesMorePagesThanTheLimitNamingIt() throws IOException {
    byte[] content = pdf(60);
    try (MediaReader strict =
        new MediaReader(
            MediaLimits.DEFAULT.withPagesPerDocument(50), new PixelAccount(40_000_000), 1)) {
      assertThatThrownBy(() -> strict.readDocument(content, scope))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE))
          .hasMessageContaining("60")
          .hasMessageContaining("50");
    }
  }

  private static byte[] tiff(List<BufferedImage> pages) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (BufferedImage page : pages) {
        writer.writeToSequence(new IIOImage(page, null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  @Test
  void robustness29readsEachPageOfATiffAsItIs() throws IOException {
    byte[] content =
        tiff(
            List.of(
                new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB),
                new BufferedImage(7, 90, BufferedImage.TYPE_BYTE_GRAY),
                new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_BINARY)));
    assertThat(reader.readFrame(content, 1, scope).width()).isEqualTo(30);
    assertThat(reader.readFrame(content, 2, scope).height()).isEqualTo(90);
    assertThat(reader.readFrame(content, 3, scope).width()).isEqualTo(64);
    assertThatThrownBy(() -> reader.readFrame(content, 4, scope))
        .isInstanceOf(RigelException.class);
  }

  @Test
  void robustness29readsTheFirstOfTenThousandPages() throws IOException {
    BufferedImage page = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
    byte[] content = tiff(IntStream.range(0, 10_000).mapToObj(_ -> page).toList());
    assertThat(reader.readImage(content, scope).width()).isEqualTo(4);
    assertThatThrownBy(() -> reader.readFrame(content, 10_001, scope))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
  }

  @Test
  void robustness23refusesPicturesThatClaimMorePixelsThanAreDecoded() {
    byte[] gif = Samples.encoded(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "gif");
    for (int at : new int[] {6, 8}) {
      gif[at] = (byte) 0xff;
      gif[at + 1] = (byte) 0xff;
    }
    int frame = new String(gif, StandardCharsets.ISO_8859_1).indexOf(",\0\0\0\0") + 5;
    for (int i = 0; i < 4; i++) {
      gif[frame + i] = (byte) 0xff;
    }
    assertRefused(gif, ErrorCode.MEDIA_REFUSED);
    ByteBuffer webp = ByteBuffer.allocate(30).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    webp.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(22);
    webp.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(2);
    webp.put(new byte[] {-1, 63, 0, -1, 63, 0});
    assertRefused(webp.array(), ErrorCode.MEDIA_REFUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIMPLE  =                    T / FITS", "\u001f\u008b\u0008\u0000"})
  void robustness23unpacksNoFilesOfOtherKinds(String start) {
    byte[] content = new byte[4_000];
    byte[] head = start.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(head, 0, content, 0, head.length);
    assertRefused(content, ErrorCode.UNSUPPORTED_MEDIA);
  }

  private void assertRefused(byte[] content, ErrorCode code) {
    assertThatThrownBy(() -> reader.readImage(content, scope))
        .isInstanceOfSatisfying(RigelException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
