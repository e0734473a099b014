package dev.rigel.weights;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** The kind of machine that a native library is made for, as in {@code linux-x64}. */
public record Platform(String name) {
  public Platform {
    requireNonNull(name, "name");
  }

  public static Platform current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  /**
   * @param osName as Java's {@code os.name} gives it
   * @param osArch as Java's {@code os.arch} gives it
   */
  static Platform of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String system = os.startsWith("mac") ? "mac" : os.startsWith("windows") ? "win" : os;
    String machine =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x64";
          case "aarch64", "arm64" -> "arm64";
          case String other -> other;
        };
    return new Platform(system + "-" + machine);
  }

  @Override
  public String toString() {
    return name;
  }
}
