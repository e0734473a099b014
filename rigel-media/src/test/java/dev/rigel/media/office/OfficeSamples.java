package dev.rigel.media.office;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.Document;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/** Small documents of office programs, and their archives part by part. */
public final class OfficeSamples {
  private OfficeSamples() {}

  /** With a header, a footer, a footnote, a table and a red picture. */
  public static byte[] docx() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XWPFDocument document = new XWPFDocument()) {
      document
          .createHeader(HeaderFooterType.DEFAULT)
          .createParagraph()
          .createRun()
          .setText("Top line");
      document
          .createHeader(HeaderFooterType.FIRST)
          .createParagraph()
          .createRun()
          .setText("Top line");
      document
          .createFooter(HeaderFooterType.DEFAULT)
          .createParagraph()
          .createRun()
          .setText("Foot line");
      XWPFParagraph paragraph = document.createParagraph();
      paragraph.createRun().setText("Body text");
      paragraph.addFootnoteReference(footnote(document));
      XWPFTable table = document.createTable(2, 2);
      table.getRow(0).getCell(0).setText("Town");
      table.getRow(1).getCell(1).setText("12");
      document
          .createParagraph()
          .createRun()
          .addPicture(
              new ByteArrayInputStream(red()),
              Document.PICTURE_TYPE_PNG,
              "red.png",
              Units.toEMU(100),
              Units.toEMU(50));
      document.write(out);
    } catch (InvalidFormatException e) {
      throw new IOException(e);
    }
    return out.toByteArray();
  }

  private static org.apache.poi.xwpf.usermodel.XWPFFootnote footnote(XWPFDocument document) {
    org.apache.poi.xwpf.usermodel.XWPFFootnote note = document.createFootnote();
    note.createParagraph().createRun().setText("Small print");
    return note;
  }

  /** A red picture of 20 by 10 pixels. */
  public static byte[] red() throws IOException {
    BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, 20, 10);
    graphics.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }

  public static byte[] xlsx() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      XSSFSheet sheet = workbook.createSheet("Sales");
      for (int row = 0; row < 20; row++) {
        sheet.createRow(row).createCell(0).setCellValue("Town " + row);
        sheet.getRow(row).createCell(1).setCellValue(row * 1.5);
      }
      workbook.write(out);
    }
    return out.toByteArray();
  }

  public static byte[] pptx() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XMLSlideShow show = new XMLSlideShow()) {
      show.createSlide().createTextBox().setText("A slide");
      show.write(out);
    }
    return out.toByteArray();
  }

  public static byte[] odt() throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("mimetype", bytes("application/vnd.oasis.opendocument.text"));
    parts.put(
        "content.xml",
        bytes(
            "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text>"
                + "<text:h text:outline-level=\"1\">Title</text:h><text:p>Some text here.</text:p>"
                + "</office:text></office:body></office:document-content>"));
    parts.put(
        "META-INF/manifest.xml",
        bytes(
            "<m:manifest xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"
                + "<m:file-entry m:full-path=\"/\""
                + " m:media-type=\"application/vnd.oasis.opendocument.text\"/>"
                + "<m:file-entry m:full-path=\"content.xml\" m:media-type=\"text/xml\"/>"
                + "</m:manifest>"));
    return archive(parts);
  }

  public static byte[] epub() throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("mimetype", bytes("application/epub+zip"));
    parts.put(
        "META-INF/container.xml",
        bytes(
            "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>"
                + "<rootfile full-path=\"book.opf\"/></rootfiles></container>"));
    parts.put(
        "book.opf",
        bytes(
            "<package xmlns=\"http://www.idpf.org/2007/opf\"><manifest><item id=\"a\" href=\"a.xhtml\""
                + " media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"a\"/></spine>"
                + "</package>"));
    parts.put("a.xhtml", bytes("<html><body><h1>One</h1><p>A chapter.</p></body></html>"));
    return archive(parts);
  }

  public static byte[] mail() {
    return bytes(
        "From: Anna <anna@shop.example>\r\nTo: tom@shop.example\r\nSubject: Lunch\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
            + "Content-Type: text/plain\r\n\r\nAt noon?\r\n--x\r\nContent-Type: text/html\r\n\r\n"
            + "<p>At <b>noon</b>?</p>\r\n--x--\r\n");
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The parts of an archive by name, in their order. */
  public static Map<String, byte[]> parts(byte[] archive) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put(entry.getName(), zip.readAllBytes());
      }
    }
    return parts;
  }

  /** An archive whose first part is not packed, as some kinds want it. */
  public static byte[] archive(Map<String, byte[]> parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      boolean first = true;
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        ZipEntry entry = new ZipEntry(part.getKey());
        if (first) {
          java.util.zip.CRC32 sum = new java.util.zip.CRC32();
          sum.update(part.getValue());
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(part.getValue().length);
          entry.setCrc(sum.getValue());
          first = false;
        }
        zip.putNextEntry(entry);
        zip.write(part.getValue());
      }
    }
    return out.toByteArray();
  }

  /** The archive with types for parts of more endings, so that none is refused for lack of one. */
  public static byte[] typed(byte[] archive) throws IOException {
    String name = "[Content_Types].xml";
    StringBuilder types = new StringBuilder();
    for (String ending : new String[] {"bin", "txt", "zip"}) {
      types.append("<Default Extension=\"" + ending + "\" ContentType=\"application/x-other\"/>");
    }
    String known = new String(parts(archive).get(name), StandardCharsets.UTF_8);
    return with(archive, name, known.replace("</Types>", types + "</Types>"));
  }

  /** The archive with a part put in or replaced. */
  public static byte[] with(byte[] archive, String name, String content) throws IOException {
    Map<String, byte[]> parts = parts(archive);
    parts.put(name, bytes(content));
    return archive(parts);
  }
}
