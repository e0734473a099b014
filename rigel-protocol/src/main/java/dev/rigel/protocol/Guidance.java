package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a request to {@code rigel-embedded} may carry beyond a chat, so that a Rigel that uses the
 * model of another loses nothing by it. Other models refuse these fields.
 *
 * @param program the text is such a program
 * @param choice the text is one of these; empty for any text
 * @param fixedMessages how many leading messages are the same in many requests: their state is kept
 * @param continuesFinalMessage the last message is the assistant's and not finished: the answer
 *     goes on after it
 */
public record Guidance(
    Optional<GuidedProgram> program,
    List<String> choice,
    int fixedMessages,
    boolean continuesFinalMessage) {
  public static final Guidance NONE = new Guidance(Optional.empty(), List.of(), 0, false);

  /** The field of a chat request that carries the texts to choose from. */
  public static final String CHOICE_FIELD = "guided_choice";

  /** The field of a chat request with the number of messages that stay the same. */
  public static final String FIXED_FIELD = "fixed_messages";

  /** The field of a chat request that says that the last message is not finished. */
  public static final String CONTINUE_FIELD = "continue_final_message";

  /** The names of all of them, as the list of models announces them. */
  public static final List<String> FIELDS =
      List.of(GuidedProgram.FIELD, CHOICE_FIELD, FIXED_FIELD, CONTINUE_FIELD);

  private static final int MOST_CHOICES = 1_000;
  private static final int LONGEST_CHOICE = 10_000;
  private static final int MOST_MESSAGES = 1_000_000;

  public Guidance {
    requireNonNull(program, "program");
    choice = List.copyOf(choice);
  }

  static Guidance in(Fields body, boolean embedded, List<ChatMessage> messages) {
    if (!embedded) {
      FIELDS.stream()
          .filter(body::has)
          .forEach(
              name -> body.fault(name, "Only the model rigel-embedded takes this", "value_error"));
      return NONE;
    }
    int fixed = body.integer(FIXED_FIELD, 0, MOST_MESSAGES).map(Long::intValue).orElse(0);
    boolean continues = body.bool(CONTINUE_FIELD).orElse(false);
    boolean endsOpen = !messages.isEmpty() && messages.getLast().role() == Role.ASSISTANT;
    if (continues && !endsOpen) {
      body.fault(
          CONTINUE_FIELD,
          "The last message should be the assistant's to go on with",
          "value_error");
    }
    return new Guidance(
        GuidedProgram.in(body),
        body.strings(CHOICE_FIELD, MOST_CHOICES, LONGEST_CHOICE),
        Math.min(fixed, messages.size() - (endsOpen && continues ? 1 : 0)),
        continues);
  }

  void write(ObjectNode body) {
    program.ifPresent(v -> body.set(GuidedProgram.FIELD, v.toJson()));
    if (!choice.isEmpty()) {
      ArrayNode texts = body.putArray(CHOICE_FIELD);
      choice.forEach(texts::add);
    }
    if (fixedMessages > 0) {
      body.put(FIXED_FIELD, fixedMessages);
    }
    if (continuesFinalMessage) {
      body.put(CONTINUE_FIELD, true);
    }
  }
}
