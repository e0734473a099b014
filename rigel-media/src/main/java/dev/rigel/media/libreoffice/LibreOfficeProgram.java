package dev.rigel.media.libreoffice;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the program {@code soffice} is.
 *
 * @param version what it says about itself, such as {@code LibreOffice 7.4.7.2}
 * @param isolation the words before its command that take the network from it; empty where this
 *     machine allows none
 */
public record LibreOfficeProgram(Path executable, String version, List<String> isolation) {
  public LibreOfficeProgram {
    requireNonNull(executable, "executable");
    requireNonNull(version, "version");
    isolation = List.copyOf(isolation);
  }

  /** Whether it can reach no network. */
  public boolean isIsolated() {
    return !isolation.isEmpty();
  }

  /** Finds the program. */
  @FunctionalInterface
  public interface Finder {
    /** Empty where there is none. */
    Optional<LibreOfficeProgram> find();
  }
}
