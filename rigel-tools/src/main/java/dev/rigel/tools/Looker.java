package dev.rigel.tools;

import dev.rigel.media.Image;

/** Answers questions about what is visible in a picture, in words. */
public interface Looker {
  /**
   * @return the answer; says so when it was put together without a model that sees
   */
  String look(Image image, String question, CallContext context);
}
