package dev.rigel.program;

import dev.rigel.base.CallScope;
import org.jspecify.annotations.Nullable;

/**
 * Runs a tool for the interpreter. The interpreter calls it from many threads at once, one call
 * each.
 *
 * <p>Values cross this border in plain form, both ways: {@code null} for {@code None}, {@link
 * Boolean}, {@link java.math.BigInteger} (a result may also be {@link Integer} or {@link Long}),
 * {@link Double}, {@link String}, {@link java.util.List}, {@link java.util.Set}, {@link
 * java.util.Map} with keys of these, and values of the library's {@link ObjectType}s. Lists and
 * maps are immutable on both sides.
 */
@FunctionalInterface
public interface ToolInvoker {
  /**
   * @throws dev.rigel.base.RigelException when the tool cannot do its work; the run ends with this
   *     call's line
   */
  @Nullable Object invoke(ToolSignature tool, Arguments arguments, CallScope scope);
}
