package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

/** Something that a run is given under a name: a medium or a text. */
public sealed interface RunInput {
  /** The key under which it was sent. */
  String name();

  /** A part as in a chat message, usually a medium. */
  record Part(String name, ContentPart part) implements RunInput {
    public Part {
      requireNonNull(name, "name");
      requireNonNull(part, "part");
    }
  }

  /**
   * @param text as it was sent; of numbers, lists and objects their JSON
   */
  record Text(String name, String text) implements RunInput {
    public Text {
      requireNonNull(name, "name");
      requireNonNull(text, "text");
    }
  }
}
