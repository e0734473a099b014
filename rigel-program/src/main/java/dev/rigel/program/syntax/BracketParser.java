package dev.rigel.program.syntax;

import dev.rigel.program.syntax.Expression.Comprehension;
import dev.rigel.program.syntax.Expression.Comprehension.Clause;
import dev.rigel.program.syntax.Expression.DictDisplay;
import dev.rigel.program.syntax.Expression.Display;
import dev.rigel.program.syntax.Expression.Hole;
import dev.rigel.program.syntax.Expression.Starred;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what stands in brackets: groups, tuples, lists, sets, dicts and comprehensions. */
final class BracketParser {
  private final ExpressionParser expressions;
  private final Lexer lexer;
  private final AtomParser atoms;

  BracketParser(ExpressionParser expressions, AtomParser atoms) {
    this.expressions = expressions;
    this.lexer = expressions.lexer;
    this.atoms = atoms;
  }

  Expression bracketed() {
    return switch (lexer.text) {
      case "(" -> parenthesised();
      case "[" -> list();
      case "{" -> braces();
      case "*", "**" -> throw lexer.error("a star cannot stand here", "leave it out");
      default -> throw atoms.missing();
    };
  }

  private Expression parenthesised() {
    Span first = lexer.span();
    boolean outer = expressions.equalsEndsTarget;
    expressions.equalsEndsTarget = false;
    lexer.advance();
    expressions.enter();
    Expression result = insideParentheses(first);
    expressions.leave();
    expressions.equalsEndsTarget = outer;
    return result;
  }

  private Expression insideParentheses(Span first) {
    if (lexer.isOperator(")")) {
      lexer.advance();
      return new Display(Display.Kind.TUPLE, List.of(), expressions.to(first));
    }
    Expression one = expressions.starredOrExpression();
    if (expressions.take("for")) {
      return comprehension(Comprehension.Kind.GENERATOR, Optional.empty(), one, first, ")");
    }
    if (lexer.isCursor()) {
      // Still a group, a tuple or a generator: a tuple of one that is not closed stands for all.
      return new Display(Display.Kind.TUPLE, List.of(one), expressions.open(first));
    }
    if (lexer.isOperator(")")) {
      lexer.advance();
      if (one instanceof Starred starred) {
        throw lexer.error(starred.span().start(), "a star cannot stand here", "write [*values]");
      }
      return lexer.touchesEndBefore() ? Spans.widened(one, expressions.to(first)) : one;
    }
    List<Expression> elements = new ArrayList<>();
    elements.add(one);
    boolean closed = restOfElements(elements, ")", "the tuple");
    return new Display(
        Display.Kind.TUPLE, elements, closed ? expressions.to(first) : expressions.open(first));
  }

  /** After the first element: a comma, more elements, the closing sign. */
  private boolean restOfElements(List<Expression> elements, String sign, String what) {
    int highest = expressions.height;
    while (lexer.isOperator(",")) {
      lexer.advance();
      if (lexer.isOperator(sign)) {
        break;
      }
      elements.add(expressions.starredOrExpression());
      highest = Math.max(highest, expressions.height);
    }
    boolean closed = expressions.close(sign, what);
    expressions.grow(highest, 0);
    return closed;
  }

  private Expression list() {
    Span first = lexer.span();
    boolean outer = expressions.equalsEndsTarget;
    expressions.equalsEndsTarget = false;
    lexer.advance();
    expressions.enter();
    Expression result;
    if (lexer.isOperator("]")) {
      lexer.advance();
      result = new Display(Display.Kind.LIST, List.of(), expressions.to(first));
    } else {
      Expression one = expressions.starredOrExpression();
      if (expressions.take("for")) {
        result = comprehension(Comprehension.Kind.LIST, Optional.empty(), one, first, "]");
      } else {
        List<Expression> elements = new ArrayList<>();
        elements.add(one);
        boolean closed = restOfElements(elements, "]", "the list");
        result =
            new Display(
                Display.Kind.LIST,
                elements,
                closed ? expressions.to(first) : expressions.open(first));
      }
    }
    expressions.leave();
    expressions.equalsEndsTarget = outer;
    return result;
  }

  private Expression braces() {
    Span first = lexer.span();
    boolean outer = expressions.equalsEndsTarget;
    expressions.equalsEndsTarget = false;
    lexer.advance();
    expressions.enter();
    Expression result = insideBraces(first);
    expressions.leave();
    expressions.equalsEndsTarget = outer;
    return result;
  }

