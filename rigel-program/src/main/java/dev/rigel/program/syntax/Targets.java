package dev.rigel.program.syntax;

import dev.rigel.program.syntax.Expression.AttributeAccess;
import dev.rigel.program.syntax.Expression.Display;
import dev.rigel.program.syntax.Expression.Hole;
import dev.rigel.program.syntax.Expression.Name;
import dev.rigel.program.syntax.Expression.Slice;
import dev.rigel.program.syntax.Expression.Starred;
import dev.rigel.program.syntax.Expression.Subscript;

/** What may stand on the left of an assignment. */
final class Targets {
  private Targets() {}

  /**
   * @param loop the target of a {@code for}
   */
  static void check(Expression target, Lexer lexer, boolean loop) {
    if (target instanceof Starred starred) {
      throw lexer.error(
          starred.span().start(),
          "a starred target stands alone",
          "write *name inside a list of targets: first, *rest = values");
    }
    inner(target, lexer, loop);
  }

  private static void inner(Expression target, Lexer lexer, boolean loop) {
    switch (target) {
      case Name ignored -> {}
      case Hole ignored -> {}
      case Subscript ignored -> {}
      case Starred starred -> inner(starred.value(), lexer, loop);
      case Display display when display.kind() != Display.Kind.SET -> {
        int stars = 0;
        for (Expression element : display.elements()) {
          inner(element, lexer, loop);
          if (element instanceof Starred && ++stars > 1) {
            throw lexer.error(
                element.span().start(), "two starred targets in one assignment", "keep one star");
          }
        }
      }
      case AttributeAccess access ->
          throw lexer.error(
              access.span().start(),
              "attributes cannot be assigned",
              "keep the value in a variable or a dict");
      default ->
          throw lexer.error(
              target.span().start(),
              loop ? "this is no loop variable" : "this cannot be assigned to",
              loop ? "write for name in values" : "write name = value");
    }
  }

  /** Whether the expression can be assigned to, as far as its form goes. */
  static boolean isTarget(Expression expression) {
    return switch (expression) {
      case Name ignored -> true;
      case Hole ignored -> true;
      case Subscript ignored -> true;
      case Starred starred -> isTarget(starred.value());
      case Display display ->
          display.kind() != Display.Kind.SET
              && display.elements().stream().allMatch(Targets::isTarget);
      default -> false;
    };
  }

  /** For augmented assignment: one name or one subscript. */
  static void checkAugmented(Expression target, Lexer lexer) {
    boolean slice = target instanceof Subscript subscript && subscript.index() instanceof Slice;
    if (!(target instanceof Name || target instanceof Subscript || target instanceof Hole)
        || slice) {
      throw lexer.error(target.span().start(), "this cannot be assigned to", "write name += value");
    }
  }
}
