package dev.rigel.agent;

import dev.rigel.agent.turn.Turn;
import dev.rigel.base.CallScope;
import dev.rigel.language.Generation;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.Prompt;
import dev.rigel.language.TokenListener;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers requests that need no tool and bring no media: conversation, explanations, questions
 * about Rigel itself. The text streams from the language model as it is written.
 */
final class PlainTalk {
  private static final int MOST_TURNS = 12;

  /**
   * How the text is to be written.
   *
   * @param maxTokens at most so many
   * @param topLogProbabilities -1 for none
   */
  record Wording(
      int maxTokens,
      double temperature,
      double topP,
      java.util.OptionalInt topK,
      java.util.OptionalLong seed,
      List<String> stop,
      int topLogProbabilities) {}

  private final LanguageModel model;
  private final String system;

  /**
   * @param abilities what Rigel can do, one line each, from the declarations of its own tools
   */
  PlainTalk(LanguageModel model, List<String> abilities) {
    this.model = model;
    this.system =
        "You are Rigel, an open visual agent server that runs on its owner's machine. You work on"
            + " pictures and PDF documents that the user sends with a request. What you can do:\n- "
            + String.join("\n- ", abilities)
            + "\nWhen asked who you are or what you can do, say that you are Rigel and name these"
            + " abilities. You cannot look at anything that was not sent, and you cannot make"
            + " pictures from words. Answer briefly and honestly.";
  }

  Generation answer(Turn turn, Wording wording, TokenListener listener, CallScope scope) {
    LanguageModel writer = model;
    int room = Math.max(64, writer.capabilities().contextLength() / 2);
    GenerationRequest request =
        new GenerationRequest(
            prompt(turn),
            Math.min(wording.maxTokens(), room),
            wording.temperature(),
            wording.topP(),
            wording.topK(),
            wording.seed(),
            wording.stop(),
            wording.topLogProbabilities(),
            java.util.Optional.empty(),
            turn.schema(),
            java.util.Optional.empty());
    return writer.generate(request, listener, scope);
  }

  private Prompt prompt(Turn turn) {
    List<Prompt.Message> messages = new ArrayList<>();
    messages.add(
        Prompt.Message.system(
            turn.instructions().isBlank() ? system : system + "\n\n" + turn.instructions()));
    List<Prompt.Message> history =
        turn.history().stream().filter(m -> m.role() != Prompt.Role.SYSTEM).toList();
    messages.addAll(history.subList(Math.max(0, history.size() - MOST_TURNS), history.size()));
    messages.add(Prompt.Message.user(turn.request()));
    return new Prompt(messages, 1, "");
  }
}
