package dev.rigel.program.syntax;

import dev.rigel.program.syntax.Expression.BinaryOperator;
import dev.rigel.program.syntax.Expression.Hole;
import dev.rigel.program.syntax.Expression.Name;
import dev.rigel.program.syntax.Expression.Starred;
import dev.rigel.program.syntax.Lexer.Kind;
import dev.rigel.program.syntax.Statement.Assign;
import dev.rigel.program.syntax.Statement.AugmentedAssign;
import dev.rigel.program.syntax.Statement.ExpressionStatement;
import dev.rigel.program.syntax.Statement.For;
import dev.rigel.program.syntax.Statement.If;
import dev.rigel.program.syntax.Statement.While;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads program text. Whole programs go through {@link #parse}; text that is still being written
 * goes through {@link #parsePrefix}.
 */
public final class Parser {
  /** Characters of a program: far more than anybody writes, few enough to read at once. */
  public static final int MAX_LENGTH = 256 * 1024;

  private static final int MAX_BLOCKS = 100;

  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final String source;
  private final boolean partial;

  /** Compound statements around the current one; an elif counts as one inside the if before it. */
  private int blocks;

  private Parser(String source, boolean partial, boolean strict) {
    if (source.length() > MAX_LENGTH) {
      throw new SyntaxException(
          "the program is longer than " + MAX_LENGTH + " characters",
          "write a shorter one",
          0,
          1,
          1);
    }
    this.source = source;
    this.partial = partial;
    this.lexer = new Lexer(source, partial, strict);
    this.expressions = new ExpressionParser(lexer, source);
  }

  /**
   * Reads a whole program.
   *
   * @throws SyntaxException when the text is not a program of the language
   */
  public static Program parse(String source) {
    return new Parser(source, false, false).program();
  }

  /**
   * Reads text that may end anywhere. The tree says what is open: a {@link Hole} stands where the
   * next thing may come or where a word touches the end; a node that lacks its closing bracket or
   * quote has a span that ends beyond the text; a compound statement without a body lacks its
   * colon. An {@code answer(...)} statement ends at its closing bracket.
   *
   * @param strict holds the layout to what a model is asked for: four spaces a level, no comments,
   *     no two empty lines in a row
   * @throws SyntaxException when no continuation makes a program of the text
   */
  public static Program parsePrefix(String text, boolean strict) {
    return new Parser(text, true, strict).program();
  }

  private Program program() {
    List<Statement> statements = new ArrayList<>();
    lexer.advance();
    while (!atEnd()) {
      statement(statements);
    }
    if (partial && lineEnded) {
      statements.add(openStatement());
    }
    return new Program(source, statements);
  }

  private boolean atEnd() {
    return lexer.kind == Kind.END;
  }

  /** Whether the last statement's line has ended, so that a new one may begin at the cursor. */
  private boolean lineEnded = true;

  private Statement openStatement() {
    lineEnded = false;
    return new ExpressionStatement(new Hole("", lexer.span()), lexer.span());
  }

  private void statement(List<Statement> statements) {
    switch (lexer.kind) {
      case NEWLINE -> lexer.advance();
      case INDENT ->
          throw lexer.error("unexpected indentation", "start the line below the one before");
      case DEDENT -> lexer.advance();
      case WORD -> {
        lineEnded = false;
        switch (lexer.isPartialWord() ? "" : lexer.text) {
          case "if" -> statements.add(ifStatement());
          case "for" -> statements.add(forStatement());
          case "while" -> statements.add(whileStatement());
          default -> simpleStatements(statements);
        }
      }
      case OPERATOR, NUMBER, STRING -> {
        lineEnded = false;
        simpleStatements(statements);
      }
      case END -> {}
    }
  }

  // --- compound statements

  private void enter() {
    if (++blocks > MAX_BLOCKS) {
      throw lexer.error(
          "blocks or elif branches are nested too deeply", "look the value up in a dict");
    }
  }

  private Statement ifStatement() {
    Span first = lexer.span();
    lexer.advance();
    Expression test = expressions.expression();
    Optional<List<Statement>> body = block("the condition");
    if (body.isEmpty()) {
      return new If(test, List.of(), List.of(), expressions.open(first));
    }
    List<Statement> otherwise = List.of();
    if (lexer.isWord("elif")) {
      enter();
      otherwise = List.of(ifStatement());
      blocks--;
    } else {
      otherwise = otherwise();
    }
    return new If(test, body.get(), otherwise, expressions.to(first));
  }

  private List<Statement> otherwise() {
    if (!lexer.isWord("else")) {
      return List.of();
    }
    lexer.advance();
    return block("else").orElseGet(() -> List.of(openStatement()));
  }

  private Statement forStatement() {
    Span first = lexer.span();
    lexer.advance();
    Expression target = expressions.targets();
    if (lexer.isCursor()) {
      Hole iterable = new Hole("", lexer.span());
      return new For(target, iterable, List.of(), List.of(), expressions.open(first));
    }
    if (lexer.isPartialWord() && "in".startsWith(lexer.text)) {
      lexer.advance();
      Hole iterable = new Hole("", lexer.span());
      return new For(target, iterable, List.of(), List.of(), expressions.open(first));
    }
    if (!lexer.isWord("in")) {
      throw lexer.error("expected 'in' after the loop variable", "write for name in values:");
    }
    lexer.advance();
    Expression iterable = expressions.expressionList();
    Optional<List<Statement>> body = block("the values");
    if (body.isEmpty()) {
      return new For(target, iterable, List.of(), List.of(), expressions.open(first));
    }
    return new For(target, iterable, body.get(), otherwise(), expressions.to(first));
  }

  private Statement whileStatement() {
    Span first = lexer.span();
    lexer.advance();
    Expression test = expressions.expression();
    Optional<List<Statement>> body = block("the condition");
    if (body.isEmpty()) {
      return new While(test, List.of(), List.of(), expressions.open(first));
    }
    return new While(test, body.get(), otherwise(), expressions.to(first));
  }

  /** A colon and what follows it; empty where partial text ends before the colon. */
  private Optional<List<Statement>> block(String after) {
    if (lexer.isCursor()) {
      return Optional.empty();
    }
    if (!lexer.isOperator(":")) {
      if (lexer.isOperator("=")) {
        throw lexer.error("'=' has no place here", "write == to compare");
      }
      throw lexer.error("expected ':' after " + after, "end the line with a colon");
    }
    lexer.advance();
    List<Statement> statements = new ArrayList<>();
    if (lexer.isCursor()) {
      return Optional.of(List.of(openStatement()));
    }
    if (lexer.kind != Kind.NEWLINE) {
      inlineBlock(statements);
      return Optional.of(statements);
    }
    lexer.blockExpected = true;
    lexer.advance();
    lexer.blockExpected = false;
    if (lexer.isCursor()) {
      return Optional.of(List.of(openStatement()));
    }
    if (lexer.kind != Kind.INDENT) {
      throw lexer.error("the block is missing", "indent the lines after the colon by four spaces");
    }
    lexer.advance();
    enter();
    while (lexer.kind != Kind.DEDENT && !atEnd()) {
      statement(statements);
    }
    blocks--;
    if (lexer.kind == Kind.DEDENT) {
      lexer.advance();
    } else if (lexer.isCursor() && lineEnded) {
      statements.add(openStatement());
    }
    return Optional.of(statements);
  }

  private void inlineBlock(List<Statement> statements) {
    if (lexer.isWord("if") || lexer.isWord("for") || lexer.isWord("while")) {
      throw lexer.error(
          "a block cannot start on the line of another", "put it on a line of its own");
    }
    simpleStatements(statements);
  }

  // --- simple statements

  private void simpleStatements(List<Statement> statements) {
    while (true) {
      statements.add(simpleStatement());
      if (lexer.isCursor()) {
        return;
      }
      if (lexer.isOperator(";")) {
        lexer.advance();
        if (lexer.isCursor()) {
          statements.add(openStatement());
          return;
        }
        if (lexer.kind == Kind.NEWLINE) {
          break;
        }
        continue;
      }
      break;
    }
    if (lexer.kind != Kind.NEWLINE) {
      throw unexpected();
    }
    lineEnded = true;
    lexer.advance();
  }

  private SyntaxException unexpected() {
    if (lexer.isOperator(":")) {
      return lexer.error("type annotations are not part of the language", "write name = value");
    }
    if (lexer.isOperator("=")) {
      return lexer.error("'=' has no place here", "write == to compare");
    }
    if (lexer.kind == Kind.OPERATOR
        && (lexer.text.equals(")") || lexer.text.equals("]") || lexer.text.equals("}"))) {
      return lexer.error("'" + lexer.text + "' closes nothing", "leave it out");
    }
    return lexer.error(
        "expected the end of the line", "put an operator, or a new line, before this");
  }

  private Statement simpleStatement() {
    Span first = lexer.span();
    if (lexer.kind == Kind.WORD && !lexer.isPartialWord()) {
      switch (lexer.text) {
        case "pass" -> {
          lexer.advance();
          return new Statement.Pass(first);
        }
        case "break" -> {
          lexer.advance();
          return new Statement.Break(first);
        }
        case "continue" -> {
          lexer.advance();
          return new Statement.Continue(first);
        }
        case "elif", "else" ->
            throw lexer.error("'" + lexer.text + "' without 'if'", "indent it like its if");
        default -> refuseForeignStatement();
      }
    }
    if (lexer.isOperator("@")) {
      throw lexer.error("decorators are not part of the language", "leave the line out");
    }
    if (partial && lexer.isWord("answer") && lexer.following() == '(') {
      return new ExpressionStatement(expressions.call(), expressions.to(first));
    }
    Optional<Statement> growing = growingAugmentedAssignment();
    return growing.isPresent() ? growing.get() : assignmentOrExpression(first);
  }

  private void refuseForeignStatement() {
    String word = lexer.text;
    Optional<Refusals.Refusal> refusal = Refusals.word(word);
    char next = lexer.following();
    boolean soft = word.equals("match") || word.equals("type");
    if (soft && !(Character.isLetterOrDigit(next) || next == '"' || next == '\'')) {
      return;
    }
    if (word.equals("type") || (refusal.isEmpty() && isStatementOfPython2(word, next))) {
      throw lexer.error(
          "'" + word + "' is not a statement",
          word.equals("print") ? "write print(value)" : "leave the line out");
    }
    if (refusal.isPresent()) {
      throw lexer.error(refusal.get().message(), refusal.get().hint());
    }
  }

  private static boolean isStatementOfPython2(String word, char next) {
    return (word.equals("print") || word.equals("exec"))
        && (Character.isLetter(next) || next == '"' || next == '\'');
  }

  /** {@code total +} at the end of partial text may become {@code total += …}. */
  private Optional<Statement> growingAugmentedAssignment() {
    if (!partial || lexer.kind != Kind.WORD || lexer.isPartialWord()) {
      return Optional.empty();
    }
    String rest = source.substring(lexer.end).strip();
    boolean sameLine = source.indexOf('\n', lexer.end) < 0;
    if (rest.isEmpty() || rest.length() > 2 || !sameLine || !source.endsWith(rest)) {
      return Optional.empty();
    }
    Optional<BinaryOperator> operator = augmenting(rest + "=");
    if (operator.isEmpty()) {
      return Optional.empty();
    }
    Span first = lexer.span();
    Name target = new Name(lexer.text, first);
    lexer.advance();
    lexer.advance();
    return Optional.of(
        new AugmentedAssign(
            target, operator.get(), new Hole("", lexer.span()), expressions.open(first)));
  }

  private static Optional<BinaryOperator> augmenting(String sign) {
    return Optional.ofNullable(
        switch (sign) {
          case "+=" -> BinaryOperator.ADD;
          case "-=" -> BinaryOperator.SUBTRACT;
          case "*=" -> BinaryOperator.MULTIPLY;
          case "/=" -> BinaryOperator.DIVIDE;
          case "//=" -> BinaryOperator.FLOOR_DIVIDE;
          case "%=" -> BinaryOperator.MODULO;
          case "**=" -> BinaryOperator.POWER;
          case "&=" -> BinaryOperator.AND;
          case "|=" -> BinaryOperator.OR;
          case "^=" -> BinaryOperator.XOR;
          case "<<=" -> BinaryOperator.SHIFT_LEFT;
          case ">>=" -> BinaryOperator.SHIFT_RIGHT;
          default -> null;
        });
  }

  private boolean mayBeComparison(Expression left) {
    return lexer.isOperator("=") && lexer.touchesEnd() && !Targets.isTarget(left);
  }

  private Statement assignmentOrExpression(Span first) {
    expressions.equalsEndsTarget = true;
    Expression value = expressions.expressionList();
    expressions.equalsEndsTarget = false;
    if (lexer.kind == Kind.OPERATOR) {
      Optional<BinaryOperator> operator = augmenting(lexer.text);
      if (operator.isPresent()) {
        Targets.checkAugmented(value, lexer);
        lexer.advance();
        Expression added = expressions.expressionList();
        return new AugmentedAssign(value, operator.get(), added, expressions.to(first));
      }
    }
    // At the end of partial text, one equals sign may become two.
    if (mayBeComparison(value)) {
      lexer.advance();
    }
    if (!lexer.isOperator("=")) {
      if (value instanceof Starred && !lexer.isCursor()) {
        throw lexer.error(value.span().start(), "a star cannot stand here", "write [*values]");
      }
      return new ExpressionStatement(value, expressions.to(first));
    }
    List<Expression> targets = new ArrayList<>();
    while (lexer.isOperator("=")) {
      Targets.check(value, lexer, false);
      targets.add(value);
      lexer.advance();
      expressions.equalsEndsTarget = true;
      value = expressions.expressionList();
      expressions.equalsEndsTarget = false;
      expressions.chain(targets.size());
      if (mayBeComparison(value)) {
        lexer.advance();
      }
    }
    return new Assign(targets, value, expressions.to(first));
  }
}
