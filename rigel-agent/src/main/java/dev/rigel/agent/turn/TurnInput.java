package dev.rigel.agent.turn;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;

/**
 * A medium that a program may use.
 *
 * @param variable its name inside the program: {@code img1}, {@code doc1}
 * @param reference its name on the wire: {@code img_1a2b3c}
 */
public record TurnInput(String variable, String reference, Media media) {
  public TurnInput {
    requireNonNull(variable, "variable");
    requireNonNull(reference, "reference");
    requireNonNull(media, "media");
  }

  public InputKind kind() {
    return InputKind.of(media);
  }

  /** As the planner is told of it: {@code img1: Image 800x600}. */
  public String description() {
    return variable
        + ": "
        + switch (media) {
          case Image image -> "Image " + image.width() + "x" + image.height();
          case Document document ->
              "Document " + document.pageCount() + (document.pageCount() == 1 ? " page" : " pages");
        };
  }
}
