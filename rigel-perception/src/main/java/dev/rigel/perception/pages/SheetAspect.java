package dev.rigel.perception.pages;

/**
 * Width over height of a flat rectangle that a camera saw in perspective, by Zhang and He
 * ("Whiteboard scanning and image enhancement", 2007, equations 11 to 21), the middle of the
 * picture taken for the point that the lens looks at.
 */
final class SheetAspect {
  /** Of a vanishing direction: less perspective says nothing of the lens. */
  private static final double SLIGHT = 0.03;

  /** A telephone's: 28 mm for 35 mm film, whose diagonal is 43 mm. */
  private static final double USUAL_FOCUS = 0.65;

  /** Focal lengths of cameras, in diagonals of the picture. */
  private static final double SHORTEST_FOCUS = 0.4;

  private static final double LONGEST_FOCUS = 6;
  private static final double NARROWEST = 0.1;

  private SheetAspect() {}

  static double of(Quadrilateral sheet, int width, int height) {
    double diagonal = Math.hypot(width, height);
    double[] m1 = seen(sheet.topLeft(), width, height, diagonal);
    double[] m2 = seen(sheet.topRight(), width, height, diagonal);
    double[] m3 = seen(sheet.bottomLeft(), width, height, diagonal);
    double[] m4 = seen(sheet.bottomRight(), width, height, diagonal);
    double k2 = triple(m1, m4, m3) / triple(m2, m4, m3);
    double k3 = triple(m1, m4, m2) / triple(m3, m4, m2);
    double[] n2 = {k2 * m2[0] - m1[0], k2 * m2[1] - m1[1], k2 - 1};
    double[] n3 = {k3 * m3[0] - m1[0], k3 * m3[1] - m1[1], k3 - 1};
    double focus2 = focus2(n2, n3);
    return plausible(Math.sqrt(length2(n2, focus2) / length2(n3, focus2)));
  }

  /** The square of the focal length that makes the two directions stand square on each other. */
  private static double focus2(double[] n2, double[] n3) {
    boolean slight = Math.abs(n2[2]) < SLIGHT || Math.abs(n3[2]) < SLIGHT;
    double focus2 = -(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2]);
    boolean possible =
        focus2 > SHORTEST_FOCUS * SHORTEST_FOCUS && focus2 < LONGEST_FOCUS * LONGEST_FOCUS;
    return slight || !possible ? USUAL_FOCUS * USUAL_FOCUS : focus2;
  }

  private static double plausible(double aspect) {
    return Double.isFinite(aspect) ? Math.clamp(aspect, NARROWEST, 1 / NARROWEST) : 1;
  }

  /** From the middle of the picture, in diagonals. */
  private static double[] seen(double[] corner, int width, int height, double diagonal) {
    return new double[] {
      (corner[0] - width / 2.0) / diagonal, (corner[1] - height / 2.0) / diagonal, 1
    };
  }

  /** (a × b) · c. */
  private static double triple(double[] a, double[] b, double[] c) {
    return (a[1] * b[2] - a[2] * b[1]) * c[0]
        + (a[2] * b[0] - a[0] * b[2]) * c[1]
        + (a[0] * b[1] - a[1] * b[0]) * c[2];
  }

  private static double length2(double[] n, double focus2) {
    return n[0] * n[0] + n[1] * n[1] + n[2] * n[2] * focus2;
  }
}
