package dev.rigel.agent.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlossaryTest {
  private final Glossary glossary = Glossary.bundled();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Wie viele Katzen sind auf dem Foto?|how many cats are on the photo",
        "Schwärze alle Telefonnummern|redact all phone numbers",
        "Spiegle das Bild|Spiegle the picture",
        "Floute les visages sur la photo|blur the faces on the photo",
        "Y a-t-il un chien ?|is there a dog",
        "Découpe la moitié gauche|crop the half left",
        "¿Cuántos perros hay en la imagen?|how many dogs are there in the image",
        "Une los dos archivos|merge the dos files",
        "图片里有多少人？|picture in how many are there of people",
        "合并文件|merge file"
      })
  void saysItInEnglish(String request, String english) {
    assertThat(glossary.english(request)).contains(english);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "How many cats are in the photo?",
        "Blur the faces",
        "text of page 2",
        "Who is the person in the document?",
        "name and date of the letter",
        "12 * 12",
        "Merge A and B into one PDF",
        "OCR"
      })
  void leavesEnglishAlone(String request) {
    assertThat(glossary.english(request)).isEmpty();
  }

  @Test
  void keepsQuotedTextsAndNumbers() {
    assertThat(glossary.english("Suche \"die Katze\" auf Seite 3"))
        .contains("search \"die Katze\" on page 3");
  }

  @Test
  void doesNotReadBooks() {
    assertThat(glossary.english("wie viele ".repeat(300))).isEmpty();
  }
}
