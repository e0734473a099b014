package dev.rigel.agent.turn;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import java.util.Optional;

/**
 * A medium that a program may use.
 *
 * @param variable its name inside the program: {@code img1}, {@code doc1}
 * @param reference its name on the wire: {@code img_1a2b3c}; empty for one that is not made yet
 * @param sent the medium; empty where an earlier step of the same program will make it
 */
public record TurnInput(String variable, String reference, InputKind kind, Optional<Media> sent) {
  public TurnInput {
    requireNonNull(variable, "variable");
    requireNonNull(reference, "reference");
    requireNonNull(kind, "kind");
    requireNonNull(sent, "sent");
  }

  public TurnInput(String variable, String reference, Media media) {
    this(variable, reference, InputKind.of(media), Optional.of(media));
  }

  /** What an earlier step of the program will have made. */
  public static TurnInput made(String variable, InputKind kind) {
    return new TurnInput(variable, "", kind, Optional.empty());
  }

  /** The same medium under another name. */
  public TurnInput named(String other) {
    return new TurnInput(other, reference, kind, sent);
  }

  /** As the planner is told of it: {@code img1: Image 800x600}. */
  public String description() {
    return variable + ": " + kind.typeName() + sent.map(TurnInput::size).orElse("");
  }

  private static String size(Media media) {
    return switch (media) {
      case Image image -> " " + image.width() + "x" + image.height();
      case Document document ->
          " " + document.pageCount() + (document.pageCount() == 1 ? " page" : " pages");
    };
  }
}
