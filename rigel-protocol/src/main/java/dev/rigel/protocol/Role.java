package dev.rigel.protocol;

import java.util.Locale;

/** Who speaks in a message. OpenAI's {@code developer} is read as {@link #SYSTEM}. */
public enum Role {
  SYSTEM,
  USER,
  ASSISTANT,
  TOOL;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
