package dev.rigel.tools.extract;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.perception.forms.CheckBoxes;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Grounding;
import dev.rigel.tools.language.Author;
import dev.rigel.tools.reading.MediaText;
import dev.rigel.tools.reading.TextLine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads the values of wanted fields from a document. Rules come first: labels and what stands
 * beside them, forms such as IBANs, tables, sums. The language model is asked only for what they
 * leave open, with the page's text as its only source, and what it says is looked for on the page.
 */
public final class FieldReading {
  private final MediaText mediaText;
  private final ModelFields modelFields;
  private final Vocabulary vocabulary = Vocabulary.bundled();
  private final Confidence confidence = new Confidence();

  public FieldReading(MediaText mediaText, Author author) {
    this.mediaText = mediaText;
    this.modelFields = new ModelFields(author);
  }

  Extraction of(Map<?, ?> fields, Media media, CallContext context) {
    Wanted.Group wanted = Wanted.of(fields, vocabulary);
    ReadPages pages = pages(media, context);
    Extraction extraction =
        Extraction.of(wanted, Candidates.of(wanted, pages, vocabulary), confidence);
    List<Field> asked = extraction.worthAsking();
    if (!asked.isEmpty() && !pages.lines().isEmpty()) {
      ask(asked, pages, extraction, context);
    }
    return extraction;
  }

  /** Where the values stand, by path. */
  Map<String, Finding> evidence(Map<String, ?> values, Media media, CallContext context) {
    return Evidence.in(pages(media, context), vocabulary).of(values);
  }

  private ReadPages pages(Media media, CallContext context) {
    List<TextLine> lines = mediaText.lines(media, context);
    return ReadPages.of(
        lines,
        page ->
            switch (media) {
              case Image image -> (double) image.height() / image.width();
              case Document document -> document.aspect(page, context.scope());
            },
        page -> CheckBoxes.find(picture(media, page, context), context.scope()));
  }

  private static Image picture(Media media, int page, CallContext context) {
    return switch (media) {
      case Image image -> image;
      case Document document -> document.page(page, context.scope());
    };
  }

  private void ask(List<Field> asked, ReadPages pages, Extraction extraction, CallContext context) {
    Map<String, Object> found;
    try {
      String text = pages.lines().stream().map(TextLine::text).collect(Collectors.joining("\n"));
      found = modelFields.find(asked, text, context);
    } catch (RigelException e) {
      if (e.code() != ErrorCode.NOT_CONFIGURED && e.code() != ErrorCode.MODEL_FAILED) {
        throw e;
      }
      context
          .listener()
          .warned(
              "No label on the page names "
                  + String.join(", ", Extraction.names(asked))
                  + ", and the language model could not be asked.");
      return;
    }
    Grounding grounding = Grounding.in(pages.lines());
    for (Field field : asked) {
      if (found.containsKey(field.path())) {
        Object value = found.get(field.path());
        Optional<Grounding.Place> place = grounding.place(value);
        extraction.add(
            field,
            new Finding(
                field.path(),
                value,
                place.map(p -> p.region().withLabel(field.path())),
                place.map(confidence::of).orElse(Confidence.NOWHERE)));
        warnOfUngrounded(field, value, grounding, context);
      }
    }
  }

  private static void warnOfUngrounded(
      Field field, Object value, Grounding grounding, CallContext context) {
    List<?> parts = value instanceof List<?> list ? list : List.of(value);
    for (Object part : parts) {
      if (!(part instanceof Boolean) && grounding.place(part).isEmpty()) {
        context
            .listener()
            .warned("The value of " + field.path() + " (" + part + ") stands nowhere on the page.");
      }
    }
  }
}
