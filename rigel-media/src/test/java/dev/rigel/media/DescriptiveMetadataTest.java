package dev.rigel.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.rigel.base.CallScope;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;

class DescriptiveMetadataTest {
  private static byte[] picture(String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), format, out);
    return out.toByteArray();
  }

  private static byte[] exif(String words) {
    byte[] text = (words + "\0").getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer exif = ByteBuffer.allocate(6 + 8 + 2 + 12 + 4 + text.length);
    exif.put("Exif\0\0MM".getBytes(StandardCharsets.ISO_8859_1));
    exif.putShort((short) 42).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x10e).putShort((short) 2).putInt(text.length).putInt(26);
    return exif.putInt(0).put(text).array();
  }

  private static byte[] jpeg(int marker, byte[] payload) throws IOException {
    byte[] plain = picture("jpeg");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(plain, 0, 2);
    out.write(0xff);
    out.write(marker);
    out.write(payload.length + 2 >> 8);
    out.write(payload.length + 2);
    out.writeBytes(payload);
    out.write(plain, 2, plain.length - 2);
    return out.toByteArray();
  }

  private static byte[] png(String chunk, byte[] payload) throws IOException {
    byte[] plain = picture("png");
    byte[] named = new byte[4 + payload.length];
    System.arraycopy(chunk.getBytes(StandardCharsets.ISO_8859_1), 0, named, 0, 4);
    System.arraycopy(payload, 0, named, 4, payload.length);
    CRC32 sum = new CRC32();
    sum.update(named);
    ByteBuffer all = ByteBuffer.allocate(plain.length + named.length + 8);
    // After the signature and the header.
    all.put(plain, 0, 33).putInt(payload.length).put(named).putInt((int) sum.getValue());
    return all.put(plain, 33, plain.length - 33).array();
  }

  private static List<String> words(byte[] content) {
    return DescriptiveMetadata.ofPicture(content).stream()
        .map(entry -> entry.field() + ": " + entry.text())
        .toList();
  }

  @Test
  void readsWhatStandsBesideAPicture() throws IOException {
    assertThat(words(jpeg(0xe1, exif("two boats"))))
        .containsExactly("Image Description: two boats");
    assertThat(words(jpeg(0xfe, "by hand".getBytes(StandardCharsets.UTF_8))))
        .containsExactly("comment: by hand");
    byte[] packet =
        "http://ns.adobe.com/xap/1.0/\0<x><dc:title>At sea</dc:title></x>"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(words(jpeg(0xe1, packet))).singleElement().asString().contains("At sea");
    assertThat(words(png("tEXt", "Title\0At sea".getBytes(StandardCharsets.ISO_8859_1))))
        .contains("Title: At sea");
    assertThat(words(png("iTXt", "Title\0\0\0de\0Titel\0Auf See".getBytes(StandardCharsets.UTF_8))))
        .contains("Title: Auf See");
  }

  @Test
  void unpacksNothing() throws IOException {
    assertThat(words(png("zTXt", "Title\0\0packed".getBytes(StandardCharsets.ISO_8859_1))))
        .isEmpty();
    assertThat(words(png("iTXt", "Title\0\1\0\0\0packed".getBytes(StandardCharsets.UTF_8))))
        .isEmpty();
  }

  @Test
  void passesOverWhatIsBroken() throws IOException {
    Random random = new Random(3);
    for (byte[] whole :
        List.of(
            jpeg(0xe1, exif("two boats")),
            png("iTXt", "Title\0\0\0de\0Titel\0Auf See".getBytes(StandardCharsets.UTF_8)))) {
      for (int i = 0; i < 2_000; i++) {
        byte[] broken = Arrays.copyOf(whole, 8 + random.nextInt(whole.length - 8));
        for (int j = 0; j < 4; j++) {
          broken[4 + random.nextInt(broken.length - 4)] = (byte) random.nextInt();
        }
        assertThatCode(() -> DescriptiveMetadata.ofPicture(broken)).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void readsTheInformationOfADocument() throws IOException {
    try (PDDocument document = new PDDocument();
        MediaReader reader = new MediaReader(MediaLimits.DEFAULT, new PixelAccount(1 << 20), 1)) {
      document.addPage(new PDPage());
      document.getDocumentInformation().setTitle("A lease");
      document.getDocumentInformation().setCustomMetadataValue("Mood", "calm");
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      assertThat(
              reader
                  .readDocument(out.toByteArray(), CallScope.unlimited())
                  .information(CallScope.unlimited()))
          .extracting(DescriptiveMetadata.Entry::text)
          .contains("A lease", "calm");
    }
  }
}
