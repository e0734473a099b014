package dev.rigel.program.syntax;

import java.text.Normalizer;

/**
 * Cuts program text into tokens, one at a time, and turns indentation into tokens as Python does.
 * The current token is in the fields; {@link #advance()} moves to the next.
 */
final class Lexer {
  enum Kind {
    END,
    NEWLINE,
    INDENT,
    DEDENT,
    WORD,
    NUMBER,
    STRING,
    OPERATOR
  }

  /**
   * A string token.
   *
   * @param contentStart after the opening quote
   * @param contentEnd before the closing quote
   * @param closed false where partial text ends inside the string
   */
  record StringToken(
      int contentStart, int contentEnd, boolean raw, boolean formatted, boolean closed) {}

  /** All that {@link #enter} changes. */
  record State(
      int position,
      int limit,
      int line,
      int lineStart,
      int brackets,
      int embeddedAt,
      Kind kind,
      String text,
      int start,
      int end,
      int startLine,
      int startColumn,
      int previousEnd,
      StringToken string) {}

  private static final String[] OPERATORS = {
    "**=", "//=", ">>=", "<<=", "...", "**", "//", ">>", "<<", "<=", ">=", "==", "!=", "->", "+=",
    "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", ":=", "+", "-", "*", "/", "%", "&", "|", "^",
    "~", "<", ">", "(", ")", "[", "]", "{", "}", ",", ":", ".", ";", "=", "@", "!"
  };
  private static final String[][] BY_CHARACTER = new String[128][];

  static {
    for (char c = 0; c < 128; c++) {
      String first = String.valueOf(c);
      BY_CHARACTER[c] =
          java.util.Arrays.stream(OPERATORS)
              .filter(o -> o.startsWith(first))
              .toArray(String[]::new);
    }
  }

  static final int MAX_BLOCKS = 50;
  private static final int INDENT = 4;
  private static final int NOT_EMBEDDED = -1;
  private static final StringToken NO_STRING = new StringToken(0, 0, false, false, true);

  private final String source;
  private final boolean partial;

  /** Four spaces a level, no comments, no two empty lines in a row. */
  private final boolean strict;

  private int limit;
  private int position;
  private int line = 1;
  private int lineStart;
  private int brackets;

  /** Bracket depth of an f-string's field, where {@code : ! =} end the expression. */
  private int embeddedAt = NOT_EMBEDDED;

  private boolean atLineStart = true;
  private boolean lineHasTokens;
  private int pendingDedents;
  private final int[] indents = new int[MAX_BLOCKS + 1];
  private final int[] indentsWithNarrowTabs = new int[MAX_BLOCKS + 1];
  private int indentCount;

  Kind kind = Kind.END;
  String text = "";
  int start;
  int end;
  private int startLine = 1;
  private int startColumn = 1;
  int previousEnd;
  private StringToken string = NO_STRING;

  Lexer(String source, boolean partial, boolean strict) {
    this.source = source;
    this.partial = partial;
    this.strict = strict;
    this.limit = source.length();
    if (source.startsWith("\uFEFF")) {
      position = 1;
    }
  }

  StringToken string() {
    return string;
  }

  Span span() {
    return new Span(start, end, startLine, startColumn);
  }

  boolean isOperator(String wanted) {
    return kind == Kind.OPERATOR && text.equals(wanted);
  }

  /** A whole word: one that touches the end of partial text may still grow and is none. */
  boolean isWord(String wanted) {
    return kind == Kind.WORD && text.equals(wanted) && !isPartialWord();
  }

  boolean isPartialWord() {
    return partial && kind == Kind.WORD && end == source.length();
  }

  /** Whether partial text ends here, so that whatever is expected may still come. */
  boolean isCursor() {
    return partial && kind == Kind.END && limit == source.length();
  }

  /** The current token touches the end of partial text. */
  boolean touchesEnd() {
    return partial && end == source.length();
  }

  /** The token before touches the end of partial text. */
  boolean touchesEndBefore() {
    return partial && previousEnd == source.length();
  }

  /** Whether an {@code =} that is not {@code ==} follows the current token. */
  boolean assignmentFollows() {
    int p = end;
    while (p < limit && isBlank(source.charAt(p))) {
      p++;
    }
    return p < limit && source.charAt(p) == '=' && !(p + 1 < limit && source.charAt(p + 1) == '=');
  }

  /** The first character after the current token and blanks; 0 at the end. */
  char following() {
    int p = end;
    while (p < limit && (source.charAt(p) == ' ' || source.charAt(p) == '\t')) {
      p++;
    }
    return p < limit ? source.charAt(p) : 0;
  }

