package dev.rigel.language;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a model is asked: messages in order.
 *
 * @param fixedPrefix how many leading messages are the same for every request of their kind; their
 *     state is kept (0 for none)
 * @param answerStart text that the answer begins with, already decided; may be empty
 */
public record Prompt(List<Message> messages, int fixedPrefix, String answerStart) {
  public Prompt {
    messages = List.copyOf(messages);
    requireNonNull(answerStart, "answerStart");
    if (fixedPrefix < 0 || fixedPrefix > messages.size()) {
      throw new IllegalArgumentException("fixedPrefix " + fixedPrefix);
    }
  }

  public static Prompt of(Message... messages) {
    return new Prompt(List.of(messages), 0, "");
  }

  /** The same, with this beginning of the answer decided. */
  public Prompt beginning(String start) {
    return new Prompt(messages, fixedPrefix, start);
  }

  /** Whether any message shows a picture. */
  public boolean hasPictures() {
    return messages.stream().anyMatch(m -> m.parts().stream().anyMatch(Picture.class::isInstance));
  }

  /** The words alone, for a model that does not see. */
  public Prompt withoutPictures() {
    if (!hasPictures()) {
      return this;
    }
    List<Message> words =
        messages.stream()
            .map(message -> new Message(message.role(), List.of(new Text(message.text()))))
            .toList();
    return new Prompt(words, fixedPrefix, answerStart);
  }

  public enum Role {
    SYSTEM,
    USER,
    ASSISTANT
  }

  /** One message. */
  public record Message(Role role, List<Part> parts) {
    public Message {
      requireNonNull(role, "role");
      parts = List.copyOf(parts);
    }

    public static Message system(String text) {
      return new Message(Role.SYSTEM, List.of(new Text(text)));
    }

    public static Message user(String text) {
      return new Message(Role.USER, List.of(new Text(text)));
    }

    public static Message assistant(String text) {
      return new Message(Role.ASSISTANT, List.of(new Text(text)));
    }

    /** Its text parts, joined. */
    public String text() {
      StringBuilder all = new StringBuilder();
      for (Part part : parts) {
        if (part instanceof Text t) {
          all.append(t.text());
        }
      }
      return all.toString();
    }
  }

  /** A piece of a message. */
  public sealed interface Part {}

  /**
   * Control tokens of a model's chat format inside the text have no power: adapters tokenize it as
   * plain text.
   */
  public record Text(String text) implements Part {}

  /** An encoded picture, JPEG or PNG. */
  @SuppressWarnings("ArrayRecordComponent") // bytes are handed over, never compared
  public record Picture(byte[] encoded, String mediaType) implements Part {}
}
