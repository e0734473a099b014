package dev.rigel.tools.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.CallScope;
import dev.rigel.media.Document;
import dev.rigel.media.MediaLimits;
import dev.rigel.media.MediaReader;
import dev.rigel.media.PixelAccount;
import dev.rigel.media.Workspace;
import dev.rigel.perception.TextReader;
import dev.rigel.program.RunListener;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.text.Passages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;

/**
 * A document of 500 pages stays answerable: what a small model is given to read holds the fact that
 * is asked for, though the question is in other words and many pages speak of nearly the same.
 */
class LongDocumentTest {
  /** What the smallest model reads of a document at once: 1,500 tokens. */
  private static final int ROOM = 6_000;

  private static final List<String> PLACES =
      List.of("Aldern", "Brisk", "Corvey", "Dunmore", "Elbing", "Farrow", "Gandal", "Hexham");

  /** As it is written, as it is asked for. */
  private static final List<List<String>> FACTS =
      List.of(
          List.of(
              "The warehouse in %s was sold for %d euros.",
              "For how many euros was the %s warehouse sold?"),
          List.of(
              "Our branch in %s employs %d people.",
              "How many people does the branch of %s employ?"),
          List.of(
              "The roof of the school at %s must be repaired before %d.",
              "Before which year must the school roof in %s be repaired?"),
          List.of(
              "Visitors of the museum in %s numbered %d last year.",
              "What was the number of visitors to the %s museum?"),
          List.of(
              "The bridge near %s carries loads of up to %d kilograms.",
              "What load may the bridge close to %s carry?"),
          List.of(
              "The water meter of %s showed %d cubic metres.",
              "What does the meter for water show in %s?"),
          List.of(
              "Licence %2$d was granted to the harbour of %1$s.",
              "Which licence has the %s harbour been granted?"),
          List.of(
              "In %s the festival was opened by %d drummers.",
              "How many drummers opened the festival at %s?"));

  private static final List<String> FILLER =
      List.of(
          "The committee thanked everybody and closed the meeting in the late afternoon.",
          "Nothing of note was said about the roads, and the matter was postponed.",
          "As in the years before, the figures were taken from the reports of the branches.",
          "A festival was spoken of, and the school, the harbour and the museum took part in it.",
          "People asked about the water, and the warehouse was shown to those who came.",
          "The annex lists the members who were present and those who excused themselves.");

  private record Question(String text, String answer) {}

  private final List<Question> questions = new ArrayList<>();

  private byte[] book() throws IOException {
    Random random = new Random(500);
    List<String> facts = new ArrayList<>();
    for (String place : PLACES) {
      for (List<String> fact : FACTS) {
        int value = 1_000 + random.nextInt(90_000);
        facts.add(fact.getFirst().formatted(place, value));
        questions.add(new Question(fact.getLast().formatted(place), "" + value));
      }
    }
    try (PDDocument document = new PDDocument()) {
      PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
      for (int number = 0; number < 500; number++) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
          lines.add(FILLER.get(random.nextInt(FILLER.size())));
        }
        if (number % 7 == 3 && number / 7 < facts.size()) {
          lines.set(random.nextInt(30), facts.get(number / 7));
        }
        page(document, font, lines);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }

  private static void page(PDDocument document, PDType1Font font, List<String> lines)
      throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      content.beginText();
      content.setFont(font, 11);
      content.setLeading(22);
      content.newLineAtOffset(60, 780);
      for (String line : lines) {
        content.showText(line);
        content.newLine();
      }
      content.endText();
    }
  }

  @Test
  void holdsTheAnswersOfFiveHundredPages() throws IOException {
    TextReader nothing = (image, scope) -> List.of();
    PixelAccount pixels = new PixelAccount(100_000_000);
    try (MediaReader reader = new MediaReader(MediaLimits.DEFAULT, pixels, 2);
        Workspace workspace =
            new Workspace(Path.of(System.getProperty("java.io.tmpdir")), pixels)) {
      Document document = reader.readDocument(book(), CallScope.unlimited());
      CallContext context = new CallContext(workspace, CallScope.unlimited(), RunListener.SILENT);
      assertThat(document.pageCount()).isEqualTo(500);
      String text = new MediaText(nothing).text(document, OptionalInt.empty(), context);
      Passages passages = Passages.of(text);
      List<String> missed = new ArrayList<>();
      for (Question question : questions) {
        String kept = passages.fitting(question.text(), ROOM).text();
        assertThat(kept.length()).isLessThanOrEqualTo(ROOM);
        if (!kept.contains(question.answer())) {
          missed.add(question.text());
        }
      }
      assertThat(questions).hasSize(64);
      assertThat(missed).hasSizeLessThanOrEqualTo(3);
    }
  }
}
