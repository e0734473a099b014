package dev.rigel.tools.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.RigelException;
import dev.rigel.media.Document;
import dev.rigel.tools.Bench;
import dev.rigel.tools.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;

class EveryPageTest {
  private final Bench bench = new Bench();

  /** Pages whose crop box has no area cannot be drawn. */
  private static Document pages(int count, Set<Integer> broken) throws IOException {
    String[][] pages = new String[count][];
    Arrays.setAll(pages, i -> new String[] {"This is page number " + (i + 1) + " of the file"});
    try (PDDocument pdf = Loader.loadPDF(Samples.document(pages).bytes())) {
      broken.forEach(number -> pdf.getPage(number - 1).setMediaBox(new PDRectangle(0, 0, 0, 0)));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      pdf.save(bytes);
      return Samples.read(bytes.toByteArray());
    }
  }

  private List<?> drawn(Document document) {
    return (List<?>) Objects.requireNonNull(bench.call("pages", "document", document));
  }

  @Test
  void robustness33namesThePageThatFailsAndGoesOn() throws IOException {
    assertThat(drawn(pages(5, Set.of(2, 4)))).hasSize(3);
    assertThat(bench.warnings)
        .singleElement()
        .satisfies(warning ->
            assertThat(warning)
                .startsWith("Pages 2, 4 of 5 could not be read and are left out: Page 2"));
  }

  @Test
  void failsWhereNoPageCanBeRead() throws IOException {
    Document broken = pages(2, Set.of(1, 2));
    assertThatThrownBy(() -> drawn(broken))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("Page 1");
  }

  @Test
  void saysThatADamagedFileWasRepaired() throws IOException {
    byte[] whole = pages(3, Set.of()).bytes();
    Document cut = Samples.read(Arrays.copyOf(whole, whole.length - 40));
    assertThat((String) bench.call("text", "document", cut)).contains("page number 3");
    assertThat(bench.warnings).anySatisfy(warning -> assertThat(warning).contains("was repaired"));
  }
}
