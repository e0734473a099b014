package dev.rigel.program.syntax;

import static java.util.Objects.requireNonNull;

/**
 * Program text that is not in the language: where it goes wrong, why, and what to write instead.
 */
public final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hint;
  private final int offset;
  private final int line;
  private final int column;

  /**
   * @param hint what to write instead; may be empty
   * @param offset of the first character at fault
   * @param line from 1
   * @param column from 1
   */
  public SyntaxException(String message, String hint, int offset, int line, int column) {
    // Refusing a candidate is the common case while a program is being written: no stack trace.
    super(requireNonNull(message, "message"), null, false, false);
    this.hint = requireNonNull(hint, "hint");
    this.offset = offset;
    this.line = line;
    this.column = column;
  }

  static SyntaxException at(String source, int offset, String message, String hint) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset && i < source.length(); i++) {
      if (source.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new SyntaxException(message, hint, offset, line, offset - lineStart + 1);
  }

  @Override
  public String getMessage() {
    return requireNonNull(super.getMessage());
  }

  public String hint() {
    return hint;
  }

  public int offset() {
    return offset;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}
