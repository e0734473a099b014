package dev.rigel.perception;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.Mask;

/** Separates persons from the background. */
public interface PersonSegmenter {
  /** A mask of the picture's size: 255 where a person is. */
  Mask persons(Image image, CallScope scope);
}
