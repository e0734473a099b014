package dev.rigel.tools;

import dev.rigel.media.Image;

/** Makes pictures from words. */
public interface Generator {
  Image generate(String prompt, CallContext context);

  Image edit(Image image, String instruction, CallContext context);
}