  private Expression insideBraces(Span first) {
    if (lexer.isOperator("}")) {
      lexer.advance();
      return new DictDisplay(List.of(), expressions.to(first));
    }
    if (lexer.isOperator("**")) {
      return dict(first, new ArrayList<>(), Optional.empty());
    }
    Expression one = expressions.starredOrExpression();
    if (lexer.isOperator(":")) {
      return dict(first, new ArrayList<>(), Optional.of(one));
    }
    if (expressions.take("for")) {
      return comprehension(Comprehension.Kind.SET, Optional.empty(), one, first, "}");
    }
    if (lexer.isCursor() && !(one instanceof Starred)) {
      // A key or an element of a set: an entry without value is open for both.
      return new DictDisplay(
          List.of(new DictDisplay.Entry(Optional.of(one), new Hole("", lexer.span()))),
          expressions.open(first));
    }
    List<Expression> elements = new ArrayList<>();
    elements.add(one);
    boolean closed = restOfElements(elements, "}", "the set");
    return new Display(
        Display.Kind.SET, elements, closed ? expressions.to(first) : expressions.open(first));
  }

  /** The rest of a dict display, after the first key (or before the first {@code **}). */
  private Expression dict(
      Span first, List<DictDisplay.Entry> entries, Optional<Expression> firstKey) {
    Optional<Expression> key = firstKey;
    int highest = expressions.height;
    while (true) {
      if (key.isPresent()) {
        if (lexer.isCursor()) {
          entries.add(new DictDisplay.Entry(key, new Hole("", lexer.span())));
          break;
        }
        if (!lexer.isOperator(":")) {
          throw lexer.error("expected ':' after the key", "write {key: value}");
        }
        lexer.advance();
        Expression value = expressions.expression();
        highest = Math.max(highest, expressions.height);
        if (entries.isEmpty() && expressions.take("for")) {
          return comprehension(Comprehension.Kind.DICT, key, value, first, "}");
        }
        entries.add(new DictDisplay.Entry(key, value));
      } else {
        lexer.advance();
        entries.add(new DictDisplay.Entry(Optional.empty(), expressions.unpacked()));
        highest = Math.max(highest, expressions.height);
      }
      if (!lexer.isOperator(",")) {
        break;
      }
      lexer.advance();
      if (lexer.isOperator("}")) {
        break;
      }
      // At the end of partial text, one star may become two.
      boolean unpacks = lexer.isOperator("**") || (lexer.isOperator("*") && lexer.touchesEnd());
      key = unpacks ? Optional.empty() : Optional.of(expressions.expression());
      highest = Math.max(highest, expressions.height);
    }
    boolean closed = expressions.close("}", "the dict");
    expressions.grow(highest, 0);
    return new DictDisplay(entries, closed ? expressions.to(first) : expressions.open(first));
  }

  // --- comprehensions

  /** After the first {@code for}. An empty sign leaves the closing to the call around it. */
  Expression comprehension(
      Comprehension.Kind kind,
      Optional<Expression> key,
      Expression element,
      Span first,
      String sign) {
    if (element instanceof Starred) {
      throw lexer.error(
          element.span().start(), "a star cannot stand in a comprehension", "use a second for");
    }
    int highest = expressions.height;
    List<Clause> clauses = new ArrayList<>();
    do {
      clauses.add(clause());
      highest = Math.max(highest, expressions.height);
    } while (expressions.take("for"));
    expressions.grow(highest, 0);
    boolean closed =
        sign.isEmpty() ? !lexer.isCursor() : expressions.close(sign, "the comprehension");
    return new Comprehension(
        kind, key, element, clauses, closed ? expressions.to(first) : expressions.open(first));
  }

  private Clause clause() {
    Expression target = targets();
    int highest = expressions.height;
    if (lexer.isCursor()) {
      return new Clause(target, new Hole("", lexer.span()), List.of());
    }
    if (!expressions.take("in")) {
      throw lexer.error("expected 'in' after the loop variable", "write for name in values");
    }
    Expression iterable = expressions.disjunction();
    highest = Math.max(highest, expressions.height);
    List<Expression> conditions = new ArrayList<>();
    while (expressions.take("if")) {
      conditions.add(expressions.disjunction());
      highest = Math.max(highest, expressions.height);
    }
    expressions.height = highest;
    return new Clause(target, iterable, conditions);
  }

  /** Loop variables: a name, or a tuple of targets with or without brackets. */
  Expression targets() {
    Span first = lexer.span();
    Expression one = target();
    if (!lexer.isOperator(",")) {
      return one;
    }
    List<Expression> elements = new ArrayList<>();
    elements.add(one);
    int highest = expressions.height;
    while (lexer.isOperator(",")) {
      lexer.advance();
      if (lexer.isWord("in")) {
        break;
      }
      elements.add(target());
      highest = Math.max(highest, expressions.height);
    }
    expressions.grow(highest, 0);
    return new Display(Display.Kind.TUPLE, elements, expressions.to(first));
  }

  private Expression target() {
    Span first = lexer.span();
    if (lexer.isOperator("*")) {
      lexer.advance();
      Expression value = target();
      expressions.grow(expressions.height, 0);
      return new Starred(value, expressions.to(first));
    }
    expressions.enter();
    Expression result = atoms.postfix();
    expressions.leave();
    Targets.check(result, lexer, true);
    return result;
  }
}
