package dev.rigel.tools.pile;

import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.reading.EveryPage;
import dev.rigel.tools.reading.MediaText;
import java.util.List;
import java.util.OptionalInt;

/** The pages of media as one sees them when one leafs through. */
final class PageViews {
  private final MediaText mediaText;

  PageViews(MediaText mediaText) {
    this.mediaText = mediaText;
  }

  /**
   * @param most how many of its first pages
   */
  List<PageView> of(Media media, int most, CallContext context) {
    return switch (media) {
      case Image image ->
          List.of(
              new PageView(
                  image.page().orElse(1),
                  (double) image.height() / image.width(),
                  mediaText.lines(image, context)));
      case Document document ->
          EveryPage.of(document, most, context, number -> List.of(page(document, number, context)));
    };
  }

  private PageView page(Document document, int number, CallContext context) {
    return new PageView(
        number,
        document.aspect(number, context.scope()),
        mediaText.lines(document, OptionalInt.of(number), context));
  }
}
