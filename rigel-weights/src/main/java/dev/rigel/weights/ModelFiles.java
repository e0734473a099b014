package dev.rigel.weights;

import dev.rigel.base.CallScope;
import java.nio.file.Path;

/**
 * Gives the verified local path of a catalogued file, pulling it first when it is not there.
 * Thread-safe.
 */
public interface ModelFiles {
  /**
   * The verified path of an entry, pulled if it is not there.
   *
   * @param name the entry's name in the catalogue, for example {@code text-detection}
   * @return the file, or the folder for an entry of several files
   * @throws dev.rigel.base.RigelException when the name is unknown or no source gives the right
   *     bytes
   */
  Path path(String name, CallScope scope);
}
