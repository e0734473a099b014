package dev.rigel.tools;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.Image;

/**
 * How alike a picture is to another.
 *
 * @param position its place in the list that was given, from 0
 * @param score 0 to 1; above a half both show the same thing
 * @param duplicate whether it is the same picture, perhaps cropped, resized, compressed or relit
 */
public record Likeness(Image image, int position, double score, boolean duplicate) {
  public Likeness {
    requireNonNull(image, "image");
  }
}
