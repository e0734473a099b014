package dev.rigel.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.CallScope;
import dev.rigel.base.RigelException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PdfEditorTest {
  private static final String SECRET = "4711-0815";

  private final CallScope scope = CallScope.unlimited();
  private final MediaReader reader = new MediaReader(MediaLimits.DEFAULT, PixelAccount.ofHeap(), 2);
  private final PdfEditor editor = new PdfEditor(reader);

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void mergesDocumentsInOrder() {
    Document one = open(Samples.pdf(PDRectangle.A6, text("alpha"), text("beta")));
    Document two = open(Samples.pdf(PDRectangle.A5, text("gamma")));

    Document merged = editor.merge(List.of(one, two, one), scope);

    assertThat(merged.pageCount()).isEqualTo(5);
    assertThat(texts(merged)).containsExactly("alpha", "beta", "gamma", "alpha", "beta");
    assertThat(merged.page(3, scope).width()).isGreaterThan(merged.page(1, scope).width());
  }

  @Test
  void selectsPagesInAnyOrderAndLeavesNothingOfTheOthers() throws IOException {
    Document document =
        open(Samples.pdf(PDRectangle.A6, text("alpha"), text(SECRET), text("gamma")));

    Document selected = editor.select(document, List.of(3, 1, 3), scope);

    assertThat(texts(selected)).containsExactly("gamma", "alpha", "gamma");
    assertThat(everything(selected.bytes())).doesNotContain(SECRET);
    assertThatThrownBy(() -> editor.select(document, List.of(4), scope))
        .isInstanceOf(RigelException.class);
  }

  @Test
  void makesADocumentOfPictures() {
    Image wide = Image.of(Samples.quarters(300, 150, BufferedImage.TYPE_INT_RGB));
    Image clear = Image.ofPacked(30, 30, true, new int[900]);

    Document document = editor.ofImages(List.of(wide, clear), scope);

    Image page = document.page(1, scope);
    assertThat(document.pageCount()).isEqualTo(2);
    assertThat(page.width()).isEqualTo(300);
    assertThat(page.height()).isEqualTo(150);
    assertThat(page.packedPixels()[10 * 300 + 10] >> 16 & 0xff).isGreaterThan(240);
  }

  @Test
  void redactsSoThatNothingIsLeft() throws IOException {
    Document document = open(documentWithTheSecretEverywhere());
    assertThat(everything(document.bytes())).contains(SECRET);
    Region secret =
        document.words(1, scope).stream()
            .filter(word -> word.text().equals(SECRET))
            .findFirst()
            .orElseThrow();

    Document redacted = editor.redact(document, List.of(secret), scope);

    assertThat(redacted.pageCount()).isEqualTo(2);
    assertThat(redacted.words(1, scope))
        .extracting(Region::text)
        .containsExactly("Account", "closed");
    assertThat(redacted.words(2, scope)).extracting(Region::text).contains("second");
    assertThat(everything(redacted.bytes())).doesNotContain(SECRET);
    Image page = redacted.page(1, scope);
    int x = (int) (secret.box().center().x() * page.width());
    int y = (int) (secret.box().center().y() * page.height());
    assertThat(page.packedPixels()[y * page.width() + x] & 0xffffff).isLessThan(0x101010);
    try (PDDocument pdf = Loader.loadPDF(redacted.bytes())) {
      assertThat(pdf.getDocumentInformation().getMetadataKeys()).isEmpty();
      assertThat(pdf.getDocumentCatalog().getMetadata()).isNull();
      assertThat(pdf.getDocumentCatalog().getDocumentOutline()).isNull();
      assertThat(pdf.getDocumentCatalog().getNames()).isNull();
      assertThat(pdf.getDocumentCatalog().getOpenAction()).isNull();
      assertThat(pdf.getPage(0).getAnnotations()).isEmpty();
    }
  }

  @Test
  void keepsTheRemainingWordsWhereTheyWere() {
    Document document =
        open(Samples.pdf(PDRectangle.A5, Samples.text(14, 60, 400, "keep this", "hide that")));
    List<Region> before = document.words(1, scope);

    Document redacted = editor.redact(document, List.of(before.get(2)), scope);

    List<Region> after = redacted.words(1, scope);
    assertThat(after).extracting(Region::text).containsExactly("keep", "this", "that");
    assertThat(after.getFirst().box().intersectionOverUnion(before.getFirst().box()))
        .isGreaterThan(0.7);
    assertThat(after.get(2).box().intersectionOverUnion(before.get(3).box())).isGreaterThan(0.7);
  }

  @Test
  void redactsTurnedPages() {
    Document document =
        open(
            Samples.pdf(
                new PDRectangle(300, 500),
                (pdf, page, stream) -> {
                  page.setRotation(90);
                  Samples.text(14, 60, 400, "keep", SECRET).draw(pdf, page, stream);
                }));
    Region secret = document.words(1, scope).get(1);

    Document redacted = editor.redact(document, List.of(secret), scope);

    assertThat(redacted.words(1, scope)).extracting(Region::text).containsExactly("keep");
    assertThat(redacted.page(1, scope).width()).isEqualTo(document.page(1, scope).width());
  }

  @Test
  void refusesRegionsOfPagesThatAreNotThere() {
    Document document = open(Samples.pdf(PDRectangle.A6, text("alpha"), text("beta")));
    Region nowhere = new Region(document.contentHash(), Box.FULL, "word", "alpha", 1);

    assertThatThrownBy(() -> editor.redact(document, List.of(nowhere), scope))
        .hasMessageContaining("page");
    assertThatThrownBy(() -> editor.redact(document, List.of(nowhere.onPage(3)), scope))
        .hasMessageContaining("no page 3");
    assertThatThrownBy(() -> editor.redact(document, List.of(), scope))
        .isInstanceOf(RigelException.class);
  }

  /**
   * The secret stands in the text of page 1, in a form that both pages' shared resources name, in
   * metadata, bookmarks, a note, a script, an embedded file, and an older revision.
   */
  private static byte[] documentWithTheSecretEverywhere() throws IOException {
    byte[] first;
    try (PDDocument pdf = new PDDocument()) {
      PDResources shared = new PDResources();
      PDFormXObject form = new PDFormXObject(pdf);
      form.setResources(new PDResources());
      form.setBBox(PDRectangle.A6);
      try (var out = form.getContentStream().createOutputStream()) {
        out.write(("% " + SECRET).getBytes(StandardCharsets.ISO_8859_1));
      }
      shared.add(form, "Fm");
      for (String line : List.of("Account " + SECRET + " closed", "second page")) {
        PDPage page = new PDPage(PDRectangle.A6);
        page.setResources(shared);
        pdf.addPage(page);
        try (PDPageContentStream stream = new PDPageContentStream(pdf, page)) {
          stream.beginText();
          stream.setFont(new PDType1Font(FontName.HELVETICA), 12);
          stream.newLineAtOffset(30, 300);
          stream.showText(line);
          stream.endText();
          if (line.contains(SECRET)) {
            stream.drawForm(form);
          }
        }
      }
      PDDocumentInformation information = new PDDocumentInformation();
      information.setTitle("File of " + SECRET);
      pdf.setDocumentInformation(information);
      pdf.getDocumentCatalog()
          .setMetadata(
              new PDMetadata(
                  pdf, new ByteArrayInputStream(SECRET.getBytes(StandardCharsets.ISO_8859_1))));
      pdf.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert('" + SECRET + "')"));
      PDDocumentOutline outline = new PDDocumentOutline();
      PDOutlineItem item = new PDOutlineItem();
      item.setTitle(SECRET);
      outline.addLast(item);
      pdf.getDocumentCatalog().setDocumentOutline(outline);
      PDAnnotationText note = new PDAnnotationText();
      note.setContents(SECRET);
      note.setRectangle(new PDRectangle(10, 10, 20, 20));
      pdf.getPage(0).setAnnotations(new ArrayList<>(List.of(note)));
      PDAnnotationText other = new PDAnnotationText();
      other.setContents(SECRET);
      other.setRectangle(new PDRectangle(10, 10, 20, 20));
      pdf.getPage(1).setAnnotations(new ArrayList<>(List.of(other)));
      embed(pdf);
      first = Samples.saved(pdf);
    }
    try (PDDocument pdf = Loader.loadPDF(first)) {
      pdf.getDocumentInformation().setAuthor("a later revision");
      pdf.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      pdf.saveIncremental(bytes);
      return bytes.toByteArray();
    }
  }

  private static void embed(PDDocument pdf) throws IOException {
    PDComplexFileSpecification specification = new PDComplexFileSpecification();
    specification.setFile("secret.txt");
    specification.setEmbeddedFile(
        new PDEmbeddedFile(
            pdf, new ByteArrayInputStream(SECRET.getBytes(StandardCharsets.ISO_8859_1))));
    PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
    files.setNames(Map.of("secret.txt", specification));
    PDDocumentNameDictionary names = new PDDocumentNameDictionary(pdf.getDocumentCatalog());
    names.setEmbeddedFiles(files);
    pdf.getDocumentCatalog().setNames(names);
  }

  /** The raw file and every object in it, streams unpacked. */
  private static String everything(byte[] content) throws IOException {
    StringBuilder text = new StringBuilder(new String(content, StandardCharsets.ISO_8859_1));
    try (PDDocument pdf = Loader.loadPDF(content)) {
      for (COSObjectKey key : pdf.getDocument().getXrefTable().keySet()) {
        COSObject object = pdf.getDocument().getObjectFromPool(key);
        COSBase base = object.getObject();
        text.append(base);
        if (base instanceof COSStream stream
            && !COSName.IMAGE.equals(stream.getCOSName(COSName.SUBTYPE))) {
          text.append(
              new String(stream.createInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
      }
    }
    return text.toString();
  }

  private List<String> texts(Document document) {
    List<String> texts = new ArrayList<>();
    for (int page = 1; page <= document.pageCount(); page++) {
      texts.add(document.words(page, scope).getFirst().text());
    }
    return texts;
  }

  private Document open(byte[] content) {
    return reader.readDocument(content, scope);
  }

  private static Samples.Drawing text(String line) {
    return Samples.text(12, 30, 200, line);
  }
}
