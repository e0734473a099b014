package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A request that cannot be understood: every fault that was found, answered with 422. */
public final class ValidationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ErrorDetail> details;

  public ValidationException(List<ErrorDetail> details) {
    super(message(details));
    this.details = List.copyOf(details);
  }

  public ValidationException(ErrorDetail detail) {
    this(List.of(detail));
  }

  public List<ErrorDetail> details() {
    return details;
  }

  @Override
  public String getMessage() {
    return requireNonNull(super.getMessage());
  }

  private static String message(List<ErrorDetail> details) {
    if (details.isEmpty()) {
      throw new IllegalArgumentException("a validation failure names at least one fault");
    }
    ErrorDetail first = details.getFirst();
    String path = first.path();
    String more = details.size() == 1 ? "" : " (and " + (details.size() - 1) + " more)";
    return (path.isEmpty() ? "" : path + ": ") + first.msg() + more;
  }
}