  SyntaxException error(int offset, String message, String hint) {
    return SyntaxException.at(source, offset, message, hint);
  }

  SyntaxException error(String message, String hint) {
    return error(start, message, hint);
  }

  /** Reads the expression of an f-string's field, between the two offsets, until {@link #leave}. */
  State enter(int from, int to) {
    State saved =
        new State(
            position,
            limit,
            line,
            lineStart,
            brackets,
            embeddedAt,
            kind,
            text,
            start,
            end,
            startLine,
            startColumn,
            previousEnd,
            string);
    for (int i = start; i < from; i++) {
      if (source.charAt(i) == '\n') {
        startLine++;
      }
    }
    line = startLine;
    lineStart = source.lastIndexOf('\n', from - 1) + 1;
    position = from;
    limit = to;
    brackets++;
    embeddedAt = brackets;
    return saved;
  }

  void leave(State saved) {
    position = saved.position;
    limit = saved.limit;
    line = saved.line;
    lineStart = saved.lineStart;
    brackets = saved.brackets;
    embeddedAt = saved.embeddedAt;
    kind = saved.kind;
    text = saved.text;
    start = saved.start;
    end = saved.end;
    startLine = saved.startLine;
    startColumn = saved.startColumn;
    previousEnd = saved.previousEnd;
    string = saved.string;
  }

  void advance() {
    previousEnd = end;
    if (pendingDedents > 0) {
      pendingDedents--;
      set(Kind.DEDENT, position, position);
      return;
    }
    if (atLineStart && brackets == 0 && !beginLine()) {
      return;
    }
    skipBlanks();
    if (position >= limit) {
      endOfText();
      return;
    }
    char c = source.charAt(position);
    if (c == '\n' || c == '\r') {
      int from = position;
      newline();
      atLineStart = true;
      lineHasTokens = false;
      set(Kind.NEWLINE, from, from);
      return;
    }
    lineHasTokens = true;
    token(c);
  }

  private void endOfText() {
    if (!partial && lineHasTokens && brackets == 0) {
      lineHasTokens = false;
      atLineStart = true;
      set(Kind.NEWLINE, position, position);
    } else if (!partial && brackets == 0 && indentCount > 0) {
      indentCount--;
      set(Kind.DEDENT, position, position);
    } else {
      set(Kind.END, position, position);
    }
  }

  /** Measures the indentation; false when that gave a token. */
  private boolean beginLine() {
    int width = 0;
    int narrow = 0;
    int emptyLines = 0;
    while (true) {
      if (strict && width > indents[indentCount] + (blockExpected ? INDENT : 0)) {
        throw error(position - 1, "the line is indented too far", "indent a block by four spaces");
      }
      if (position >= limit) {
        if (partial && width > indents[indentCount] && !blockExpected) {
          throw error(
              position - 1, "unexpected indentation", "start the line below the one before");
        }
        return true;
      }
      char c = source.charAt(position);
      if (c == ' ') {
        width++;
        narrow++;
      } else if (c == '\t' && strict) {
        throw error(position, "a tab in the indentation", "indent a block by four spaces");
      } else if (c == '\t') {
        width = (width / 8 + 1) * 8;
        narrow++;
      } else if (c == '\f') {
        width = 0;
        narrow = 0;
      } else if (c == '\n' || c == '\r') {
        if (strict && (++emptyLines > 1 || lineStart == 0)) {
          throw error(position, "there are too many empty lines", "write the next line");
        }
        newline();
        width = 0;
        narrow = 0;
        continue;
      } else if (c == '#') {
        skipComment();
        continue;
      } else if (c == '\\' && isLineEnd(position + 1)) {
        position++;
        newline();
        continue;
      } else {
        break;
      }
      position++;
    }
    atLineStart = false;
    return indentation(width, narrow);
  }

  private boolean indentation(int width, int narrow) {
    int current = indents[indentCount];
    if (width == current) {
      if (narrow != indentsWithNarrowTabs[indentCount]) {
        throw error(position, "tabs and spaces are mixed in the indentation", "use four spaces");
      }
      return true;
    }
    if (strict && width > current && width != current + INDENT) {
      throw error(position, "the line is not indented enough", "indent a block by four spaces");
    }
    if (width > current) {
      if (narrow <= indentsWithNarrowTabs[indentCount]) {
        throw error(position, "tabs and spaces are mixed in the indentation", "use four spaces");
      }
      if (indentCount == MAX_BLOCKS) {
        throw error(position, "blocks are nested too deeply", "use fewer nested blocks");
      }
      indentCount++;
      indents[indentCount] = width;
      indentsWithNarrowTabs[indentCount] = narrow;
      set(Kind.INDENT, position, position);
      return false;
    }
    int dedents = 0;
    while (width < indents[indentCount]) {
      indentCount--;
      dedents++;
    }
    if (width != indents[indentCount] || narrow != indentsWithNarrowTabs[indentCount]) {
      throw error(
          position,
          "the indentation fits no block above",
          "indent by as many spaces as another line of the block");
    }
    pendingDedents = dedents - 1;
    set(Kind.DEDENT, position, position);
    return false;
  }

