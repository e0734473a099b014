package dev.rigel.media.pixel;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where in a picture a smaller thing is put. */
public enum Corner {
  CENTER(0.5, 0.5),
  TOP(0.5, 0),
  BOTTOM(0.5, 1),
  LEFT(0, 0.5),
  RIGHT(1, 0.5),
  TOP_LEFT(0, 0),
  TOP_RIGHT(1, 0),
  BOTTOM_LEFT(0, 1),
  BOTTOM_RIGHT(1, 1);

  private final double across;
  private final double down;

  Corner(double across, double down) {
    this.across = across;
    this.down = down;
  }

  /** As programs write them: {@code "top left"}. */
  public static List<String> words() {
    return List.of(values()).stream().map(Corner::word).toList();
  }

  public static Optional<Corner> of(String word) {
    return List.of(values()).stream().filter(c -> c.word().equals(word)).findFirst();
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The left edge of a thing of this width, with a margin at the sides. */
  double left(double width, double room, double margin) {
    return margin + across * (room - width - 2 * margin);
  }

  /** The top edge of a thing of this height, likewise. */
  double top(double height, double room, double margin) {
    return margin + down * (room - height - 2 * margin);
  }
}
