package dev.rigel.program.syntax;

import dev.rigel.program.syntax.Expression.*;

/** Gives an expression another span. */
final class Spans {
  private Spans() {}

  /** The same expression over a wider stretch: what brackets around it cover. */
  static Expression widened(Expression expression, Span span) {
    return switch (expression) {
      case IntLiteral e -> new IntLiteral(e.value(), span);
      case FloatLiteral e -> new FloatLiteral(e.value(), span);
      case StringLiteral e -> new StringLiteral(e.value(), span);
      case BooleanLiteral e -> new BooleanLiteral(e.value(), span);
      case NoneLiteral e -> new NoneLiteral(span);
      case FormattedString e -> new FormattedString(e.pieces(), span);
      case Display e -> new Display(e.kind(), e.elements(), span);
      case DictDisplay e -> new DictDisplay(e.entries(), span);
      case Starred e -> new Starred(e.value(), span);
      case Comprehension e -> new Comprehension(e.kind(), e.key(), e.element(), e.clauses(), span);
      case Name e -> new Name(e.id(), span);
      case AttributeAccess e -> new AttributeAccess(e.value(), e.name(), span);
      case Subscript e -> new Subscript(e.value(), e.index(), span);
      case Slice e -> new Slice(e.lower(), e.upper(), e.step(), span);
      case Call e -> new Call(e.function(), e.arguments(), span);
      case MethodCall e -> new MethodCall(e.receiver(), e.method(), e.arguments(), span);
      case Unary e -> new Unary(e.operator(), e.operand(), span);
      case Binary e -> new Binary(e.operator(), e.left(), e.right(), span);
      case BooleanOperation e -> new BooleanOperation(e.and(), e.operands(), span);
      case Comparison e -> new Comparison(e.first(), e.operators(), e.rest(), span);
      case Conditional e -> new Conditional(e.test(), e.then(), e.otherwise(), span);
      case Lambda e -> new Lambda(e.parameters(), e.body(), span);
      case Hole e -> new Hole(e.text(), span);
    };
  }
}
