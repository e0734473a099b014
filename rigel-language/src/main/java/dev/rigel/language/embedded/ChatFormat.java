package dev.rigel.language.embedded;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.language.Prompt;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/**
 * The ChatML format, written by hand: chat templates do not escape, so a marker inside a user's
 * text would become a control token. Here only our own markers are trusted; everything else is
 * tokenized as plain text.
 */
final class ChatFormat {
  /** Longest prompt in characters; beyond it no context could hold it. */
  private static final int LONGEST = 1 << 20;

  /** A stretch of a prompt; control markers count only in a trusted one. */
  record Segment(String text, boolean trusted) {}

  /** A prompt as segments: what is the same for every request of its kind, and the rest. */
  record Formatted(List<Segment> prefix, List<Segment> rest) {}

  private ChatFormat() {}

  static Formatted format(Prompt prompt) {
    List<Segment> prefix = new ArrayList<>();
    List<Segment> rest = new ArrayList<>();
    long length = prompt.answerStart().length();
    for (int i = 0; i < prompt.messages().size(); i++) {
      List<Segment> into = i < prompt.fixedPrefix() ? prefix : rest;
      Prompt.Message message = prompt.messages().get(i);
      into.add(new Segment("<|im_start|>" + role(message.role()) + "\n", true));
      for (Prompt.Part part : message.parts()) {
        switch (part) {
          case Prompt.Text(String text) -> {
            into.add(new Segment(text, false));
            length += text.length();
          }
          case Prompt.Picture _ ->
              throw new RigelException(
                  ErrorCode.NOT_CONFIGURED,
                  "The embedded language model does not see pictures. Set RIGEL_LLM_BASE_URL and"
                      + " RIGEL_LLM_MODEL to a model that does.",
                  "messages[" + i + "]");
        }
      }
      into.add(new Segment("<|im_end|>\n", true));
    }
    if (length > LONGEST) {
      throw RigelException.invalid(
          "The prompt of "
              + length
              + " characters is longer than any context of the embedded language model. Send less"
              + " text.",
          "messages");
    }
    rest.add(new Segment("<|im_start|>assistant\n", true));
    rest.add(new Segment(prompt.answerStart(), false));
    return new Formatted(List.copyOf(prefix), List.copyOf(rest));
  }

  static void write(List<Segment> segments, ArrayNode into) {
    for (Segment segment : segments) {
      into.addObject().put("text", segment.text()).put("trusted", segment.trusted());
    }
  }

  private static String role(Prompt.Role role) {
    return switch (role) {
      case SYSTEM -> "system";
      case USER -> "user";
      case ASSISTANT -> "assistant";
    };
  }
}
