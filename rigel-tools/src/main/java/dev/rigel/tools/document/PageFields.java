package dev.rigel.tools.document;

import dev.rigel.media.Box;
import dev.rigel.media.Document;
import dev.rigel.media.FormWidget;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.media.Region;
import dev.rigel.media.Ruling;
import dev.rigel.perception.forms.FieldKind;
import dev.rigel.perception.forms.FormField;
import dev.rigel.perception.forms.FormReader;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.reading.EveryPage;
import dev.rigel.tools.reading.MediaText;
import dev.rigel.tools.reading.TextLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * The fields of forms: those that a PDF holds itself, named by what the file says of them or by the
 * words printed beside them, and those that are only drawn.
 */
final class PageFields {
  /** A field of the media with its page, from 1; 0 for a picture. */
  record Found(int page, FormField field) {}

  private final MediaText mediaText;

  PageFields(MediaText mediaText) {
    this.mediaText = mediaText;
  }

  List<Found> of(Media media, CallContext context) {
    return switch (media) {
      case Image image -> {
        FormReader reader =
            FormReader.of(
                image, words(mediaText.lines(image, context)), List.of(), context.scope());
        yield found(image.page().orElse(0), reader.fields(List.of(), context.scope()));
      }
      case Document document ->
          EveryPage.of(document, context, number -> found(number, page(document, number, context)));
    };
  }

  private static List<Found> found(int page, List<FormField> fields) {
    return fields.stream().map(field -> new Found(page, field)).toList();
  }

  private List<FormField> page(Document document, int number, CallContext context) {
    List<FormWidget> widgets = document.widgets(number, context.scope());
    List<Region> words =
        words(mediaText.lines(document, OptionalInt.of(number), context)).stream()
            .filter(word -> widgets.stream().noneMatch(widget -> isIn(word.box(), widget.box())))
            .toList();
    List<Ruling> rulings = document.drawing(number, context.scope()).rulings();
    FormReader reader =
        FormReader.of(document.page(number, context.scope()), words, rulings, context.scope());
    List<FormField> fields = new ArrayList<>();
    widgets.forEach(widget -> fields.add(field(widget, reader)));
    fields.addAll(reader.fields(widgets.stream().map(FormWidget::box).toList(), context.scope()));
    fields.sort(
        Comparator.<FormField>comparingDouble(field -> Math.round(field.box().y() * 100))
            .thenComparingDouble(field -> field.box().x()));
    return fields;
  }

  private static FormField field(FormWidget widget, FormReader reader) {
    FieldKind kind =
        switch (widget.kind()) {
          case TEXT -> FieldKind.TEXT;
          case CHECKBOX -> FieldKind.CHECKBOX;
          case RADIO -> FieldKind.RADIO;
          case CHOICE -> FieldKind.CHOICE;
          case SIGNATURE -> FieldKind.SIGNATURE;
        };
    String value =
        switch (kind) {
          case TEXT, CHOICE -> widget.value();
          case CHECKBOX, RADIO -> widget.on() ? FormField.CHECKED : FormField.UNCHECKED;
          case SIGNATURE -> widget.on() ? FormField.SIGNED : FormField.UNSIGNED;
        };
    boolean ofGroup = kind == FieldKind.RADIO;
    String label = widget.title().isBlank() || ofGroup ? "" : widget.title().strip();
    if (label.isEmpty()) {
      label = reader.labelOf(widget.box(), kind);
    }
    if (label.isEmpty()) {
      label = widget.title().isBlank() ? widget.name() : widget.title().strip();
    }
    return new FormField(kind, label, value, false, widget.box(), 1);
  }

  private static boolean isIn(Box word, Box widget) {
    return word.intersection(widget) > 0.6 * word.area();
  }

  private static List<Region> words(List<TextLine> lines) {
    return lines.stream().flatMap(line -> line.eachWord().stream()).toList();
  }
}
