package dev.rigel.media.pixel;

/** Plain English names of colours. */
public final class ColorNames {
  private record Named(String name, int rgb) {}

  /** The basic colour terms of English (Berlin and Kay 1969) and the shades people ask for. */
  private static final Named[] NAMES = {
    new Named("black", 0x000000),
    new Named("white", 0xffffff),
    new Named("gray", 0x808080),
    new Named("dark gray", 0x404040),
    new Named("light gray", 0xc8c8c8),
    new Named("red", 0xe01010),
    new Named("red", 0xff0000),
    new Named("dark red", 0x7a0c0c),
    new Named("orange", 0xff8000),
    new Named("brown", 0x7b4a21),
    new Named("dark brown", 0x40260f),
    new Named("beige", 0xe6d5b0),
    new Named("tan", 0xc9a46f),
    new Named("yellow", 0xffff00),
    new Named("yellow", 0xf5d420),
    new Named("gold", 0xc99a1a),
    new Named("olive", 0x707020),
    new Named("light green", 0x90e090),
    new Named("green", 0x00ff00),
    new Named("green", 0x20a030),
    new Named("dark green", 0x0b4a1a),
    new Named("teal", 0x108080),
    new Named("turquoise", 0x40d0c8),
    new Named("cyan", 0x00ffff),
    new Named("light blue", 0xa0c8f0),
    new Named("blue", 0x0000ff),
    new Named("blue", 0x2060d0),
    new Named("dark blue", 0x10205a),
    new Named("purple", 0x7a20a0),
    new Named("lavender", 0xc8b8e8),
    new Named("magenta", 0xff00ff),
    new Named("pink", 0xffb0c0),
    new Named("hot pink", 0xf04090),
    new Named("maroon", 0x701838)
  };

  private ColorNames() {}

  /**
   * The nearest name in CIE Lab.
   *
   * @param rgb {@code 0xRRGGBB}
   */
  public static String of(int rgb) {
    double[] lab = Lab.of(rgb);
    Named best = NAMES[0];
    double least = Double.POSITIVE_INFINITY;
    for (Named named : NAMES) {
      double difference = Lab.difference(lab, Lab.of(named.rgb()));
      if (difference < least) {
        least = difference;
        best = named;
      }
    }
    return best.name();
  }
}
