package dev.rigel.benchmarks;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.awt.image.RescaleOp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceEntry;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDCheckBox;
import org.apache.pdfbox.pdmodel.interactive.form.PDTerminalField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * Makes the pictures and documents of the agent benchmark, always the same. Text is set by PDFBox's
 * own fonts.
 */
final class TaskInputs {
  private final Path folder;
  private final Path examples;

  private TaskInputs(Path folder, Path examples) {
    this.folder = folder;
    this.examples = examples;
  }

  /** Writes all inputs into the folder and copies the example photos beside them. */
  static void create(Path folder, Path examples) {
    try {
      Files.createDirectories(folder);
      new TaskInputs(folder, examples).write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write() throws IOException {
    for (String photo : List.of("astronaut.jpg", "cat.jpg", "coffee.jpg", "rocket.jpg")) {
      Files.copy(
          examples.resolve(photo),
          folder.resolve(photo),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    BufferedImage astronaut = photo("astronaut.jpg");
    png("two_astronauts.png", beside(astronaut, mirrored(astronaut)));
    png("cat_and_cup.png", beside(photo("cat.jpg"), photo("coffee.jpg")));
    png("shapes.png", shapes());
    png("qr_url.png", framed(qr("https://example.org/menu", 240), 320, 320));
    png(
        "qr_two.png",
        beside(framed(qr("alpha-17", 240), 320, 320), framed(qr("beta-42", 240), 320, 320)));
    BufferedImage logo = logo();
    png("logo.png", logo);
    png("poster.png", poster(logo));
    png("three_cats.png", threeCats(photo("cat.jpg")));
    png("big_small.png", bigAndSmall(astronaut));
    png("cat_copy.png", photo("cat.jpg"));
    png("dark.png", scaledBrightness(photo("coffee.jpg"), 0.25f));
    png("blurry.png", blurred(photo("cat.jpg")));
    texts();
    sheets();
  }

  private void texts() throws IOException {
    picture(
        "sign.png",
        400,
        300,
        List.of(
            line(40, 60, 34, "OPEN DAILY"),
            line(40, 130, 30, "9:00 - 17:30"),
            line(40, 220, 26, "CLOSED ON SUNDAY")));
    picture(
        "menu.png",
        420,
        360,
        List.of(
            line(40, 60, 24, "Tomato soup  4.50"),
            line(40, 120, 24, "Green salad  6.20"),
            line(40, 180, 24, "Fish of the day  14.80"),
            line(40, 240, 24, "Apple cake  3.90"),
            line(40, 300, 24, "Espresso  2.10")));
    picture(
        "shop_receipt.png",
        380,
        520,
        List.of(
            line(90, 50, 24, "Corner Market"),
            line(70, 85, 16, "12 Harbour Street, Leeds"),
            line(70, 110, 16, "Tel: 0113 496 0371"),
            line(40, 160, 16, "Date: 14.03.2026"),
            line(40, 210, 18, "Bread"),
            line(270, 210, 18, "3.20"),
            line(40, 240, 18, "Cheese"),
            line(270, 240, 18, "8.70"),
            line(40, 270, 18, "Coffee beans"),
            line(270, 270, 18, "11.50"),
            line(40, 330, 20, "TOTAL"),
            line(260, 330, 20, "23.40"),
            line(40, 380, 16, "Thank you for your visit")));
    document(
        "report.pdf",
        List.of(
            lines(
                "Annual Report of the Harbour Wind Project",
                "Published on 12 January 2026",
                "",
                "This report describes the first year of operation.",
                "Contact: office@harbourwind.example",
                "Telephone: +44 113 496 0455"),
            lines(
                "1. Finances",
                "The budget for 2025 was 1,250,000 EUR.",
                "Of this budget 82 percent was spent by 31 December 2025.",
                "Questions about money: finance@harbourwind.example"),
            lines(
                "2. Technology",
                "The third turbine went into service on 4 May 2025.",
                "Each turbine delivers up to 3.2 megawatts.",
                "Technical questions: office@harbourwind.example"),
            lines(
                "3. Outlook",
                "For 2026 the budget will grow by four percent.",
                "The next report appears in January 2027.")));
    document(
        "letter.pdf",
        List.of(
            lines(
                "Clara Hartmann",
                "5 Mill Lane, York",
                "",
                "2 April 2026",
                "",
                "Dear Mr Becker,",
                "thank you for the two chairs that arrived on Monday.",
                "One of them has a scratch on the left arm.",
                "Please let me know how we can exchange it.",
                "",
                "Kind regards",
                "Clara Hartmann")));
    document(
        "bill.pdf",
        List.of(
            lines(
                "Nordlicht Lighting Ltd",
                "8 Quay Road, Hull",
                "",
                "INVOICE",
                "Invoice number: INV-2026-0815",
                "Invoice date: 1 May 2026",
                "Due date: 31 May 2026",
                "",
                "Ceiling lamps, 10 pieces    1,100.00",
                "Installation                 150.00",
                "Net                        1,250.00",
                "VAT 19 percent               237.50",
                "Amount due: 1,487.50 EUR")));
  }

  /** A card, a ticket, a list, a contract, a table, a form and a stack of scans. */
  private void sheets() throws IOException {
    picture(
        "card.png",
        420,
        260,
        List.of(
            line(40, 60, 28, "Mara Voss"),
            line(40, 95, 16, "Head of Sales"),
            line(40, 150, 16, "Tel. +44 20 7946 0321"),
            line(40, 180, 16, "mara.voss@lindholm.example"),
            line(40, 210, 16, "www.lindholm.example")));
    picture(
        "scores.png",
        340,
        300,
        List.of(
            line(40, 50, 24, "Final scores"),
            line(40, 110, 22, "Anna 81"),
            line(40, 155, 22, "Ben 67"),
            line(40, 200, 22, "Cleo 92"),
            line(40, 245, 22, "Dan 74")));
    BufferedImage ticket =
        rendered(
            420,
            260,
            List.of(
                line(30, 50, 24, "Coast Railway"),
                line(30, 100, 18, "Leeds - Whitby"),
                line(30, 140, 18, "12 June 2026, 08:15"),
                line(30, 180, 18, "Coach 3, Seat 42")));
    draw(ticket, qr("TKT-889124", 300), 500, 160);
    png("ticket.png", ticket);
    document(
        "contract.pdf",
        List.of(
            lines(
                "Rental Agreement",
                "between Peter Osborne, 4 Elm Road, Bristol (landlord)",
                "and Lucy Grant, 9 Park Street, Leeds (tenant).",
                "The flat is let from 1 June 2026 to 31 May 2027.",
                "Landlord: p.osborne@homes.example, 0161 496 0220"),
            lines(
                "1. Rent",
                "The monthly rent is 850.00 EUR and is paid in advance.",
                "2. Deposit",
                "The deposit is 1,700.00 EUR. It is returned after the tenant moves out.",
                "Mr Osborne keeps the deposit on a separate account."),
            lines(
                "3. Notice",
                "Notice must be given three months ahead, in writing.",
                "In an emergency call the caretaker: 0117 496 0831",
                "Signed on 3 May 2026: Osborne, Grant")));
    document(
        "stack.pdf",
        List.of(
            lines("INVOICE", "Invoice number: A-771", "Page 1 of 2", "Paper, 20 boxes   400.00"),
            lines("Invoice A-771", "Page 2 of 2", "Amount due: 400.00 EUR"),
            lines(
                "Dear Ms Lindqvist,",
                "thank you for your visit last week.",
                "Kind regards",
                "T. Moss")));
    table();
    form();
    tilted();
  }

  private void table() throws IOException {
    List<List<String>> rows =
        List.of(
            List.of("Item", "Quantity", "Price"),
            List.of("Desk", "2", "180.00"),
            List.of("Chair", "6", "45.50"),
            List.of("Lamp", "3", "29.90"),
            List.of("Shelf", "1", "120.00"));
    try (PDDocument document = new PDDocument()) {
      List<Line> texts =
          new ArrayList<>(List.of(line(70, 90, 16, "Price list of the office shop")));
      for (int row = 0; row < rows.size(); row++) {
        for (int column = 0; column < 3; column++) {
          texts.add(line(78 + 140 * column, 147 + 26 * row, 12, rows.get(row).get(column)));
        }
      }
      page(document, PDRectangle.A4, texts);
      try (PDPageContentStream content =
          new PDPageContentStream(
              document, document.getPage(0), PDPageContentStream.AppendMode.APPEND, true)) {
        float top = PDRectangle.A4.getHeight() - 130;
        for (int row = 0; row <= rows.size(); row++) {
          content.moveTo(70, top - 26 * row);
          content.lineTo(490, top - 26 * row);
        }
        for (int column = 0; column <= 3; column++) {
          content.moveTo(70 + 140 * column, top);
          content.lineTo(70 + 140 * column, top - 26 * rows.size());
        }
        content.stroke();
      }
      document.save(folder.resolve("prices.pdf").toFile());
    }
  }

  private void form() throws IOException {
    try (PDDocument document = new PDDocument()) {
      page(
          document,
          PDRectangle.A4,
          List.of(
              line(70, 90, 16, "Registration"),
              line(70, 140, 12, "Full name:"),
              line(100, 190, 12, "Newsletter"),
              line(100, 220, 12, "Terms accepted")));
      PDAcroForm form = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(form);
      PDResources resources = new PDResources();
      resources.put(
          COSName.getPDFName("Helv"), new PDType1Font(Standard14Fonts.FontName.HELVETICA));
      form.setDefaultResources(resources);
      form.setDefaultAppearance("/Helv 12 Tf 0 g");
      PDTextField name = new PDTextField(form);
      name.setPartialName("Full name");
      place(document, name, 150, 128, 200);
      form.getFields().add(name);
      name.setValue("Jane Miller");
      tick(document, form, "Newsletter", 178, true);
      tick(document, form, "Terms accepted", 208, false);
      document.save(folder.resolve("form.pdf").toFile());
    }
  }

  private static void tick(
      PDDocument document, PDAcroForm form, String name, float top, boolean ticked)
      throws IOException {
    PDCheckBox box = new PDCheckBox(form);
    box.setPartialName(name);
    PDAnnotationWidget widget = place(document, box, 70, top, 14);
    PDAppearanceDictionary appearance = new PDAppearanceDictionary();
    PDAppearanceEntry states = new PDAppearanceEntry(new COSDictionary());
    for (String state : List.of("Yes", "Off")) {
      PDAppearanceStream stream = new PDAppearanceStream(document);
      stream.setBBox(new PDRectangle(14, 14));
      stream.setResources(new PDResources());
      try (PDPageContentStream content = new PDPageContentStream(document, stream)) {
        content.addRect(0.5f, 0.5f, 13, 13);
        if (state.equals("Yes")) {
          content.moveTo(2, 2);
          content.lineTo(12, 12);
          content.moveTo(2, 12);
          content.lineTo(12, 2);
        }
        content.stroke();
      }
      ((COSDictionary) states.getCOSObject()).setItem(COSName.getPDFName(state), stream);
    }
    appearance.setNormalAppearance(states);
    widget.setAppearance(appearance);
    form.getFields().add(box);
    if (ticked) {
      box.check();
    } else {
      box.unCheck();
    }
  }

  private static PDAnnotationWidget place(
      PDDocument document, PDTerminalField field, float x, float top, float width)
      throws IOException {
    PDAnnotationWidget widget = field.getWidgets().getFirst();
    widget.setRectangle(
        new PDRectangle(x, PDRectangle.A4.getHeight() - top - 14, width, width > 20 ? 18 : 14));
    widget.setPage(document.getPage(0));
    document.getPage(0).getAnnotations().add(widget);
    return widget;
  }

  /** A page of the letter on a dark desk, seven degrees askew. */
  private void tilted() throws IOException {
    BufferedImage sheet =
        rendered(
            420,
            560,
            List.of(
                line(40, 70, 22, "Minutes of the meeting"),
                line(40, 130, 16, "Present: all members"),
                line(40, 170, 16, "The budget was agreed.")));
    BufferedImage out = canvas(1100, 1400, new Color(50, 40, 35));
    Graphics2D graphics = out.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.rotate(Math.toRadians(7), 550, 700);
    graphics.drawImage(sheet, 130, 140, null);
    graphics.dispose();
    png("tilted.png", out);
  }

  /** Set apart, so that a detector sees three. */
  private static BufferedImage threeCats(BufferedImage cat) {
    BufferedImage out = canvas(1000, 800, new Color(200, 205, 200));
    draw(out, cat, 10, 20);
    draw(out, mirrored(cat), 275, 450);
    draw(out, cat, 540, 20);
    return out;
  }

  private static BufferedImage bigAndSmall(BufferedImage photo) {
    BufferedImage out = canvas(photo.getWidth() * 3 / 2, photo.getHeight(), Color.WHITE);
    draw(out, photo, 0, 0);
    Graphics2D graphics = out.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(
        photo,
        photo.getWidth(),
        photo.getHeight() / 4,
        photo.getWidth() / 2,
        photo.getHeight() / 2,
        null);
    graphics.dispose();
    return out;
  }

  private static BufferedImage scaledBrightness(BufferedImage photo, float factor) {
    BufferedImage out = canvas(photo.getWidth(), photo.getHeight(), Color.BLACK);
    return new RescaleOp(factor, 0, null).filter(photo, out);
  }

  /** A box of 15 pixels, twice. */
  private static BufferedImage blurred(BufferedImage photo) {
    float[] kernel = new float[225];
    Arrays.fill(kernel, 1 / 225f);
    ConvolveOp box = new ConvolveOp(new Kernel(15, 15, kernel), ConvolveOp.EDGE_NO_OP, null);
    return box.filter(box.filter(photo, null), null);
  }

  private static void draw(BufferedImage onto, BufferedImage what, int x, int y) {
    Graphics2D graphics = onto.createGraphics();
    graphics.drawImage(what, x, y, null);
    graphics.dispose();
  }

  private record Line(double x, double y, double size, String text) {}

  private static Line line(double x, double y, double size, String text) {
    return new Line(x, y, size, text);
  }

  private static List<Line> lines(String... texts) {
    List<Line> all = new ArrayList<>();
    double y = 90;
    for (String text : texts) {
      all.add(line(70, y, all.isEmpty() ? 16 : 12, text));
      y += all.size() == 1 ? 36 : 22;
    }
    return all;
  }

  private void document(String name, List<List<Line>> pages) throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (List<Line> lines : pages) {
        page(document, PDRectangle.A4, lines);
      }
      document.save(folder.resolve(name).toFile());
    }
  }

  private void picture(String name, int width, int height, List<Line> lines) throws IOException {
    png(name, rendered(width, height, lines));
  }

  private static BufferedImage rendered(int width, int height, List<Line> lines)
      throws IOException {
    try (PDDocument document = new PDDocument()) {
      page(document, new PDRectangle(width, height), lines);
      return new PDFRenderer(document).renderImageWithDPI(0, 144, ImageType.RGB);
    }
  }

  private static void page(PDDocument document, PDRectangle size, List<Line> lines)
      throws IOException {
    PDPage page = new PDPage(size);
    document.addPage(page);
    PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      for (Line line : lines) {
        content.beginText();
        content.setFont(font, (float) line.size());
        content.newLineAtOffset((float) line.x(), (float) (size.getHeight() - line.y()));
        content.showText(line.text());
        content.endText();
      }
    }
  }

  private BufferedImage photo(String name) throws IOException {
    return ImageIO.read(examples.resolve(name).toFile());
  }

  private static BufferedImage canvas(int width, int height, Color background) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(background);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return image;
  }

