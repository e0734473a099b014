package dev.rigel.media;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Something that is somewhere: a detection, a line of text, a table cell, a bar code, a face, a
 * search hit, a field. Every tool that finds gives these, every tool that crops, blurs, draws,
 * redacts, counts or cites takes them.
 *
 * @param source content hash of the picture or document it lies in
 * @param page page number from 1, for documents and their page images
 * @param time seconds, for videos
 * @param label what it is, for example {@code person}, {@code text}, {@code qr_code}
 * @param text what it says; empty when it says nothing
 * @param confidence 0 to 1
 * @param points corners or key points; empty when there are none
 * @param angle clockwise turn in degrees, of text or of what a template was found as
 * @param instance its number among the masks of a picture, from 1
 */
public record Region(
    String source,
    OptionalInt page,
    OptionalDouble time,
    Box box,
    String label,
    String text,
    double confidence,
    List<Point> points,
    Optional<Mask> mask,
    OptionalDouble angle,
    OptionalInt instance) {
  public Region {
    requireNonNull(source, "source");
    requireNonNull(page, "page");
    requireNonNull(time, "time");
    requireNonNull(box, "box");
    requireNonNull(label, "label");
    requireNonNull(text, "text");
    points = List.copyOf(points);
    requireNonNull(mask, "mask");
    requireNonNull(angle, "angle");
    requireNonNull(instance, "instance");
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("not a confidence: " + confidence);
    }
  }

  public Region(
      String source,
      OptionalInt page,
      OptionalDouble time,
      Box box,
      String label,
      String text,
      double confidence,
      List<Point> points,
      Optional<Mask> mask,
      OptionalDouble angle) {
    this(
        source, page, time, box, label, text, confidence, points, mask, angle, OptionalInt.empty());
  }

  public Region(String source, Box box, String label, String text, double confidence) {
    this(
        source,
        OptionalInt.empty(),
        OptionalDouble.empty(),
        box,
        label,
        text,
        confidence,
        List.of(),
        Optional.empty(),
        OptionalDouble.empty());
  }

  public Region onPage(int number) {
    return new Region(
        source,
        OptionalInt.of(number),
        time,
        box,
        label,
        text,
        confidence,
        points,
        mask,
        angle,
        instance);
  }

  public Region withSource(String hash) {
    return new Region(
        hash, page, time, box, label, text, confidence, points, mask, angle, instance);
  }

  public Region withBox(Box other) {
    return new Region(
        source, page, time, other, label, text, confidence, points, mask, angle, instance);
  }

  public Region withLabel(String other) {
    return new Region(
        source, page, time, box, other, text, confidence, points, mask, angle, instance);
  }

  public Region withPoints(List<Point> other) {
    return new Region(
        source, page, time, box, label, text, confidence, other, mask, angle, instance);
  }

  public Region withInstance(int number) {
    return new Region(
        source,
        page,
        time,
        box,
        label,
        text,
        confidence,
        points,
        mask,
        angle,
        OptionalInt.of(number));
  }
}
