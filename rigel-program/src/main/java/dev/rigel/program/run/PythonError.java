package dev.rigel.program.run;

import static java.util.Objects.requireNonNull;

import dev.rigel.program.syntax.Span;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An error of the running program, named as CPython names it. Cheap: it carries no Java stack. */
final class PythonError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String type;
  private transient @Nullable Span span;

  PythonError(String type, String message) {
    super(requireNonNull(message, "message"), null, false, false);
    this.type = requireNonNull(type, "type");
  }

  static PythonError type(String message) {
    return new PythonError("TypeError", message);
  }

  static PythonError value(String message) {
    return new PythonError("ValueError", message);
  }

  static PythonError index(String message) {
    return new PythonError("IndexError", message);
  }

  static PythonError key(String representation) {
    return new PythonError("KeyError", representation);
  }

  static PythonError attribute(String message) {
    return new PythonError("AttributeError", message);
  }

  static PythonError name(String name) {
    return new PythonError("NameError", "name '" + name + "' is not defined");
  }

  static PythonError zeroDivision(String message) {
    return new PythonError("ZeroDivisionError", message);
  }

  static PythonError overflow(String message) {
    return new PythonError("OverflowError", message);
  }

  static PythonError recursion() {
    return new PythonError("RecursionError", "maximum recursion depth exceeded");
  }

  static PythonError runtime(String message) {
    return new PythonError("RuntimeError", message);
  }

  /** The same error, placed; the innermost place wins. */
  PythonError at(Span where) {
    if (span == null) {
      span = where;
    }
    return this;
  }

  String type() {
    return type;
  }

  Optional<Span> span() {
    return Optional.ofNullable(span);
  }

  @Override
  public String getMessage() {
    return requireNonNull(super.getMessage());
  }
}
