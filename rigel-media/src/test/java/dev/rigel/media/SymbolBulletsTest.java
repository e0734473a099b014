package dev.rigel.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.CallScope;
import org.junit.jupiter.api.Test;

class SymbolBulletsTest {
  @Test
  void areReadAsBulletsAndOtherPrivateSignsAsTheyAre() {
    byte[] pdf =
        new RawPdf()
                .page(
                    "/Contents 4 0 R/Resources<</Font<</T<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
                        + "/ToUnicode 5 0 R>>>>>>")
                .stream(4, "", "BT /T 20 Tf 20 150 Td (A first) Tj 0 -40 Td (B second) Tj ET")
                .stream(
                    5,
                    "",
                    """
                    /CIDInit /ProcSet findresource begin 12 dict begin begincmap
                    1 begincodespacerange <00> <FF> endcodespacerange
                    2 beginbfchar <41> <F0B7> <42> <F123> endbfchar
                    1 beginbfrange <61> <7A> <0061> endbfrange
                    endcmap end end
                    """)
                .written();
    try (MediaReader reader = new MediaReader()) {
      assertThat(reader.readDocument(pdf, CallScope.unlimited()).lines(1, CallScope.unlimited()))
          .extracting(Region::text)
          .containsExactly("• first", "\uF123 second");
    }
  }
}