  private static BufferedImage mirrored(BufferedImage source) {
    BufferedImage out = canvas(source.getWidth(), source.getHeight(), Color.WHITE);
    Graphics2D graphics = out.createGraphics();
    graphics.drawImage(source, source.getWidth(), 0, -source.getWidth(), source.getHeight(), null);
    graphics.dispose();
    return out;
  }

  private static BufferedImage beside(BufferedImage left, BufferedImage right) {
    int height = Math.min(left.getHeight(), right.getHeight());
    int leftWidth = left.getWidth() * height / left.getHeight();
    int rightWidth = right.getWidth() * height / right.getHeight();
    BufferedImage out = canvas(leftWidth + rightWidth, height, Color.WHITE);
    Graphics2D graphics = out.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(left, 0, 0, leftWidth, height, null);
    graphics.drawImage(right, leftWidth, 0, rightWidth, height, null);
    graphics.dispose();
    return out;
  }

  private static BufferedImage framed(BufferedImage inner, int width, int height) {
    BufferedImage out = canvas(width, height, Color.WHITE);
    Graphics2D graphics = out.createGraphics();
    graphics.drawImage(
        inner, (width - inner.getWidth()) / 2, (height - inner.getHeight()) / 2, null);
    graphics.dispose();
    return out;
  }

