package dev.rigel.media.pixel;

/** CIE Lab of sRGB colours under D65 (IEC 61966-2-1, CIE 15): distances in it are as people see. */
final class Lab {
  private static final double WHITE_X = 0.95047;
  private static final double WHITE_Z = 1.08883;
  private static final double LINEAR_BELOW = 216.0 / 24389;
  private static final double SLOPE = 24389.0 / 27;

  private Lab() {}

  /** L 0 to 100, a and b about -128 to 127. */
  static double[] of(int rgb) {
    double red = linear((rgb >> 16 & 0xff) / 255.0);
    double green = linear((rgb >> 8 & 0xff) / 255.0);
    double blue = linear((rgb & 0xff) / 255.0);
    double x = curve((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / WHITE_X);
    double y = curve(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue);
    double z = curve((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / WHITE_Z);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  /** The nearest {@code 0xRRGGBB}. */
  static int toRgb(double[] lab) {
    double fy = (lab[0] + 16) / 116;
    double x = uncurve(fy + lab[1] / 500) * WHITE_X;
    double y = uncurve(fy);
    double z = uncurve(fy - lab[2] / 200) * WHITE_Z;
    return level(3.2404542 * x - 1.5371385 * y - 0.4985314 * z) << 16
        | level(-0.9692660 * x + 1.8760108 * y + 0.0415560 * z) << 8
        | level(0.0556434 * x - 0.2040259 * y + 1.0572252 * z);
  }

  /** CIE76: 2 is just seen, 10 at a glance. */
  static double difference(double[] one, double[] other) {
    double l = one[0] - other[0];
    double a = one[1] - other[1];
    double b = one[2] - other[2];
    return Math.sqrt(l * l + a * a + b * b);
  }

  private static double linear(double value) {
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static int level(double linear) {
    double value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
    return (int) Math.clamp(Math.round(value * 255), 0, 255);
  }

  private static double curve(double t) {
    return t > LINEAR_BELOW ? Math.cbrt(t) : (SLOPE * t + 16) / 116;
  }

  private static double uncurve(double t) {
    double cube = t * t * t;
    return cube > LINEAR_BELOW ? cube : (116 * t - 16) / SLOPE;
  }
}
