package dev.rigel.perception;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;

/** Finds what differs between two pictures of the same thing. */
public interface PictureComparer {
  Comparison compare(Image first, Image second, CallScope scope);
}
