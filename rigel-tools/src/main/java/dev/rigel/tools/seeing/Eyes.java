package dev.rigel.tools.seeing;

import static java.util.Objects.requireNonNull;

import dev.rigel.language.LanguageModel;

/**
 * A model that may see pictures.
 *
 * @param sight what it sees of them
 */
public record Eyes(LanguageModel model, Sight sight) {
  public Eyes {
    requireNonNull(model, "model");
    requireNonNull(sight, "sight");
  }

  /** With the sight of the model's family. */
  public Eyes(LanguageModel model) {
    this(model, Sight.of(model.name()));
  }
}
