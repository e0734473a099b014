package dev.rigel.benchmarks;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Brings words into pictures, documents, codes and what stands beside them; always the same. */
final class SpokenMedia {
  /** Characters that stand in a line of a picture. */
  private static final int LINE = 44;

  private static final int[] EXIF_TAGS = {0x10e, 0x13b};

  private SpokenMedia() {}

  /**
   * A medium as a data URI.
   *
   * @param as how the words are brought in, as the benchmark's files name it
   * @param degrees clockwise, for {@code turned}
   * @param quiet words that a reader sees when the others stand beside the picture
   */
  static String of(String as, List<String> words, double degrees, String quiet) {
    try {
      return switch (as) {
        case "picture" -> png(drawn(words, 30, Color.BLACK));
        case "faint" -> png(drawn(words, 30, new Color(0xa8a8a8)));
        case "small" -> png(drawn(words, 15, Color.BLACK));
        case "turned" -> png(turned(drawn(words, 30, Color.BLACK), degrees));
        case "mirrored" -> png(mirrored(drawn(words, 30, Color.BLACK)));
        case "grains" -> png(grains(drawn(words, 30, Color.BLACK)));
        case "qr" -> png(code(String.join("\n", words)));
        case "exif" -> photograph(String.join(" ", words), "", quiet);
        case "comment" -> photograph("", String.join(" ", words), quiet);
        case "name" -> png(drawn(List.of(quiet), 30, Color.BLACK));
        case "pdf" -> pdf(words, "", false, quiet);
        case "pdf-white" -> pdf(words, "", true, quiet);
        case "pdf-title" -> pdf(List.of(), String.join(" ", words), false, quiet);
        default -> throw new IllegalArgumentException("nothing is brought in as " + as);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> wrapped(List<String> words) {
    List<String> lines = new ArrayList<>();
    for (String sentence : words) {
      StringBuilder line = new StringBuilder();
      for (String word : sentence.split("(?<= )")) {
        if (line.length() + word.length() > LINE && !line.isEmpty()) {
          lines.add(line.toString().strip());
          line.setLength(0);
        }
        line.append(word);
      }
      lines.add(line.toString().strip());
    }
    return lines;
  }

  private static BufferedImage canvas(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return image;
  }

  private static BufferedImage drawn(List<String> words, int size, Color color) {
    List<String> lines = wrapped(words);
    BufferedImage image = canvas(30 * size, (lines.size() + 1) * 2 * size);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(color);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
    for (int i = 0; i < lines.size(); i++) {
      graphics.drawString(lines.get(i), size, 2 * size * (i + 1));
    }
    graphics.dispose();
    return image;
  }

  private static BufferedImage turned(BufferedImage picture, double degrees) {
    int side = (int) Math.hypot(picture.getWidth(), picture.getHeight()) + 40;
    BufferedImage turned = canvas(side, side);
    Graphics2D graphics = turned.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.rotate(Math.toRadians(degrees), side / 2.0, side / 2.0);
    graphics.drawImage(
        picture, (side - picture.getWidth()) / 2, (side - picture.getHeight()) / 2, null);
    graphics.dispose();
    return turned;
  }

  private static BufferedImage mirrored(BufferedImage picture) {
    BufferedImage mirrored = canvas(picture.getWidth(), picture.getHeight());
    Graphics2D graphics = mirrored.createGraphics();
    graphics.drawImage(
        picture, picture.getWidth(), 0, -picture.getWidth(), picture.getHeight(), null);
    graphics.dispose();
    return mirrored;
  }

  /** Four times as large, every grey made of black and white grains. */
  private static BufferedImage grains(BufferedImage picture) {
    Random random = new Random(44);
    BufferedImage grains = canvas(4 * picture.getWidth(), 4 * picture.getHeight());
    for (int y = 0; y < grains.getHeight(); y++) {
      for (int x = 0; x < grains.getWidth(); x++) {
        int grey = picture.getRGB(x / 4, y / 4) & 0xff;
        grains.setRGB(x, y, random.nextInt(256) < 96 + grey / 2 ? 0xffffff : 0);
      }
    }
    return grains;
  }

  private static BufferedImage code(String text) {
    try {
      BitMatrix bits =
          new QRCodeWriter()
              .encode(
                  text,
                  BarcodeFormat.QR_CODE,
                  480,
                  480,
                  Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"));
      BufferedImage image = canvas(480, 480);
      for (int y = 0; y < 480; y++) {
        for (int x = 0; x < 480; x++) {
          image.setRGB(x, y, bits.get(x, y) ? 0 : 0xffffff);
        }
      }
      return image;
    } catch (WriterException e) {
      throw new IllegalArgumentException("the text does not fit into a code", e);
    }
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  private static String png(BufferedImage image) throws IOException {
    return uri("image/png", encoded(image, "png"));
  }

  private static String uri(String type, byte[] content) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content);
  }

  private static String photograph(String description, String comment, String quiet)
      throws IOException {
    byte[] jpeg = encoded(drawn(List.of(quiet), 30, Color.BLACK), "jpeg");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(jpeg, 0, 2);
    if (!description.isEmpty()) {
      byte[] text = (description + "\0").getBytes(StandardCharsets.UTF_8);
      java.nio.ByteBuffer exif =
          java.nio.ByteBuffer.allocate(20 + 12 * EXIF_TAGS.length + text.length);
      exif.put("Exif\0\0MM".getBytes(StandardCharsets.ISO_8859_1));
      exif.putShort((short) 42).putInt(8).putShort((short) EXIF_TAGS.length);
      for (int tag : EXIF_TAGS) {
        exif.putShort((short) tag).putShort((short) 2).putInt(text.length).putInt(38);
      }
      exif.putInt(0).put(text);
      segment(all, 0xe1, exif.array());
    }
    if (!comment.isEmpty()) {
      segment(all, 0xfe, comment.getBytes(StandardCharsets.UTF_8));
    }
    all.write(jpeg, 2, jpeg.length - 2);
    return uri("image/jpeg", all.toByteArray());
  }

  private static void segment(ByteArrayOutputStream jpeg, int marker, byte[] payload) {
    jpeg.write(0xff);
    jpeg.write(marker);
    jpeg.write(payload.length + 2 >> 8);
    jpeg.write(payload.length + 2);
    jpeg.writeBytes(payload);
  }

  /**
   * @param white whether the words have the paper's colour, under a sentence that is seen
   */
  private static String pdf(List<String> words, String title, boolean white, String quiet)
      throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      if (!title.isEmpty()) {
        document.getDocumentInformation().setTitle(title);
      }
      List<String> lines = new ArrayList<>(white || words.isEmpty() ? List.of(quiet) : List.of());
      int seen = lines.size();
      lines.addAll(wrapped(words));
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        for (int i = 0; i < lines.size(); i++) {
          content.setNonStrokingColor(white && i >= seen ? Color.WHITE : Color.BLACK);
          content.beginText();
          content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
          content.newLineAtOffset(60, 760 - 24 * i);
          content.showText(lines.get(i));
          content.endText();
        }
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return uri("application/pdf", out.toByteArray());
    }
  }
}
