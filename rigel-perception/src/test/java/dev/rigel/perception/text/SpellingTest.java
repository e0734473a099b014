package dev.rigel.perception.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  private static final String[] CHARACTERS =
      Stream.concat(
              Stream.of(""),
              "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZäöüßéèñ0123456789.,;-@/ "
                  .codePoints()
                  .mapToObj(Character::toString))
          .toArray(String[]::new);
  private static final String ENGLISH =
      "the council voted to keep their swimming pool open until autumn despite rising costs";

  /**
   * A word of which each character is said in one step, with a blank before and after it.
   *
   * @param possible by step, two for each character and one more: {@code 1} is the first character
   */
  private static RecognizedText.Word word(String text, Map<Integer, Map<String, Double>> possible) {
    int steps = 2 * text.length() + 1;
    float[] probabilities = new float[steps * CHARACTERS.length];
    double weakest = possible.isEmpty() ? 1 : .9;
    for (int step = 0; step < steps; step++) {
      Map<String, Double> others = possible.getOrDefault(step, Map.of());
      double rest = 1 - others.values().stream().mapToDouble(Double::doubleValue).sum();
      String said = step % 2 == 0 ? "" : text.substring(step / 2, step / 2 + 1);
      probabilities[step * CHARACTERS.length + number(said)] = (float) rest;
      for (Map.Entry<String, Double> other : others.entrySet()) {
        probabilities[step * CHARACTERS.length + number(other.getKey())] =
            other.getValue().floatValue();
      }
      weakest = step % 2 == 0 ? weakest : Math.min(weakest, rest);
    }
    Lattice lattice =
        possible.isEmpty() ? Lattice.NONE : Lattice.of(probabilities, CHARACTERS, 0, steps);
    return new RecognizedText.Word(text, weakest, weakest, 1, lattice, .2, .1, .6, .9);
  }

  private static int number(String character) {
    return Arrays.asList(CHARACTERS).indexOf(character);
  }

  private static RecognizedText sure(String text) {
    return RecognizedText.of(Stream.of(text.split(" ")).map(word -> word(word, Map.of())).toList());
  }

  private static String settled(String page, RecognizedText.Word... words) {
    return Spelling.settled(
            List.of(sure(page), RecognizedText.of(List.of(words))), Vocabulary.english())
        .getLast()
        .text();
  }

  @ParameterizedTest
  @CsvSource({
    "montha,11,s,months",
    "Qusstions,5,e,Questions",
    "stom,6,r,storm",
    "unti,8,l,until",
    "aboveit,10,' ',above it",
    "ELANKET,1,B,BLANKET",
    "Tota1,9,l,Total",
    "0live,1,O,Olive",
  })
  void anUnknownWordBecomesTheKnownOneThatIsPossible(
      String read, int step, String possible, String settled) {
    assertThat(settled(ENGLISH, word(read, Map.of(step, Map.of(possible, .2))))).isEqualTo(settled);
  }

  @ParameterizedTest
  @CsvSource({"montha,11,s", "stom,6,r", "unti,8,l", "aboveit,10,' '"})
  void butNotTheOneThatIsHardlyPossible(String read, int step, String possible) {
    assertThat(settled(ENGLISH, word(read, Map.of(step, Map.of(possible, .02))))).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "form,3,a", // known itself
    "2O19.costs,3,0",
    "KC-740S,13,5",
    "room1,9,l",
    "B1,3,l",
    "cal10,7,l",
    "tom@costa.example,11,s",
    "www.montha.example/x,19,s",
    "LTD,3,I",
    "ros,5,e",
  })
  void keepsWordsFiguresCodesAndAddresses(String read, int step, String possible) {
    assertThat(settled(ENGLISH, word(read, Map.of(step, Map.of(possible, .4))))).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "die Straßenbahn fährt wegen der Arbeiten nur zwischen Bahnhof und Friedhof|handel|1|c",
        "die Straßenbahn fährt wegen der Arbeiten nur zwischen Bahnhof und Friedhof|kann|7|e",
        "les déchets sont ramassés chaque mercredi matin sauf les jours fériés|toute|9|r",
        "rogamos que cierren las llaves y eviten usar los aparatos durante hoy|llamen|1|f",
      })
  void leavesOtherLanguagesAlone(String page, String read, int step, String possible) {
    assertThat(settled(page, word(read, Map.of(step, Map.of(possible, .4))))).isEqualTo(read);
  }

  @Test
  void leavesALineInAnotherLanguageAloneOnAnEnglishPage() {
    List<RecognizedText.Word> line = new ArrayList<>(sure("déchets sont ramassés chaque").words());
    line.add(word("montha", Map.of(11, Map.of("s", .4))));

    assertThat(settled(ENGLISH, line.toArray(RecognizedText.Word[]::new))).endsWith("montha");
  }

  @Test
  void takesWordsOfThePageInAnyLanguage() {
    String page = "die Straßenbahn verkehrt wegen der Arbeiten nur zwischen Bahnhof und Friedhof";

    assertThat(settled(page, word("verkchrt", Map.of(9, Map.of("e", .26))))).isEqualTo("verkehrt");
  }

  @Test
  void aPeriodBeforeASmallLetterIsACommaThatIsPossible() {
    RecognizedText.Word read = word("textiles.", Map.of(17, Map.of(",", .4)));

    assertThat(settled(ENGLISH, read, word("clocks", Map.of()))).isEqualTo("textiles, clocks");
    assertThat(settled(ENGLISH, read, word("Clocks", Map.of()))).isEqualTo("textiles. Clocks");
    assertThat(settled(ENGLISH, read)).isEqualTo("textiles.");
  }

  @Test
  void putsAWordTogetherThatADoubtfulSpaceParts() {
    RecognizedText.Word head = word("co", Map.of());
    RecognizedText.Word tail =
        new RecognizedText.Word("pper", .9, .9, .6, Lattice.NONE, .65, .1, .9, .9);
    RecognizedText.Word apart =
        new RecognizedText.Word("pper", .9, .9, .95, Lattice.NONE, .65, .1, .9, .9);

    RecognizedText line =
        Spelling.settled(
                List.of(sure(ENGLISH), RecognizedText.of(List.of(head, tail))),
                Vocabulary.english())
            .getLast();

    assertThat(line.words())
        .singleElement()
        .satisfies(word -> {
          assertThat(word.text()).isEqualTo("copper");
          assertThat(word.left()).isEqualTo(.2);
          assertThat(word.right()).isEqualTo(.9);
          assertThat(word.confidence()).isCloseTo((2 * 1 + 4 * .9) / 6, within(1e-9));
        });
    assertThat(settled(ENGLISH, head, apart)).isEqualTo("co pper");
    assertThat(settled(ENGLISH, word("and", Map.of()), tail)).isEqualTo("and pper");
  }

  @Test
  void thePartsOfAWordSplitStandSideBySide() {
    RecognizedText.Word glued = word("aboveit", Map.of(10, Map.of(" ", .3)));

    List<RecognizedText.Word> words =
        Spelling.settled(
                List.of(sure(ENGLISH), RecognizedText.of(List.of(glued))), Vocabulary.english())
            .getLast()
            .words();

    assertThat(words).extracting(RecognizedText.Word::text).containsExactly("above", "it");
    assertThat(words.getFirst().left()).isEqualTo(.2);
    assertThat(words.getLast().right()).isCloseTo(.6, within(1e-9));
    assertThat(words.getFirst().right()).isBetween(.4, .55).isEqualTo(words.getLast().left());
  }
}
