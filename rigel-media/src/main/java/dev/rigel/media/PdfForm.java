package dev.rigel.media;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.jspecify.annotations.Nullable;

/**
 * Reads the form fields of one page. Fields are found by what the page shows, not by the tree of
 * the form: a tree may be broken or run in circles, and what no page shows nobody filled in.
 */
final class PdfForm {
  /** Parents of a field; more is a circle. */
  private static final int DEEPEST = 32;

  private static final int MOST_WIDGETS = 5_000;
  private static final int LONGEST_VALUE = 10_000;

  private static final int RADIO = 1 << 15;
  private static final int PUSH_BUTTON = 1 << 16;

  private PdfForm() {}

  static List<FormWidget> of(PDDocument document, int number) throws IOException {
    PDPage page = document.getPage(number - 1);
    PageFrame frame = PageFrame.of(page);
    List<FormWidget> widgets = new ArrayList<>();
    if (!(frame.width() > 0 && frame.height() > 0)) {
      return widgets;
    }
    for (PDAnnotation annotation : page.getAnnotations()) {
      InterruptibleSource.check();
      if (annotation instanceof PDAnnotationWidget widget
          && !annotation.isHidden()
          && widgets.size() < MOST_WIDGETS) {
        widget(widget, number, frame).ifPresent(widgets::add);
      }
    }
    return widgets;
  }

  private static Optional<FormWidget> widget(
      PDAnnotationWidget annotation, int number, PageFrame frame) {
    COSDictionary own = annotation.getCOSObject();
    Map<COSName, COSBase> inherited = inherited(own);
    Optional<FormWidget.Kind> kind = kind(inherited);
    PDRectangle area = annotation.getRectangle();
    if (kind.isEmpty() || area == null) {
      return Optional.empty();
    }
    Point2D one = frame.place(new Point2D.Double(area.getLowerLeftX(), area.getLowerLeftY()));
    Point2D other = frame.place(new Point2D.Double(area.getUpperRightX(), area.getUpperRightY()));
    Box box =
        Box.ofEdges(
            one.getX() / frame.width(),
            one.getY() / frame.height(),
            other.getX() / frame.width(),
            other.getY() / frame.height());
    boolean button = kind.get() == FormWidget.Kind.CHECKBOX || kind.get() == FormWidget.Kind.RADIO;
    String state = own.getNameAsString(COSName.AS, "Off");
    String chosen = text(inherited.get(COSName.V));
    boolean on =
        button
            ? !state.equals("Off")
            : kind.get() == FormWidget.Kind.SIGNATURE
                && inherited.get(COSName.V) instanceof COSDictionary;
    return Optional.of(
        new FormWidget(
            number,
            box,
            kind.get(),
            name(own),
            text(inherited.get(COSName.getPDFName("TU"))),
            button && on ? state : button ? "" : chosen,
            on));
  }

  private static Optional<FormWidget.Kind> kind(Map<COSName, COSBase> field) {
    int flags = field.get(COSName.FF) instanceof COSNumber n ? n.intValue() : 0;
    if (!(field.get(COSName.FT) instanceof COSName type)) {
      return Optional.empty();
    }
    return switch (type.getName()) {
      case "Tx" -> Optional.of(FormWidget.Kind.TEXT);
      case "Ch" -> Optional.of(FormWidget.Kind.CHOICE);
      case "Sig" -> Optional.of(FormWidget.Kind.SIGNATURE);
      case "Btn" ->
          (flags & PUSH_BUTTON) != 0
              ? Optional.empty()
              : Optional.of(
                  (flags & RADIO) != 0 ? FormWidget.Kind.RADIO : FormWidget.Kind.CHECKBOX);
      default -> Optional.empty();
    };
  }

  /** What the field itself says, else the next of its parents that does. */
  private static Map<COSName, COSBase> inherited(COSDictionary field) {
    Map<COSName, COSBase> values = new HashMap<>();
    COSDictionary at = field;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      for (COSName name : List.of(COSName.FT, COSName.FF, COSName.V, COSName.getPDFName("TU"))) {
        COSBase value = at.getDictionaryObject(name);
        if (value != null) {
          values.putIfAbsent(name, value);
        }
      }
      at = at.getCOSDictionary(COSName.PARENT);
    }
    return values;
  }

  private static String name(COSDictionary field) {
    List<String> parts = new ArrayList<>();
    COSDictionary at = field;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      String part = at.getString(COSName.T);
      if (part != null && !part.isEmpty()) {
        parts.addFirst(part);
      }
      at = at.getCOSDictionary(COSName.PARENT);
    }
    return cut(String.join(".", parts));
  }

  private static String text(@Nullable COSBase value) {
    return switch (value) {
      case COSString string -> cut(string.getString());
      case COSName name -> cut(name.getName());
      case COSArray several -> {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < Math.min(several.size(), 100); i++) {
          if (several.getObject(i) instanceof COSString string) {
            texts.add(string.getString());
          }
        }
        yield cut(String.join(", ", texts));
      }
      case null, default -> "";
    };
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE);
  }
}
