package dev.rigel.media.office;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Goes through the XML of an OpenDocument file, element by element, and reads pieces of text. */
final class OpenDocumentCursor {
  private static final Pattern LENGTH =
      Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,9})?)(cm|mm|in|pt|pc|px)");

  /**
   * A picture that stands in the text, by its place in the archive.
   *
   * @param width points; 0 where the document does not say
   */
  record Frame(String place, double width, double height) {}

  private final XMLStreamReader xml;

  OpenDocumentCursor(byte[] part) throws XMLStreamException {
    this.xml = SafeXml.reader(part);
  }

  boolean hasNext() throws XMLStreamException {
    return xml.hasNext();
  }

  void next() throws XMLStreamException {
    xml.next();
  }

  boolean isStart() {
    return xml.isStartElement();
  }

  boolean isEndOf(String name) {
    return xml.isEndElement() && xml.getLocalName().equals(name);
  }

  String name() {
    return xml.getLocalName();
  }

  String attribute(String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return xml.getAttributeValue(i);
      }
    }
    return "";
  }

  int number(String name, int otherwise) {
    String value = attribute(name);
    return value.matches("[0-9]{1,7}") ? Math.max(1, Integer.parseInt(value)) : otherwise;
  }

  /** Goes to the end of the element that begins here. */
  void skip() throws XMLStreamException {
    int depth = 1;
    while (depth > 0 && xml.hasNext()) {
      int event = xml.next();
      depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
      depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
    }
  }

  /**
   * All text up to the end of the element that begins here, paragraphs in it as lines, and behind
   * it its notes in brackets.
   *
   * @param pictures is given each frame with a picture
   */
  String text(Consumer<Frame> pictures) throws XMLStreamException {
    List<String> notes = new ArrayList<>();
    String text = words(pictures, notes);
    if (notes.isEmpty()) {
      return text;
    }
    return (text.strip() + " " + String.join(" ", notes)).strip();
  }

  private String words(Consumer<Frame> pictures, List<String> notes) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int depth = 1;
    while (depth > 0 && xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          switch (xml.getLocalName()) {
            case "s" -> text.append(" ".repeat(Math.min(100, number("c", 1))));
            case "tab", "line-break" -> text.append(' ');
            case "p" -> text.append(text.isEmpty() ? "" : "\n");
            case "frame" -> {
              String within = frame(pictures, notes);
              text.append(text.isEmpty() || within.isEmpty() ? "" : "\n").append(within);
              depth--;
            }
            case "note" -> {
              notes.add(note(pictures));
              depth--;
            }
            case "annotation" -> {
              skip();
              depth--;
            }
            default -> {
              // Spans and links only carry text.
            }
          }
        }
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {
          // Comments and instructions say nothing.
        }
      }
      if (text.length() > Blocks.MOST_CHARACTERS) {
        throw Blocks.tooLong("too much text");
      }
    }
    return text.toString();
  }

  /** The text of a frame, or of what is drawn, that begins here. */
  private String frame(Consumer<Frame> pictures, List<String> notes) throws XMLStreamException {
    double width = length("width");
    double height = length("height");
    StringBuilder text = new StringBuilder();
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        break;
      }
      if (event != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      if (xml.getLocalName().equals("image")) {
        pictures.accept(new Frame(attribute("href"), width, height));
        skip();
      } else {
        String within = words(pictures, notes);
        text.append(text.isEmpty() || within.isBlank() ? "" : "\n").append(within.strip());
      }
    }
    return text.toString();
  }

  /** A foot- or endnote that begins here, as {@code [1: its text]}. */
  private String note(Consumer<Frame> pictures) throws XMLStreamException {
    String sign = "";
    String text = "";
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        break;
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        boolean isSign = xml.getLocalName().equals("note-citation");
        List<String> within = new ArrayList<>();
        String words = words(pictures, within).strip().replaceAll("\\s+", " ");
        if (isSign) {
          sign = words;
        } else {
          text = words;
        }
      }
    }
    return "[" + (sign.isEmpty() ? "" : sign + ": ") + text + "]";
  }

  /** Points; 0 when it is missing or in parts of something. */
  double length(String name) {
    Matcher matcher = LENGTH.matcher(attribute(name));
    if (!matcher.matches()) {
      return 0;
    }
    double inches =
        switch (matcher.group(2)) {
          case "cm" -> 1 / 2.54;
          case "mm" -> 1 / 25.4;
          case "pt" -> 1 / 72.0;
          case "pc" -> 1 / 6.0;
          case "px" -> 1 / 96.0;
          default -> 1;
        };
    return Double.parseDouble(matcher.group(1)) * inches * 72;
  }
}