  private static BufferedImage shapes() {
    BufferedImage out = canvas(400, 300, new Color(30, 90, 200));
    Graphics2D graphics = out.createGraphics();
    graphics.setColor(new Color(220, 30, 30));
    graphics.fillRect(40, 40, 90, 90);
    graphics.setColor(new Color(250, 220, 40));
    graphics.fillOval(240, 150, 100, 100);
    graphics.dispose();
    return out;
  }

  private static BufferedImage logo() {
    BufferedImage out = canvas(64, 64, new Color(240, 240, 240));
    Graphics2D graphics = out.createGraphics();
    graphics.setColor(new Color(200, 20, 60));
    graphics.fillOval(6, 6, 52, 52);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(18, 27, 28, 10);
    graphics.setColor(new Color(20, 20, 90));
    graphics.fillPolygon(new int[] {32, 44, 20}, new int[] {10, 24, 24}, 3);
    graphics.dispose();
    return out;
  }

  private static BufferedImage poster(BufferedImage logo) {
    BufferedImage out = canvas(600, 420, new Color(235, 225, 200));
    Graphics2D graphics = out.createGraphics();
    graphics.setColor(new Color(60, 120, 80));
    graphics.fillRect(0, 330, 600, 90);
    graphics.setColor(new Color(90, 60, 30));
    graphics.fillOval(250, 120, 140, 180);
    graphics.drawImage(logo, 60, 50, null);
    graphics.drawImage(logo, 470, 220, null);
    graphics.dispose();
    return out;
  }

  private static BufferedImage qr(String text, int size) {
    BitMatrix matrix;
    try {
      matrix = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, size, size);
    } catch (WriterException e) {
      throw new IllegalArgumentException(e);
    }
    BufferedImage out = canvas(size, size, Color.WHITE);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        if (matrix.get(x, y)) {
          out.setRGB(x, y, 0);
        }
      }
    }
    return out;
  }

  private void png(String name, BufferedImage image) throws IOException {
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }
}
