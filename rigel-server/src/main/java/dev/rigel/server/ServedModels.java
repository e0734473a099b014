package dev.rigel.server;

import dev.rigel.protocol.Guidance;
import dev.rigel.protocol.ModelList;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The models that chats may ask for. */
final class ServedModels {
  /** When this version came out, in Unix seconds. */
  private static final long CREATED = 1_793_491_200;

  private static final String OWNER = "rigel";

  private static final List<String> AGENTS =
      List.of(
          "vlmrun-orion-1",
          "vlmrun-orion-1:lite",
          "vlmrun-orion-1:fast",
          "vlmrun-orion-1:auto",
          "vlmrun-orion-1:pro",
          "vlmrun-orion-2:fast",
          "vlmrun-orion-2:auto",
          "vlmrun-orion-2:pro");

  private ServedModels() {}

  /**
   * @param contextLength of the bare language model, in tokens
   * @param abilities of the bare language model
   * @param guided whether the bare language model can be held to what another Rigel asks for
   */
  static ModelList of(int contextLength, List<String> abilities, boolean guided) {
    List<ModelList.Model> models = new ArrayList<>();
    AGENTS.forEach(id -> models.add(new ModelList.Model(id, CREATED, OWNER)));
    models.add(
        new ModelList.Model(
            "rigel-embedded",
            CREATED,
            OWNER,
            OptionalInt.of(contextLength),
            abilities,
            guided ? Guidance.FIELDS : List.of()));
    return new ModelList(models);
  }
}
