package dev.rigel.weights;

import static java.util.Objects.requireNonNull;

/**
 * One file of a catalogue entry: exactly these bytes and no others.
 *
 * @param name the plain file name, without folders
 * @param sha256 64 lower-case hexadecimal digits
 */
public record ModelFile(String name, long bytes, String sha256) {
  public ModelFile {
    requireNonNull(name, "name");
    requireNonNull(sha256, "sha256");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._+-]*")) {
      throw new IllegalArgumentException("not a plain file name: " + name);
    }
    if (bytes <= 0) {
      throw new IllegalArgumentException(name + ": the size must be positive");
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(name + ": sha256 must be 64 lower-case hex digits");
    }
  }
}
