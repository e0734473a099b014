package dev.rigel.tools;

import dev.rigel.program.Arguments;
import dev.rigel.program.ToolSignature;
import org.jspecify.annotations.Nullable;

/**
 * A function that programs may call. One class each, stateless but for the ports it works with,
 * thread-safe.
 */
public interface Tool {
  ToolSignature signature();

  /** When to use it, when not, and what it cannot do. */
  Card card();

  /**
   * Does the work. Values are plain, as {@link dev.rigel.program.ToolInvoker} says.
   *
   * @throws dev.rigel.base.RigelException with a message for the user when it cannot
   */
  @Nullable Object call(Arguments arguments, CallContext context);

  /** What a planner and a reader should know beyond the signature. Texts may be empty. */
  record Card(String use, String avoid, String limits) {}
}
