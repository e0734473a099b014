package dev.rigel.program.syntax;

import dev.rigel.program.syntax.Expression.FormattedString;
import dev.rigel.program.syntax.Expression.FormattedString.Field;
import dev.rigel.program.syntax.Expression.FormattedString.Piece;
import dev.rigel.program.syntax.Expression.FormattedString.Text;
import dev.rigel.program.syntax.Expression.StringLiteral;
import dev.rigel.program.syntax.Lexer.Kind;
import dev.rigel.program.syntax.Lexer.StringToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads string literals and f-strings, and joins those that stand side by side. */
final class StringParser {
  private final ExpressionParser expressions;
  private final Lexer lexer;
  private final String source;
  private final Escapes escapes;

  /** Where reading goes on in the content of the f-string. */
  private int at;

  StringParser(ExpressionParser expressions) {
    this.expressions = expressions;
    this.lexer = expressions.lexer;
    this.source = expressions.source;
    this.escapes = new Escapes(source);
  }

  Expression literal() {
    Span first = lexer.span();
    StringBuilder text = new StringBuilder();
    List<Piece> pieces = new ArrayList<>();
    boolean formatted = false;
    boolean closed = true;
    int highest = 1;
    while (lexer.kind == Kind.STRING) {
      StringToken token = lexer.string();
      closed = token.closed();
      if (token.formatted()) {
        formatted = true;
        at = token.contentStart();
        expressions.height = 0;
        pieces(token, token.contentEnd(), 0, pieces, text);
        highest = Math.max(highest, expressions.height + 1);
      } else {
        plain(token, text);
      }
      lexer.advance();
    }
    expressions.height = highest;
    Span span = closed ? expressions.to(first) : expressions.open(first);
    if (!formatted) {
      return new StringLiteral(text.toString(), span);
    }
    // A field that the end of the text cuts stays last: an empty text after it would close it.
    if (!text.isEmpty() || (!closed && !cutInField)) {
      pieces.add(new Text(text.toString()));
    }
    cutInField = false;
    return new FormattedString(pieces, span);
  }

  /** Whether partial text ends inside a field of the f-string that is being read. */
  private boolean cutInField;

  private void plain(StringToken token, StringBuilder text) {
    int p = token.contentStart();
    while (p < token.contentEnd()) {
      p = escapes.read(p, token.contentEnd(), token.raw(), !token.closed(), text);
    }
  }

  /** Reads pieces until the content ends or, in a format spec, until its {@code }}. */
  private void pieces(
      StringToken token, int limit, int depth, List<Piece> pieces, StringBuilder text) {
    while (at < limit) {
      char c = source.charAt(at);
      boolean doubled = at + 1 < limit && source.charAt(at + 1) == c;
      if (c == '{' && doubled && depth == 0) {
        text.append(c);
        at += 2;
      } else if (c == '{') {
        if (!text.isEmpty()) {
          pieces.add(new Text(text.toString()));
          text.setLength(0);
        }
        at++;
        Field field = field(token, limit, depth);
        pieces.add(field);
        if (cutInField) {
          return;
        }
      } else if (c == '}' && depth > 0) {
        return;
      } else if (c == '}') {
        if (!doubled && !(at + 1 == limit && !token.closed())) {
          throw lexer.error(at, "a single '}' in an f-string", "write }} for a brace");
        }
        if (doubled) {
          text.append(c);
        }
        at += 2;
      } else {
        at = escapes.read(at, limit, token.raw(), !token.closed(), text);
      }
    }
    at = Math.min(at, limit);
  }

  private Field field(StringToken token, int limit, int depth) {
    if (depth >= 2) {
      throw lexer.error(
          at, "fields of an f-string are nested too deeply", "compute the width before");
    }
    int from = at;
    int highest = expressions.height;
    Lexer.State saved = lexer.enter(from, limit);
    boolean outer = expressions.equalsEndsTarget;
    expressions.equalsEndsTarget = true;
    lexer.previousEnd = from;
    lexer.advance();
    Field field = fieldInside(token, from, limit, depth);
    expressions.equalsEndsTarget = outer;
    lexer.leave(saved);
    expressions.height = Math.max(highest, expressions.height);
    return field;
  }

  private Field fieldInside(StringToken token, int from, int limit, int depth) {
    if (lexer.isOperator("}") || lexer.isOperator("!") || lexer.isOperator(":")) {
      throw lexer.error(
          "the braces of an f-string are empty", "put a value between them, or double them");
    }
    Expression value = expressions.expressionList();
    int height = expressions.height;
    Optional<String> selfDocumenting = Optional.empty();
    if (lexer.isOperator("=")) {
      lexer.advance();
      selfDocumenting = Optional.of(source.substring(from, lexer.start));
    }
    Optional<Character> conversion = Optional.empty();
    if (lexer.isOperator("!")) {
      conversion = conversion();
    }
    Optional<List<Piece>> format = Optional.empty();
    if (lexer.isOperator(":")) {
      format = Optional.of(format(token, limit, depth));
      height = Math.max(height, expressions.height);
      if (!cutInField && at >= limit) {
        unclosed(token);
      }
      at++;
    } else if (lexer.isOperator("}")) {
      at = lexer.end;
    } else if (lexer.isCursor()) {
      cutInField = true;
      at = limit;
    } else if (lexer.kind == Kind.END) {
      unclosed(token);
    } else {
      throw lexer.error(
          "expected '}' after the value", "write {value}, {value!r} or {value:format}");
    }
    expressions.height = height;
    if (selfDocumenting.isPresent() && conversion.isEmpty() && format.isEmpty()) {
      conversion = Optional.of('r');
    }
    return new Field(value, selfDocumenting, conversion, format);
  }

  private void unclosed(StringToken token) {
    if (token.closed()) {
      throw lexer.error(
          token.contentEnd(),
          "the braces of the f-string are not closed",
          "put } after the value; use the other kind of quotes inside");
    }
    cutInField = true;
  }

  private Optional<Character> conversion() {
    lexer.advance();
    if (lexer.isCursor()) {
      return Optional.empty();
    }
    if (lexer.kind != Kind.WORD
        || !(lexer.text.equals("r") || lexer.text.equals("s") || lexer.text.equals("a"))) {
      throw lexer.error("unknown conversion in an f-string", "write !r, !s or !a");
    }
    char conversion = lexer.text.charAt(0);
    lexer.advance();
    return Optional.of(conversion);
  }

  private List<Piece> format(StringToken token, int limit, int depth) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    at = lexer.end;
    expressions.height = 0;
    pieces(token, limit, depth + 1, pieces, text);
    if (!text.isEmpty()) {
      pieces.add(new Text(text.toString()));
    }
    return pieces;
  }
}
