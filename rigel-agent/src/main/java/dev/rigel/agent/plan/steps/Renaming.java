package dev.rigel.agent.plan.steps;

import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.Argument;
import dev.rigel.program.syntax.Expression.Call;
import dev.rigel.program.syntax.Expression.Name;
import dev.rigel.program.syntax.Rewriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives the variables of a part their names in the whole program. Who looks at a picture looks at
 * the clearest one in which everything is where it is.
 */
final class Renaming extends Rewriter {
  /** These look at a picture. */
  private static final Set<String> LOOKING =
      Set.of(
          "detect",
          "faces",
          "people",
          "read",
          "find",
          "find_text",
          "search",
          "barcodes",
          "pose",
          "hands",
          "segment");

  private final Map<String, String> names;
  private final Map<String, String> seen;

  /**
   * @param names the new names by those in the part
   * @param seen the new names of what is looked at in a medium's stead
   */
  Renaming(Map<String, String> names, Map<String, String> seen) {
    this.names = names;
    this.seen = seen;
  }

  @Override
  protected Expression name(Name name) {
    return new Name(names.getOrDefault(name.id(), name.id()), name.span());
  }

  @Override
  protected String parameter(String name) {
    return names.getOrDefault(name, name);
  }

  @Override
  protected Expression call(Call call) {
    Call renamed = (Call) super.call(call);
    if (!LOOKING.contains(call.function())
        || call.arguments().isEmpty()
        || !(call.arguments().getFirst().value() instanceof Name(String id, var _))
        || !seen.containsKey(id)) {
      return renamed;
    }
    List<Argument> arguments = new ArrayList<>(renamed.arguments());
    arguments.set(
        0, new Argument(arguments.getFirst().name(), new Name(seen.get(id), call.span())));
    return new Call(call.function(), arguments, call.span());
  }
}
