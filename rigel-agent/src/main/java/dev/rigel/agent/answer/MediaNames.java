package dev.rigel.agent.answer;

import dev.rigel.media.Media;

/** How a medium of an answer is named to the client. */
public interface MediaNames {
  /** Its reference, for example {@code img_1a2b3c}. */
  String reference(Media media);

  /** A signed URL under which it can be fetched without a key for a while. */
  String url(Media media);
}
