package dev.rigel.media.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.base.CallScope;
import dev.rigel.base.RigelException;
import dev.rigel.media.Document;
import dev.rigel.media.MediaFormat;
import dev.rigel.media.MediaLimits;
import dev.rigel.media.MediaReader;
import dev.rigel.media.PixelAccount;
import dev.rigel.media.Region;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OfficeReaderTest {
  private final CallScope scope = CallScope.unlimited();
  private final MediaReader reader = new MediaReader(MediaLimits.DEFAULT, PixelAccount.ofHeap(), 1);

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void readsTextAndTablesOfWordDocuments() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XWPFDocument document = new XWPFDocument()) {
      document.createParagraph().createRun().setText("A letter with ünïcode");
      XWPFTable table = document.createTable(2, 2);
      table.getRow(0).getCell(0).setText("Town");
      table.getRow(0).getCell(1).setText("Sum");
      table.getRow(1).getCell(0).setText("Oslo");
      table.getRow(1).getCell(1).setText("12");
      document.write(out);
    }
    assertThat(MediaFormat.of(out.toByteArray())).isEqualTo(MediaFormat.DOCX);
    Document document = reader.readDocument(out.toByteArray(), scope);
    assertThat(text(document)).isEqualTo("A letter with ünïcode Town Sum Oslo 12");
    assertThat(document.drawing(1, scope).rulings()).isNotEmpty();
    assertThat(document.note()).hasValueSatisfying(note -> assertThat(note).contains("plainly"));
    assertThat(document.page(1, scope).width()).isEqualTo(1240);
    assertThat(reader.readDocument(out.toByteArray(), scope).contentHash())
        .isEqualTo(document.contentHash());
  }

  @Test
  void readsSheetsAsTheyAreShownEachOnItsPage() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      XSSFSheet first = workbook.createSheet("Sales");
      first.createRow(0).createCell(0).setCellValue("Wide");
      first.addMergedRegion(new CellRangeAddress(0, 0, 0, 1));
      first.createRow(1).createCell(0).setCellValue("Oslo");
      first.getRow(1).createCell(1).setCellValue(12.5);
      workbook.createSheet("Costs").createRow(0).createCell(0).setCellFormula("1+1");
      workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
      workbook.write(out);
    }
    Document document = reader.readDocument(out.toByteArray(), scope);
    assertThat(document.pageCount()).isEqualTo(2);
    assertThat(text(document)).isEqualTo("Sales Wide Oslo 12.5 Costs 2");
  }

  @Test
  void readsSlidesEachOnItsPage() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XMLSlideShow show = new XMLSlideShow()) {
      for (String text : new String[] {"First slide", "Second slide"}) {
        XSLFTextBox box = show.createSlide().createTextBox();
        box.setText(text);
      }
      show.write(out);
    }
    Document document = reader.readDocument(out.toByteArray(), scope);
    assertThat(document.pageCount()).isEqualTo(2);
    assertThat(text(document)).isEqualTo("First slide Second slide");
  }

  @Test
  void readsOpenDocumentTextsWithSpans() throws IOException {
    String content =
        """
        <office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b"><office:body>
        <office:text><text:h text:outline-level="1">Head</text:h><text:p>Some <text:span>bold</text:span>
        words</text:p><table:table><table:table-row><table:table-cell table:number-columns-spanned="2">
        <text:p>Both</text:p></table:table-cell><table:covered-table-cell/></table:table-row>
        <table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell>
        <text:p>b</text:p></table:table-cell></table:table-row></table:table></office:text>
        </office:body></office:document-content>\
        """;
    byte[] odt = openDocument(content);
    assertThat(MediaFormat.of(odt)).isEqualTo(MediaFormat.ODT);
    assertThat(text(reader.readDocument(odt, scope))).isEqualTo("Head Some bold words Both a b");
  }

  /**
   * A text with two headers that say the same, one that is not shown, a footer, notes in a heading
   * and a paragraph, and pictures in a paragraph, in a box and beside the text.
   */
  private static byte[] fullText() throws IOException {
    String names =
        "xmlns:office=\"o\" xmlns:style=\"s\" xmlns:text=\"t\" xmlns:draw=\"d\" xmlns:svg=\"v\""
            + " xmlns:table=\"b\" xmlns:xlink=\"x\"";
    String content =
        """
        <office:document-content %s><office:body><office:text>
        <draw:frame svg:width="2in" svg:height="1in"><draw:image xlink:href="Pictures/red.png"/>
        </draw:frame><text:h text:outline-level="1">Head<text:note text:note-class="endnote">
        <text:note-citation>i</text:note-citation><text:note-body><text:p>At the end</text:p>
        </text:note-body></text:note></text:h><text:p>Body<text:note><text:note-citation>1\
        </text:note-citation><text:note-body><text:p>Small</text:p><text:p>print</text:p>
        </text:note-body></text:note> goes on<draw:frame svg:width="72pt" svg:height="36pt">\
        <draw:image xlink:href="./Pictures/red.png"/><draw:image xlink:href="Pictures/none.png"/>\
        </draw:frame><draw:frame><draw:text-box><text:p><draw:frame><draw:image\
         xlink:href="Pictures/red.png"/></draw:frame>Boxed</text:p></draw:text-box></draw:frame>\
        </text:p><table:table><table:table-row><table:table-cell><text:p>Cell<text:note>\
        <text:note-citation>2</text:note-citation><text:note-body><text:p>Under it</text:p>\
        </text:note-body></text:note></text:p></table:table-cell></table:table-row></table:table>
        <text:p>Last<office:annotation><text:p>A comment</text:p></office:annotation></text:p>
        </office:text></office:body></office:document-content>\
        """
            .formatted(names);
    String styles =
        """
        <office:document-styles %s><office:automatic-styles><style:page-layout><style:header-style/>
        </style:page-layout></office:automatic-styles><office:master-styles><style:master-page>
        <style:header><text:p>Top line</text:p></style:header><style:header-first>
        <text:p>Top line</text:p><text:p>First page</text:p></style:header-first>
        <style:header-left style:display="false"><text:p>Never</text:p></style:header-left>
        <style:footer><text:p>Foot line</text:p></style:footer></style:master-page>
        </office:master-styles></office:document-styles>\
        """
            .formatted(names);
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("mimetype", OfficeSamples.bytes("application/vnd.oasis.opendocument.text"));
    parts.put("content.xml", OfficeSamples.bytes(content));
    parts.put("styles.xml", OfficeSamples.bytes(styles));
    parts.put("Pictures/red.png", OfficeSamples.red());
    return OfficeSamples.archive(parts);
  }

  @Test
  void readsHeadersFootersNotesAndPicturesOfOpenDocumentTexts() throws IOException {
    Document document = reader.readDocument(fullText(), scope);

    assertThat(text(document))
        .isEqualTo(
            "Top line First page Head [i: At the end] Body goes on Boxed [1: Small print]"
                + " Cell [2: Under it] Last Foot line");
    assertThat(document.drawing(1, scope).pictures())
        .hasSize(3)
        .satisfiesExactly(
            // A4 is 595 points wide: two inches, one inch, and twenty pixels.
            beside -> assertThat(beside.width() * 595).isCloseTo(144, within(1.0)),
            inText -> assertThat(inText.width() * 595).isCloseTo(72, within(1.0)),
            boxed -> assertThat(boxed.width() * 595).isCloseTo(15, within(1.0)));
  }

  @Test
  void setsTitlesOfOpenDocumentTextsLargeWhateverTheirOwnStyle() throws IOException {
    String content =
        """
        <office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s">
        <office:automatic-styles><style:style style:name="P1" style:parent-style-name="Title"/>
        <style:style style:name="P2" style:parent-style-name="Standard"/></office:automatic-styles>
        <office:body><office:text><text:p text:style-name="P1">Report</text:p>
        <text:p text:style-name="P2">Words</text:p></office:text></office:body>
        </office:document-content>\
        """;

    List<Region> words = reader.readDocument(openDocument(content), scope).words(1, scope);

    assertThat(words).extracting(Region::text).containsExactly("Report", "Words");
    assertThat(words.getFirst().box().height())
        .isCloseTo(2 * words.getLast().box().height(), within(0.001));
  }

  private static String openTables(String kind) {
    String cell =
        "<table:table-cell office:value-type=\"string\"><text:p>%s</text:p></table:table-cell>";
    String table =
        "<table:table table:name=\"%s\"><table:table-row>"
            + cell
            + "</table:table-row></table:table>";
    return "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\"><office:body>"
        + "<office:%s>".formatted(kind)
        + table.formatted("Sales", "one")
        + table.formatted("Costs", "two")
        + "</office:%s></office:body></office:document-content>".formatted(kind);
  }

  @Test
  void setsTheSheetsOfOpenDocumentSpreadsheetsEachOnItsPageWithItsName() throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("mimetype", OfficeSamples.bytes("application/vnd.oasis.opendocument.spreadsheet"));
    parts.put("content.xml", OfficeSamples.bytes(openTables("spreadsheet")));

    Document sheets = reader.readDocument(OfficeSamples.archive(parts), scope);

    assertThat(text(sheets)).isEqualTo("Sales one Costs two");
    assertThat(sheets.pageCount()).isEqualTo(2);
  }

  @Test
  void setsTheTablesOfOpenDocumentTextsAmongTheText() throws IOException {
    Document text = reader.readDocument(openDocument(openTables("text")), scope);

    assertThat(text(text)).isEqualTo("one two");
    assertThat(text.pageCount()).isEqualTo(1);
  }

  @Test
  void resolvesNoEntities() throws IOException {
    byte[] odt =
        openDocument("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x><p>&e;</p></x>");
    assertThatThrownBy(() -> reader.readDocument(odt, scope)).isInstanceOf(RigelException.class);
  }

  @Test
  void robustness36refusesArchivesThatUnpackToTooMuch() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 300; i++) {
        zip.write(zeros);
      }
    }
    assertThatThrownBy(() -> reader.readDocument(out.toByteArray(), scope))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("bomb");
  }

  @Test
  void readsWebPagesWithoutTheirScripts() {
    String html =
        "<!doctype html><html><head><title>t</title><script>alert(1)</script></head><body>"
            + "<h1>Title</h1><p>Text <b>bold</b></p><ul><li>one</li><li>two</li></ul>"
            + "<table><tr><th>A</th><th>B</th></tr><tr><td colspan=2>ab</td></tr></table></body></html>";
    assertThat(text(document(html))).isEqualTo("Title Text bold • one • two A B ab");
  }

  @Test
  void readsSeparatedValuesAsATable() {
    Document document = document("name;sum\n\"Berg; Anna\";12,5\nTom;3\n");
    assertThat(text(document)).isEqualTo("name sum Berg; Anna 12,5 Tom 3");
    assertThat(document.drawing(1, scope).rulings()).isNotEmpty();
  }

  @Test
  void readsMarkdownWithItsTables() {
    assertThat(text(document("# Title\n\nSome *text*.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")))
        .isEqualTo("Title Some text. a b 1 2");
  }

  @Test
  void readsMailsAndNamesAttachmentsWithoutOpeningThem() {
    String mail =
        """
        From: Anna <anna@shop.example>
        To: tom@shop.example
        Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=
        Date: Mon, 1 Jun 2026 10:00:00 +0000
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=x

        --x
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        Caf=C3=A9 at noon?
        --x
        Content-Type: application/octet-stream
        Content-Disposition: attachment; filename="a.exe"

        MZ
        --x--
        """;
    assertThat(MediaFormat.of(mail.getBytes(StandardCharsets.UTF_8))).isEqualTo(MediaFormat.EML);
    assertThat(text(document(mail)))
        .contains("Grüße", "anna@shop.example", "Café at noon?", "[Attachment: a.exe]")
        .doesNotContain("MZ");
  }

  @Test
  void robustness37opensMailsInMailsOnlyToASmallDepth() {
    String mail = "From: a@b.example\nSubject: innermost\n\nend\n";
    for (int i = 0; i < 100; i++) {
      mail = "From: a@b.example\nSubject: m" + i + "\nContent-Type: message/rfc822\n\n" + mail;
    }
    assertThat(text(document(mail))).contains("m99", "not opened").doesNotContain("innermost");
  }

  @Test
  void setsLongTablesOnSeveralPages() {
    String rows =
        IntStream.range(0, 200).mapToObj(i -> "row" + i + ",a,b").collect(Collectors.joining("\n"));
    Document document = document(rows);
    assertThat(document.pageCount()).isGreaterThan(3);
    assertThat(text(document)).contains("row0 a b").endsWith("row199 a b");
  }

  private Document document(String text) {
    return reader.readDocument(text.getBytes(StandardCharsets.UTF_8), scope);
  }

  private String text(Document document) {
    return IntStream.rangeClosed(1, document.pageCount())
        .boxed()
        .flatMap(page -> document.words(page, scope).stream())
        .map(Region::text)
        .collect(Collectors.joining(" "));
  }

  private static byte[] openDocument(String content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      byte[] type = "application/vnd.oasis.opendocument.text".getBytes(StandardCharsets.US_ASCII);
      ZipEntry first = new ZipEntry("mimetype");
      first.setMethod(ZipEntry.STORED);
      first.setSize(type.length);
      CRC32 crc = new CRC32();
      crc.update(type);
      first.setCrc(crc.getValue());
      zip.putNextEntry(first);
      zip.write(type);
      zip.putNextEntry(new ZipEntry("content.xml"));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
