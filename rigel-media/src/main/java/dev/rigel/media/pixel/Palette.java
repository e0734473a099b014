package dev.rigel.media.pixel;

import java.awt.Color;

/** Colours that are told apart on most pictures and by most people (after Kelly 1965). */
final class Palette {
  private static final int[] COLORS = {
    0xe6194b, 0x3cb44b, 0x4363d8, 0xf58231, 0x911eb4, 0x008080,
    0xf032e6, 0x9a6324, 0x808000, 0x000075, 0x46f0f0, 0xffe119
  };

  private Palette() {}

  /** The same label always has the same colour. */
  static Color of(String label) {
    return new Color(COLORS[Math.floorMod(label.hashCode(), COLORS.length)]);
  }

  /** A colour for each place in a list, from 0; they come again after twelve. */
  static Color number(int index) {
    return new Color(COLORS[Math.floorMod(index, COLORS.length)]);
  }

  /** Black or white, whichever is easier to read on the colour. */
  static Color textOn(Color background) {
    return Grayscale.luma(background.getRGB()) > 140 ? Color.BLACK : Color.WHITE;
  }
}