  /** Set by the parser after a colon that ends a line: only then may a line be indented further. */
  boolean blockExpected;

  private boolean isLineEnd(int at) {
    return at < limit && (source.charAt(at) == '\n' || source.charAt(at) == '\r');
  }

  private void newline() {
    if (source.charAt(position) == '\r'
        && position + 1 < limit
        && source.charAt(position + 1) == '\n') {
      position++;
    }
    position++;
    line++;
    lineStart = position;
  }

  private void skipComment() {
    if (strict) {
      throw error(position, "comments are not wanted here", "write the next line");
    }
    if (embeddedAt != NOT_EMBEDDED) {
      throw error(position, "a comment cannot stand inside an f-string", "leave it out");
    }
    while (position < limit && !isLineEnd(position)) {
      position++;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\f';
  }

  private void skipBlanks() {
    while (position < limit) {
      char c = source.charAt(position);
      if (isBlank(c)) {
        position++;
      } else if (brackets > 0 && (c == '\n' || c == '\r')) {
        newline();
      } else if (c == '#') {
        skipComment();
      } else if (c == '\\' && embeddedAt != NOT_EMBEDDED) {
        throw error(
            position,
            "a backslash cannot stand inside the braces of an f-string",
            "put the text into a variable first");
      } else if (c == '\\' && isLineEnd(position + 1)) {
        position++;
        newline();
      } else {
        return;
      }
    }
  }

  private void set(Kind newKind, int from, int to) {
    kind = newKind;
    text = "";
    start = from;
    end = to;
    startLine = line;
    startColumn = from - lineStart + 1;
  }

  private void token(char c) {
    int from = position;
    if (isWordStart(from)) {
      word(from);
    } else if (isDigit(c)
        || (c == '.' && position + 1 < limit && isDigit(source.charAt(from + 1)))) {
      set(Kind.NUMBER, from, from);
      end = new NumberReader(source, limit, partial).end(from);
      text = source.substring(from, end);
      position = end;
    } else if (c == '"' || c == '\'') {
      string(from, from);
    } else {
      operator(c, from);
    }
  }

  private boolean isWordStart(int at) {
    char c = source.charAt(at);
    if (c < 128) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
    return Character.isUnicodeIdentifierStart(source.codePointAt(at));
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void word(int from) {
    int p = from;
    boolean ascii = true;
    while (p < limit) {
      char c = source.charAt(p);
      if (c < 128) {
        if (!isWordCharacter(c)) {
          break;
        }
        p++;
      } else {
        int codePoint = source.codePointAt(p);
        if (!Character.isUnicodeIdentifierPart(codePoint)
            || Character.isIdentifierIgnorable(codePoint)) {
          break;
        }
        ascii = false;
        p += Character.charCount(codePoint);
      }
    }
    String word = source.substring(from, p);
    if (p < limit && (source.charAt(p) == '"' || source.charAt(p) == '\'') && isPrefix(word)) {
      string(from, p);
      return;
    }
    set(Kind.WORD, from, p);
    text = ascii ? word : normalized(word, from);
    position = p;
  }

  /**
   * A name in the form in which names are compared. Some letters fall apart into what no name may
   * hold, U+037A into a space and a mark; like Python, we refuse them.
   */
  private String normalized(String word, int from) {
    String name = Normalizer.normalize(word, Normalizer.Form.NFKC);
    boolean isName =
        Character.isUnicodeIdentifierStart(name.codePointAt(0)) || name.charAt(0) == '_';
    if (!isName || !name.codePoints().allMatch(Lexer::mayStandInName)) {
      throw error(from, "'" + word + "' is not a name", "use letters, digits and _");
    }
    return name;
  }

  private static boolean mayStandInName(int codePoint) {
    return Character.isUnicodeIdentifierPart(codePoint)
        && !Character.isIdentifierIgnorable(codePoint);
  }

  static boolean isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || isDigit(c);
  }

  private static boolean isPrefix(String word) {
    return switch (word.toLowerCase(java.util.Locale.ROOT)) {
      case "r", "f", "u", "b", "rf", "fr", "rb", "br" -> true;
      default -> false;
    };
  }

  private void string(int from, int quoteAt) {
    String prefix = source.substring(from, quoteAt).toLowerCase(java.util.Locale.ROOT);
    if (prefix.contains("b")) {
      throw error(from, "byte strings are not part of the language", "leave the b out");
    }
    char quote = source.charAt(quoteAt);
    boolean triple =
        quoteAt + 2 < limit
            && source.charAt(quoteAt + 1) == quote
            && source.charAt(quoteAt + 2) == quote;
    int contentStart = quoteAt + (triple ? 3 : 1);
    int p = contentStart;
    while (true) {
      if (p >= limit) {
        if (partial && limit == source.length()) {
          finishString(
              from,
              new StringToken(
                  contentStart, limit, prefix.contains("r"), prefix.contains("f"), false),
              limit);
          return;
        }
        throw error(from, "the string is not closed", "close it with " + quoteText(quote, triple));
      }
      char c = source.charAt(p);
      if (c == '\\') {
        if (embeddedAt != NOT_EMBEDDED) {
          throw error(
              p,
              "a backslash cannot stand inside the braces of an f-string",
              "put the text into a variable first");
        }
        p = Math.min(p + 2, limit);
        // A line end after a backslash is part of the string; "\r\n" counts as one.
        if (p < limit && source.charAt(p - 1) == '\r' && source.charAt(p) == '\n') {
          p++;
        }
      } else if (!triple && (c == '\n' || c == '\r')) {
        throw error(
            from,
            "the string is not closed",
            "close it with " + quoteText(quote, false) + " before the line ends");
      } else if (c == quote
          && (!triple
              || (p + 2 < limit
                  && source.charAt(p + 1) == quote
                  && source.charAt(p + 2) == quote))) {
        finishString(
            from,
            new StringToken(contentStart, p, prefix.contains("r"), prefix.contains("f"), true),
            p + (triple ? 3 : 1));
        return;
      } else {
        p++;
      }
    }
  }

  private static String quoteText(char quote, boolean triple) {
    return String.valueOf(quote).repeat(triple ? 3 : 1);
  }

  private void finishString(int from, StringToken token, int to) {
    set(Kind.STRING, from, to);
    string = token;
    position = to;
    for (int i = from; i < to; i++) {
      if (source.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
  }

  private void operator(char c, int from) {
    boolean fieldLevel = embeddedAt != NOT_EMBEDDED && brackets == embeddedAt;
    String found = null;
    if (fieldLevel && c == ':') {
      found = ":";
    } else if (c < 128) {
      for (String operator : BY_CHARACTER[c]) {
        if (source.startsWith(operator, from) && from + operator.length() <= limit) {
          found = operator;
          break;
        }
      }
    }
    set(Kind.OPERATOR, from, from + 1);
    if (found == null) {
      throw unknownCharacter(from);
    }
    if (found.equals("!") && !fieldLevel && !(partial && from + 1 == source.length())) {
      throw error("'!' is not an operator", "write not");
    }
    text = found;
    end = from + found.length();
    position = end;
    refuseForeignOperators();
    switch (found) {
      case "(", "[", "{" -> brackets++;
      case ")", "]", "}" -> brackets = Math.max(0, brackets - 1);
      default -> {}
    }
  }

  private SyntaxException unknownCharacter(int at) {
    int codePoint = source.codePointAt(at);
    String shown =
        Character.isISOControl(codePoint) || !Character.isDefined(codePoint)
            ? String.format("U+%04X", codePoint)
            : "'" + Character.toString(codePoint) + "'";
    return error(
        at,
        "the character " + shown + " has no meaning here",
        "leave it out or put it into quotes");
  }

  private void refuseForeignOperators() {
    boolean doubled = end < limit && source.charAt(end) == source.charAt(start);
    switch (text) {
      case "&" -> {
        if (doubled) {
          throw error("'&&' is not an operator", "write and");
        }
      }
      case "|" -> {
        if (doubled) {
          throw error("'||' is not an operator", "write or");
        }
      }
      case ":=" ->
          throw error(
              "':=' is not part of the language", "assign on a line of its own: name = value");
      case "->" -> throw error("'->' is not part of the language", "leave it out");
      case "..." -> throw error("'...' is not part of the language", "write pass, or the value");
      case "@=" -> throw error("'@=' is not part of the language", "multiply numbers with *");
      default -> {}
    }
  }
}
