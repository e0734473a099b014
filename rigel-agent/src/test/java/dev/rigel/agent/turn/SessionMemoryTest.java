package dev.rigel.agent.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.language.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SessionMemoryTest {
  private static final List<String> THINGS =
      List.of(
          "invoice",
          "lease",
          "menu",
          "ticket",
          "poster",
          "letter",
          "recipe",
          "map",
          "report",
          "timetable",
          "passport",
          "catalogue",
          "contract",
          "brochure",
          "diploma",
          "postcard",
          "receipt",
          "cheque",
          "manual",
          "newspaper",
          "label",
          "diagram",
          "calendar",
          "certificate",
          "notebook");
  private static final List<String> FACTS =
      List.of(
          "total", "deadline", "number of people", "phone number", "colour of the cover", "author");

  /** Fifty exchanges, two about each thing, every answer with a value of its own. */
  private static List<Prompt.Message> session(List<String> questions, List<String> values) {
    Random random = new Random(7);
    List<Prompt.Message> history = new ArrayList<>();
    for (int turn = 0; turn < 50; turn++) {
      String thing = THINGS.get(turn % THINGS.size());
      String fact = FACTS.get((turn + turn / THINGS.size()) % FACTS.size());
      String value = "" + (10_000 + random.nextInt(90_000));
      history.add(
          Prompt.Message.user("What is the " + fact + " on the " + thing + "? img_" + turn));
      history.add(Prompt.Message.assistant("It says " + value + ". " + "More text. ".repeat(20)));
      questions.add("Which " + fact + " did you read on the " + thing + "?");
      values.add(value);
    }
    return history;
  }

  private static String told(List<Prompt.Message> messages) {
    return messages.stream().map(Prompt.Message::text).collect(Collectors.joining("\n"));
  }

  @Test
  void findsEveryAnswerOfFiftyTurnsWithinAShortPrompt() {
    List<String> questions = new ArrayList<>();
    List<String> values = new ArrayList<>();
    SessionMemory memory = new SessionMemory(session(questions, values));
    for (int i = 0; i < questions.size(); i++) {
      assertThat(AboutTheTalk.is(questions.get(i))).as(questions.get(i)).isTrue();
      List<Prompt.Message> kept = memory.of(questions.get(i), 2_000);
      assertThat(told(kept)).as(questions.get(i)).contains(values.get(i));
      assertThat(told(kept).length()).isLessThan(2_400);
    }
  }

  @Test
  void keepsTheNewestAndTheOrder() {
    List<Prompt.Message> history = session(new ArrayList<>(), new ArrayList<>());
    List<Prompt.Message> kept = new SessionMemory(history).of("And on the other one?", 2_000);
    assertThat(kept).containsExactlyElementsOf(history.subList(history.size() - 4, history.size()));
  }

  @Test
  void findsTheFirstExchangeByItsPlace() {
    List<Prompt.Message> history = session(new ArrayList<>(), new ArrayList<>());
    assertThat(new SessionMemory(history).of("What did I ask first?", 2_000))
        .contains(history.getFirst());
  }

  @Test
  void takesOfALongAnswerWhatTheQuestionNeeds() {
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      page.append("Paragraph ").append(i).append(" speaks of nothing much at all.\n");
    }
    page.insert(page.indexOf("Paragraph 231"), "The spare key lies under the blue stone.\n");
    List<Prompt.Message> kept =
        new SessionMemory(
                List.of(
                    Prompt.Message.user("Read the text"),
                    Prompt.Message.assistant(page.toString())))
            .of("Where did you read that the spare key lies?", 2_000);
    assertThat(told(kept)).contains("under the blue stone");
    assertThat(told(kept).length()).isLessThan(2_000);
  }

  @Test
  void hasNothingWhereNothingWasSaid() {
    assertThat(new SessionMemory(List.of()).of("What did you say?", 2_000)).isEmpty();
  }
}
