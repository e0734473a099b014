package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

/** Whether the answer may, must or must not be a call of the client's tools. */
public sealed interface ToolChoice {
  ToolChoice NONE = Mode.NONE;
  ToolChoice AUTO = Mode.AUTO;
  ToolChoice REQUIRED = Mode.REQUIRED;

  enum Mode implements ToolChoice {
    NONE,
    AUTO,
    REQUIRED
  }

  /** Exactly this tool. */
  record Named(String name) implements ToolChoice {
    public Named {
      requireNonNull(name, "name");
    }
  }
}
