package dev.rigel.agent.plan.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.turn.InputKind;
import dev.rigel.agent.turn.Turn;
import dev.rigel.agent.turn.TurnInput;
import dev.rigel.agent.turn.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StepPlannerTest {
  private static final String FACE =
      """
      found = faces(img1)
      part = crop(img1, found[0])
      answer("The face.", image=part, boxes=found[:1])
      """;
  private static final String GRAY = "plain = grayscale(img1)\nanswer(\"Gray.\", image=plain)\n";
  private static final String BLUR =
      """
      found = detect(img1, ["cup"])
      answer(f"Blurred {len(found)}.", image=blur(img1, found), boxes=found)
      """;
  private static final String MARK =
      """
      found = detect(img1, ["dog"])
      answer(f"Marked {len(found)}.", image=draw(img1, found), boxes=found)
      """;
  private static final String COUNT =
      "found = detect(img1, [\"cup\"])\nanswer(f\"{len(found)}\", boxes=found)\n";

  private final StepPlanner planner = new StepPlanner(Set.of("dog", "cup", "cups")::contains);
  private final List<String> asked = new ArrayList<>();

  private String program(String request, List<TurnInput> inputs, Map<String, String> programs) {
    return maybe(request, inputs, programs).orElseThrow();
  }

  private Optional<String> maybe(
      String request, List<TurnInput> inputs, Map<String, String> programs) {
    Turn turn = new Turn(request, "", List.of(), inputs, Optional.empty(), List.of(), Variant.AUTO);
    return planner.program(
        turn,
        step -> {
          asked.add(
              step.request()
                  + step.inputs().stream()
                      .map(in -> in.variable() + (in.sent().isPresent() ? "" : "*"))
                      .collect(Collectors.joining(",", " [", "]")));
          return Optional.ofNullable(programs.get(step.request()));
        },
        _ -> true);
  }

  private static List<TurnInput> pictures(int count) {
    List<TurnInput> inputs = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      inputs.add(TurnInput.made("img" + i, InputKind.IMAGE));
    }
    return inputs;
  }

  @Test
  void givesWhatOneStepMadeToTheNext() {
    assertThat(
            program(
                "Cut out the face and turn it gray",
                pictures(1),
                Map.of("Cut out the face", FACE, "turn the picture gray", GRAY)))
        .isEqualTo(
            """
            found = faces(img1)
            part = crop(img1, found[0])
            plain = grayscale(part)
            answer("The face.\\nGray.", image=plain, boxes=found[:1])
            """);
  }

  @Test
  void looksAtThePictureAsItWasWhileAllIsInItsPlace() {
    assertThat(
            program(
                "Blur the cup and mark the dog",
                pictures(1),
                Map.of("Blur the cup", BLUR, "mark the dog", MARK)))
        .isEqualTo(
            """
            found = detect(img1, ["cup"])
            result = blur(img1, found)
            found2 = detect(img1, ["dog"])
            result2 = draw(result, found2)
            answer(f"Blurred {len(found)}.\\nMarked {len(found2)}.", image=result2, boxes=found + found2)
            """);
  }

  @Test
  void looksAtTheNewPictureWhenPlacesHaveMoved() {
    assertThat(
            program(
                "Cut out the face and mark the dog in it",
                pictures(1),
                Map.of("Cut out the face", FACE, "mark the dog in the picture", MARK)))
        .contains("detect(part, [\"dog\"])", "draw(part, found2)");
  }

  @Test
  void findsTheSameOnlyOnce() {
    assertThat(
            program(
                "Tell me how many cups there are and give me the picture with all of them blurred",
                pictures(1),
                Map.of(
                    "Tell me how many cups there are", COUNT,
                    "give me the picture with all of the cups blurred", BLUR)))
        .isEqualTo(
            """
            found = detect(img1, ["cup"])
            result = blur(img1, found)
            answer(f"{len(found)}\\nBlurred {len(found)}.", image=result, boxes=found)
            """);
  }

  @Test
  void worksOnTheOneThatAStepNames() {
    String paste = "answer(\"There.\", image=overlay(img2, img1, position=\"center\"))\n";
    assertThat(
            program(
                "Cut the face out of the second photo and paste it into the first one",
                pictures(2),
                Map.of(
                    "Cut the face out of the picture",
                    FACE,
                    "paste the second picture into the first one",
                    paste.replace("img2, img1", "img1, img2"))))
        .contains("faces(img2)", "overlay(img1, part, position=\"center\")")
        .contains("image=result");
    assertThat(asked)
        .containsExactly(
            "Cut the face out of the picture [img1*]",
            "paste the second picture into the first one [img1*,img2*]");
  }

  @Test
  void handsOnSeveralResults() {
    String both = "answer(\"Both.\", images=[grayscale(img1), grayscale(img2)])\n";
    String row = "answer(\"Side by side.\", image=side_by_side([img1, img2]))\n";
    assertThat(
            program(
                "Turn both photos gray and put them next to each other",
                pictures(2),
                Map.of("Turn both photos gray", both, "put both pictures next to each other", row)))
        .isEqualTo(
            """
            result = grayscale(img1)
            result2 = grayscale(img2)
            result3 = side_by_side([result, result2])
            answer("Both.\\nSide by side.", image=result3)
            """);
  }

  @Test
  void asksOneQuestionAfterTheOther() {
    String seat = "lines = read(img1)\nanswer(lines[0].text, boxes=lines[:1])\n";
    assertThat(
            program(
                "How many cups are on the table, and which seat is it?",
                pictures(1),
                Map.of("How many cups are on the table", COUNT, "which seat is it?", seat)))
        .isEqualTo(
            """
            found = detect(img1, ["cup"])
            lines = read(img1)
            told = lines[0].text
            answer(f"{len(found)}\\n{told}", boxes=found + lines[:1])
            """);
  }

  @Test
  void putsTheNounForTheOtherOne() {
    assertThat(
            program(
                "Blur the cup and mark the one on the right",
                pictures(1),
                Map.of("Blur the cup", BLUR, "mark the cup on the right", MARK)))
        .contains("draw(result, found2)");
  }

  @Test
  void keepsWhatWordsWereTakenFrom() {
    String code =
        "found = find_text(img1, \"url\")\nanswer(\"A code.\", image=qr(found[0].text))\n";
    String row = "answer(\"Side by side.\", image=side_by_side([img1, img2]))\n";
    assertThat(
            program(
                "Make a QR code of the link and put it beside the picture",
                pictures(1),
                Map.of(
                    "Make a QR code of the link", code,
                    "put the second picture beside the picture", row)))
        .contains("side_by_side([img1, result])");
  }

  @Test
  void keepsAResultBesideOneMadeOfTheOriginal() {
    String half = "answer(\"Half.\", image=half(img1, \"bottom\"))\n";
    assertThat(
            program(
                "Blur the cup and give me the lower half as well",
                pictures(1),
                Map.of("Blur the cup", BLUR, "give me the lower half as well", half)))
        .contains("half(img1, \"bottom\")", "images=[result, result2]");
  }

  @Test
  void branchesOnAQuestion() {
    String question =
        """
        found = detect(img1, ["dog"])
        answer("Yes." if found else "No.", boxes=found)
        """;
    assertThat(
            program(
                "If there is a dog, mark it, otherwise turn the picture gray",
                pictures(1),
                Map.of(
                    "Is there a dog?", question,
                    "mark the dog", MARK,
                    "turn the picture gray", GRAY)))
        .isEqualTo(
            """
            found = detect(img1, ["dog"])
            if found:
                result = draw(img1, found)
                answer(f"Marked {len(found)}.", image=result, boxes=found)
            else:
                plain = grayscale(img1)
                answer("Gray.", image=plain)
            """);
  }

  @Test
  void givesBackWhatWasSentWhenTheConditionIsNotMet() {
    String question = "facts = info(img1)\nanswer(\"No.\" if facts.width < 9 else \"Yes.\")\n";
    assertThat(
            program(
                "Blur the cup, but only if the picture is large",
                pictures(1),
                Map.of("Is the picture large?", question, "Blur the cup", BLUR)))
        .contains("if not facts.width < 9:")
        .endsWith("    answer(\"The condition is not met, so nothing was done.\", image=img1)\n");
  }

  @Test
  void doesSomethingUnless() {
    String question = "found = faces(img1)\nanswer(\"Yes.\" if found else \"No.\", boxes=found)\n";
    assertThat(
            program(
                "Turn the photo gray unless there is a face",
                pictures(1),
                Map.of("Is there a face?", question, "Turn the photo gray", GRAY)))
        .isEqualTo(
            """
            found = faces(img1)
            if not found:
                plain = grayscale(img1)
                answer("Gray.", image=plain)
            else:
                answer("The condition is not met, so nothing was done.", image=img1)
            """);
  }

  @Test
  void hasNoProgramWhereAStepHasNone() {
    assertThat(
            maybe(
                "Cut out the face and turn it gray", pictures(1), Map.of("Cut out the face", FACE)))
        .isEmpty();
  }

  @Test
  void hasNoProgramWhereAQuestionIsNotAnsweredWithYesOrNo() {
    assertThat(
            maybe(
                "If there is a dog, mark it",
                pictures(1),
                Map.of("Is there a dog?", COUNT, "mark the dog", MARK)))
        .isEmpty();
  }

  @Test
  void doesNotJoinProgramsThatAnswerTwiceOrChangeAnInput() {
    String twice = "if faces(img1):\n    answer(\"a\")\nanswer(\"b\")\n";
    String changed = "img1 = grayscale(img1)\nanswer(\"Gray.\", image=img1)\n";
    for (String wrong : List.of(twice, changed, "x = 1\n", "answer(*[1])\n")) {
      assertThat(
              maybe(
                  "Cut out the face and turn it gray",
                  pictures(1),
                  Map.of("Cut out the face", FACE, "turn the picture gray", wrong)))
          .isEmpty();
    }
  }
}
