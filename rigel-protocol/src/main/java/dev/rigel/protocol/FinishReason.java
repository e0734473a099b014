package dev.rigel.protocol;

import java.util.Locale;

/** Why a completion ended. {@code LENGTH} also stands for a used-up budget. */
public enum FinishReason {
  STOP,
  LENGTH,
  TOOL_CALLS,
  CONTENT_FILTER;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads another server's reason; an unknown one counts as {@link #STOP}. */
  static FinishReason of(String wireName) {
    return switch (wireName) {
      case "length" -> LENGTH;
      case "tool_calls", "function_call" -> TOOL_CALLS;
      case "content_filter" -> CONTENT_FILTER;
      default -> STOP;
    };
  }
}
