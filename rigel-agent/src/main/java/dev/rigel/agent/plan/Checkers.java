package dev.rigel.agent.plan;

import dev.rigel.program.Library;
import dev.rigel.program.Type;
import dev.rigel.program.check.CheckOptions;
import dev.rigel.program.check.Checker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Keeps what checkers know of the tools in reach and of the kinds of inputs: to find that out takes
 * longer than to check a program.
 */
final class Checkers {
  /** Clients choose the toolsets and the number of inputs, so there is no end of combinations. */
  private static final int MOST = 64;

  private record Reach(List<String> toolsets, Map<String, Type> inputs) {}

  private final Map<Reach, Checker> known = new ConcurrentHashMap<>();

  /**
   * @param library the tools that those toolsets stand for
   */
  Checker checker(
      List<String> toolsets,
      Map<String, Type> inputs,
      Supplier<Library> library,
      CheckOptions options) {
    Reach reach = new Reach(List.copyOf(toolsets), Map.copyOf(inputs));
    Checker checker = known.get(reach);
    if (checker != null) {
      return checker.with(options);
    }
    Checker made = new Checker(library.get(), inputs, options);
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(reach, made);
    return made;
  }
}
