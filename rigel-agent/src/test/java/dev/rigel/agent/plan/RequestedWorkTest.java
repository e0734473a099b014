package dev.rigel.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.AgentBench;
import dev.rigel.agent.recipe.Recipe;
import dev.rigel.agent.recipe.RecipeBook;
import dev.rigel.program.Library;
import dev.rigel.program.check.CheckOptions;
import dev.rigel.program.check.Checker;
import dev.rigel.tools.Toolbox;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequestedWorkTest {
  private static final Toolbox TOOLBOX = new AgentBench().toolbox();
  private static final Library OFFERED = TOOLBOX.offered();
  private static final NamedThings THINGS = new NamedThings(TOOLBOX::objectKinds);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Crop the door and turn it by 90 degrees|part = crop(img1, found[0])|rotate",
        "Take the upper half in black and white|part = half(img1, \"top\")|make it gray",
        "Blur the largest truck|blur(img1, found)|choose by size",
        "Which parcels weigh more than 20 kg?|found = read(img1)|compare with the limit",
        "Name the trucks from left to right|found = detect(img1)|put in order",
        "Show both next to each other|draw(img1, found)|side by side",
        "Give me page 2 and 3 as a PDF|image=page(doc1, 2)|give a document",
        "Number the doors|found = detect(img1)|number them",
        "Which platform does the ticket name?|detect(img1)|what is written there",
        "Which website does the flyer name?|found = read(img1)|web addresses",
        "How many pages long is it?|parts = layout(doc1)|count the pages",
        "Where is \"rain\" mentioned?|answer(\"Yes.\" if search(doc1, \"rain\") else \"No.\")|yes or no",
        "Does it speak of \"rain\"?|classify(doc1, [\"rain\"])|nobody asks to say what kind",
        "Copy out what the flyer says|search(img1, \"flyer\")|what the text stands on",
        "The dearest pear on the menu|max([t for t in read(img1) if \"menu\" in t.text.lower()])|what the text stands on",
        "Name the pears without their background|blur(img1, pose(img1))|look for poses",
        "Delete its first page|part = select(doc1, [2, 3])|however many there are",
        "The pages about pears as a new PDF|document=select(doc1, split(doc1)[0].pages)|take the document apart",
        "Which picture is taller?|found = compare(img1, img2)|compare the pictures",
        "Name the recipient|found = search(doc1, \"recipient\")|read who it is",
        "Give me the words about pears|document=redact(doc1, found)|nobody asks to redact",
        "Where is the lamp?|answer(colors(img1)[0])|nobody asks to look at colours",
        "Is the print glossy or matt?|answer(\"Yes.\")|which of two",
        "Is it a pear or a quince?|answer(\"No.\" if info(img1) else \"A pear.\")|which of two",
        "Who signed it?|extract(img1, {\"letter\": \"str\"})|named after the value",
        "What is her phone number?|answer(image=qr(found[0].text))|nobody asks to make a QR code"
      })
  void seesWhatIsLeftOut(String request, String program, String what) {
    assertThat(RequestedWork.doubts(request, program))
        .singleElement()
        .satisfies(doubt -> assertThat(doubt.text()).contains(what));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Is the picture blurred?|quality(img1)",
        "What colour is the gray box?|colors(img1)",
        "Where does it say \"rotate\"?|search(doc1, \"rotate\")",
        "Turn this into text|read(img1)",
        "At most, tell me a word|read(img1)",
        "Say what all of this amounts to|read(img1)",
        "Are there any pears or quinces?|answer(\"Yes.\")",
        "Our website wants it 90 pixels wide|resize(img1, width=90)",
        "Does it say \"flyer\" anywhere?|search(img1, \"flyer\")",
        "How many pages does the flyer have?|answer(f\"{info(doc1).pages}\")",
        "How many pears are there?|answer(\"No pears.\")",
        "Is it a pear or not?|answer(\"Yes.\")",
        "Is the bowl with pears or quinces on the table?|answer(\"Yes.\")",
        "Make the QR code unreadable|pixelate(img1, barcodes(img1))"
      })
  void isNotMisledByWords(String request, String program) {
    assertThat(RequestedWork.doubts(request, program)).isEmpty();
  }

  /** A small model does what stands in an example, not what its request says. */
  static Stream<Arguments> wordings() {
    return RecipeBook.bundled().recipes().stream()
        .flatMap(recipe ->
            recipe.requests().stream()
                .map(wording -> Arguments.of(recipe.exampleOf(wording), recipe)));
  }

  /** Slips are barred while a program is written, so its beginnings count too. */
  @ParameterizedTest
  @MethodSource("wordings")
  void seesNoSlipInTheBeginningsOfARecipe(String request, Recipe recipe) {
    List<Doubt> slips = recipe.inputs().isEmpty() ? List.of() : Slip.all(request);
    String program = recipe.exampleProgram();
    for (Doubt slip : slips) {
      Pattern barred = slip.barred().orElseThrow();
      for (int end = 1; end <= program.length(); end++) {
        String beginning = program.substring(0, end);
        assertThat(barred.matcher(beginning).find()).as("%s: %s", request, beginning).isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("wordings")
  void findsNothingMissingInARecipeHoweverItIsWorded(String request, Recipe recipe) {
    String program = recipe.exampleProgram();
    if (!recipe.inputs().isEmpty()) {
      assertThat(RequestedWork.doubts(request, program)).as(request).isEmpty();
      assertThat(THINGS.doubts(request, program)).as(request).isEmpty();
    }
    CheckOptions options = CheckOptions.planned(request, !recipe.inputs().isEmpty());
    assertThat(new Checker(OFFERED, recipe.inputTypes(), options).check(program).warnings())
        .allMatch(warning -> ProgramDoubts.of(warning, List.of()).isEmpty());
  }

  @Test
  void seesWordsThatNobodySaidAndTextThatNothingRead() {
    assertThat(
            RequestedWork.doubts(
                "What does the tea cost?",
                "rows = [t for t in read(img1) if \"juice\" in t.text.lower()]"))
        .extracting(Doubt::text)
        .containsExactly("the program searches for \"juice\", which the request does not say");
    assertThat(RequestedWork.doubts("Name the doors", "answer(detect(img1)[0].text)"))
        .extracting(Doubt::text)
        .containsExactly("what is detected has no text; read(...) gives the lines of text");
  }

  @Test
  void doesNotReadWhatIsQuoted() {
    assertThat(RequestedWork.doubts("Find the words \"blur all\"", "search(doc1, \"blur all\")"))
        .isEmpty();
  }
}
