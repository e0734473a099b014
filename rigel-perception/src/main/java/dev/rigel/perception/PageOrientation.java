package dev.rigel.perception;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;

/** Tells how a page picture is turned. */
public interface PageOrientation {
  /** The clockwise turn of the page in degrees: 0, 90, 180 or 270; 0 when unsure. */
  int clockwiseTurn(Image image, CallScope scope);
}
