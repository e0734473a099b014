package dev.rigel.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.CallScope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.junit.jupiter.api.Test;

/** What the fields of a form show is text of their page, and goes with it. */
class FormFieldTextTest {
  private final CallScope scope = CallScope.unlimited();

  private static byte[] form(String value) throws IOException {
    try (PDDocument pdf = new PDDocument()) {
      pdf.addPage(new PDPage(PDRectangle.A4));
      PDPage second = new PDPage(PDRectangle.A4);
      pdf.addPage(second);
      PDAcroForm form = new PDAcroForm(pdf);
      pdf.getDocumentCatalog().setAcroForm(form);
      PDResources resources = new PDResources();
      resources.put(COSName.HELV, new PDType1Font(Standard14Fonts.FontName.HELVETICA));
      form.setDefaultResources(resources);
      PDTextField field = new PDTextField(form);
      field.setPartialName("holder");
      field.setDefaultAppearance("/Helv 12 Tf 0 g");
      PDAnnotationWidget widget = field.getWidgets().getFirst();
      widget.setRectangle(new PDRectangle(100, 400, 200, 24));
      widget.setPage(second);
      widget.setPrinted(true);
      second.getAnnotations().add(widget);
      form.getFields().add(field);
      field.setValue(value);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      pdf.save(bytes);
      return bytes.toByteArray();
    }
  }

  @Test
  void aFieldsTextIsAWordOfItsPageAlone() throws IOException {
    try (MediaReader reader = new MediaReader()) {
      Document document = reader.readDocument(form("Lindqvist"), scope);

      assertThat(document.words(1, scope)).isEmpty();
      List<Region> words = document.words(2, scope);
      assertThat(words).extracting(Region::text).containsExactly("Lindqvist");
      assertThat(words.getFirst().box().x()).isBetween(0.16, 0.19);
    }
  }

  @Test
  void redactionTakesTheFieldsTextAndValue() throws IOException {
    try (MediaReader reader = new MediaReader()) {
      Document document = reader.readDocument(form("Lindqvist"), scope);

      Document redacted = new PdfEditor(reader).redact(document, document.words(2, scope), scope);

      assertThat(redacted.words(2, scope)).isEmpty();
      try (PDDocument pdf = org.apache.pdfbox.Loader.loadPDF(redacted.bytes())) {
        assertThat(pdf.getDocumentCatalog().getAcroForm()).isNull();
      }
    }
  }
}
