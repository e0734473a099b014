package dev.rigel.language.openai;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;
import java.util.Set;

/**
 * What a model turned out to be able to do.
 *
 * @param contextLength tokens of prompt and answer together, where the endpoint is another Rigel
 *     and says so
 */
public record Abilities(Set<Ability> known, OptionalInt contextLength) {
  static final Abilities NONE = new Abilities(Set.of(), OptionalInt.empty());

  public Abilities {
    known = Set.copyOf(known);
    requireNonNull(contextLength, "contextLength");
  }

  boolean contains(Ability ability) {
    return known.contains(ability);
  }
}
