package dev.rigel.tools.image;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.media.pixel.MainColors;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Looker;
import dev.rigel.tools.Ports;
import dev.rigel.tools.reading.MediaText;
import dev.rigel.tools.reading.TextLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Answers with what the other ports truly find: objects, faces, text, codes and colours, the part
 * that the question is about first. It does not understand the question any further, and says so.
 */
public final class ComposedLooker implements Looker {
  private static final String HONESTY =
      "(Put together from detected objects, faces, text, codes and colours; no model that sees"
          + " pictures is configured.)";

  private static final Pattern ABOUT_TEXT =
      Pattern.compile(
          "\\b(text|read|say|says|said|written|word|words|write|letters|title|sign)\\b");
  private static final Pattern ABOUT_COLORS = Pattern.compile("\\bcolou?rs?\\b");
  private static final int LONGEST_TEXT = 600;

  private final Ports ports;
  private final MediaText mediaText;

  public ComposedLooker(Ports ports, MediaText mediaText) {
    this.ports = ports;
    this.mediaText = mediaText;
  }

  @Override
  public String look(Image image, String question, CallContext context) {
    List<String> sentences = new ArrayList<>();
    part(() -> objects(image, context)).ifPresent(sentences::add);
    part(() -> faces(image, context)).ifPresent(sentences::add);
    Optional<String> text = part(() -> text(image, context));
    Optional<String> colors = part(() -> colors(image));
    String asked = question.toLowerCase(Locale.ROOT);
    add(sentences, text, ABOUT_TEXT.matcher(asked).find());
    part(() -> codes(image, context)).ifPresent(sentences::add);
    add(sentences, colors, ABOUT_COLORS.matcher(asked).find());
    sentences.add(HONESTY);
    return String.join(" ", sentences);
  }

  private static void add(List<String> sentences, Optional<String> sentence, boolean first) {
    sentence.ifPresent(s -> sentences.add(first ? 0 : sentences.size(), s));
  }

  /** A part that is not installed is left out; the rest still answers. */
  private static Optional<String> part(Supplier<Optional<String>> finder) {
    try {
      return finder.get();
    } catch (RigelException e) {
      if (e.code() == ErrorCode.NOT_CONFIGURED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<String> objects(Image image, CallContext context) {
    Map<String, Long> counts =
        ports.detector().detect(image, context.scope()).stream()
            .collect(
                Collectors.groupingBy(Region::label, LinkedHashMap::new, Collectors.counting()));
    return Optional.of(
        counts.isEmpty()
            ? "No known objects are detected."
            : "Detected objects: "
                + counts.entrySet().stream()
                    .map(e -> e.getValue() + " × " + e.getKey())
                    .collect(Collectors.joining(", "))
                + ".");
  }

  private Optional<String> faces(Image image, CallContext context) {
    int count = ports.faceDetector().faces(image, context.scope()).size();
    return count == 0
        ? Optional.empty()
        : Optional.of(count == 1 ? "One face is visible." : count + " faces are visible.");
  }

  private Optional<String> text(Image image, CallContext context) {
    String text =
        mediaText.lines(image, context).stream()
            .map(TextLine::text)
            .collect(Collectors.joining(" / "));
    if (text.isBlank()) {
      return Optional.of("No text is found.");
    }
    return Optional.of(
        "The text reads: \""
            + (text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text)
            + "\".");
  }

  private Optional<String> codes(Image image, CallContext context) {
    String codes =
        ports.barcodeReader().barcodes(image, context.scope()).stream()
            .map(code -> code.label().replace('_', ' ') + " with \"" + code.text() + "\"")
            .collect(Collectors.joining(", "));
    return codes.isEmpty() ? Optional.empty() : Optional.of("There is a " + codes + ".");
  }

  private static Optional<String> colors(Image image) {
    String colors =
        MainColors.of(image, 5).stream()
            .map(MainColors.MainColor::name)
            .distinct()
            .collect(Collectors.joining(", "));
    return colors.isEmpty() ? Optional.empty() : Optional.of("Main colours: " + colors + ".");
  }
}
