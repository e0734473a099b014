package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

/**
 * What a client asks of {@code POST /skills/lookup}.
 *
 * @param version {@code latest}, or one version
 */
public record SkillLookup(String name, String version) {
  public SkillLookup {
    requireNonNull(name, "name");
    requireNonNull(version, "version");
  }
}
