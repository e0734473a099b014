package dev.rigel.language;

import dev.rigel.base.CallScope;
import dev.rigel.weights.ModelFiles;
import java.nio.file.Path;

/** Model files in a folder named by {@code RIGEL_TEST_MODELS}, each under its catalogue name. */
public final class TestModelFiles implements ModelFiles {
  @Override
  public Path path(String name, CallScope scope) {
    return Path.of(System.getenv("RIGEL_TEST_MODELS")).resolve(name);
  }
}
