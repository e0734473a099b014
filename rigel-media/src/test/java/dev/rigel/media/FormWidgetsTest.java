package dev.rigel.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.CallScope;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What a PDF says of its form fields, also where the form's tree is broken. */
class FormWidgetsTest {
  private static List<FormWidget> widgets(RawPdf pdf) {
    MediaReader reader = new MediaReader(MediaLimits.DEFAULT, new PixelAccount(50_000_000), 1);
    try (reader) {
      return reader
          .readDocument(pdf.written(), CallScope.unlimited())
          .widgets(1, CallScope.unlimited());
    }
  }

  private static RawPdf form() {
    return new RawPdf()
        .page("/Annots[5 0 R 6 0 R 7 0 R 8 0 R 9 0 R 10 0 R]")
        .object(4, "<</T(person)/FT/Tx/V(Ann Lee)/TU(Your name)/Kids[5 0 R]>>")
        .object(5, "<</Subtype/Widget/Parent 4 0 R/T(name)/Rect[30 150 130 170]>>")
        .object(6, "<</Subtype/Widget/FT/Btn/T(news)/AS/Yes/V/Yes/Rect[30 120 40 130]>>")
        .object(7, "<</Subtype/Widget/FT/Btn/Ff 32768/T(size)/AS/Off/Rect[50 120 60 130]>>")
        .object(8, "<</Subtype/Widget/FT/Ch/T(land)/V(Norway)/Rect[30 90 130 110]>>")
        .object(9, "<</Subtype/Widget/FT/Sig/T(sign)/V<</Type/Sig>>/Rect[30 60 130 80]>>")
        .object(10, "<</Subtype/Widget/FT/Btn/Ff 65536/T(send)/Rect[30 30 60 40]>>");
  }

  @Test
  void tellsKindValueAndPlaceAndInheritsFromParents() {
    List<FormWidget> widgets = widgets(form());
    assertThat(widgets)
        .extracting(w -> w.kind() + " " + w.name() + " " + w.value() + " " + w.on())
        .containsExactly(
            "text person.name Ann Lee false",
            "checkbox news Yes true",
            "radio size  false",
            "choice land Norway false",
            "signature sign  true");
    FormWidget name = widgets.getFirst();
    assertThat(name.title()).isEqualTo("Your name");
    assertThat(name.box().x()).isCloseTo(0.1, Offset.offset(1e-6));
    assertThat(name.box().y()).isCloseTo(0.15, Offset.offset(1e-6));
    assertThat(name.box().height()).isCloseTo(0.1, Offset.offset(1e-6));
  }

  @Test
  void survivesParentsThatRunInACircle() {
    RawPdf circle =
        form()
            .object(4, "<</T(a)/Parent 11 0 R/FT/Tx>>")
            .object(11, "<</T(b)/Parent 4 0 R/V(end)>>");
    assertThat(widgets(circle).getFirst().value()).isEqualTo("end");
  }

  @Test
  void leavesOutFieldsWithoutAPlaceOrAKind() {
    RawPdf odd =
        form()
            .object(5, "<</Subtype/Widget/FT/Tx/T(nowhere)>>")
            .object(6, "<</Subtype/Widget/FT/Zz/T(what)/Rect[0 0 9 9]>>")
            .object(7, "<</Subtype/Widget/FT/Tx/F 2/T(hidden)/Rect[0 0 9 9]>>");
    assertThat(widgets(odd)).extracting(FormWidget::name).containsExactly("land", "sign");
  }
}
