package dev.rigel.agent;

import dev.rigel.agent.answer.AnswerValues;
import dev.rigel.agent.turn.Turn;
import dev.rigel.agent.turn.TurnInput;
import dev.rigel.language.Prompt;
import dev.rigel.media.Image;
import dev.rigel.media.ImageFormat;
import dev.rigel.media.Region;
import dev.rigel.media.pixel.DrawRegions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Small pictures of what a program worked on and what came of it: the inputs with what was found
 * drawn into them, the pictures of the answer, then what its calls made, the latest first.
 */
final class RoundPictures {
  private static final int MOST = 5;
  private static final int LONGEST_SIDE = 512;

  private final List<Prompt.Picture> pictures = new ArrayList<>();
  private final List<String> captions = new ArrayList<>();
  private final Set<String> shown = new HashSet<>();

  /**
   * @param latest what calls gave, the latest first
   */
  RoundPictures(Turn turn, AnswerValues values, List<Object> latest) {
    List<Region> found = found(values, latest);
    for (TurnInput input : turn.inputs()) {
      if (input.sent().orElse(null) instanceof Image image) {
        List<Region> there =
            found.stream().filter(r -> r.source().equals(image.contentHash())).toList();
        add(
            there.isEmpty() ? image : DrawRegions.labelled(image, there),
            input.variable()
                + (there.isEmpty() ? "" : " with " + there.size() + " regions that were found"));
      }
    }
    values.images().forEach(image -> add(image, "a picture of the answer"));
    for (Object value : latest) {
      if (value instanceof Image image) {
        add(image, "made on the way");
      }
    }
  }

  /** The places of the answer, else those that were found last. */
  private static List<Region> found(AnswerValues values, List<Object> latest) {
    if (!values.boxes().isEmpty()) {
      return values.boxes();
    }
    Optional<List<Region>> last =
        latest.stream().map(RoundPictures::regions).filter(list -> !list.isEmpty()).findFirst();
    return last.orElse(List.of());
  }

  private static List<Region> regions(Object value) {
    return value instanceof List<?> list
        ? list.stream().filter(Region.class::isInstance).map(Region.class::cast).toList()
        : List.of();
  }

  private void add(Image image, String caption) {
    if (pictures.size() == MOST || !shown.add(image.contentHash())) {
      return;
    }
    ImageFormat format = image.hasAlpha() ? ImageFormat.PNG : ImageFormat.JPEG;
    pictures.add(new Prompt.Picture(small(image).encode(format), format.mediaType()));
    captions.add("Picture " + pictures.size() + ": " + caption);
  }

  private static Image small(Image image) {
    int longer = Math.max(image.width(), image.height());
    if (longer <= LONGEST_SIDE) {
      return image;
    }
    double factor = (double) LONGEST_SIDE / longer;
    return image.shrunk(
        Math.max(1, (int) Math.round(image.width() * factor)),
        Math.max(1, (int) Math.round(image.height() * factor)));
  }

  List<Prompt.Picture> pictures() {
    return pictures;
  }

  /** One line a picture. */
  String captions() {
    return String.join("\n", captions);
  }
}
