package dev.rigel.server.settings;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** The configuration is wrong: every problem, each naming the setting and where it was set. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public SettingsException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }

  @Override
  public String getMessage() {
    return requireNonNull(super.getMessage());
  }
}
