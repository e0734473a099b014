package dev.rigel.server;

import dev.rigel.language.LanguageModel;
import dev.rigel.language.ModelChain;
import dev.rigel.language.embedded.EmbeddedLanguageModel;
import dev.rigel.language.embedded.EmbeddedSettings;
import dev.rigel.language.openai.Ability;
import dev.rigel.language.openai.AbilityTable;
import dev.rigel.language.openai.EndpointSettings;
import dev.rigel.language.openai.OpenAiLanguageModel;
import dev.rigel.language.openai.TokenPrice;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.settings.RigelSettings.LanguageEndpoint;
import dev.rigel.server.settings.RigelSettings.LanguageRole;
import dev.rigel.tools.seeing.Eyes;
import dev.rigel.tools.seeing.Scale;
import dev.rigel.tools.seeing.Sight;
import dev.rigel.weights.ModelFiles;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The language models of a configuration, by what they are for. A role that no configured model has
 * is the embedded model's; it stands in for endpoints that fail only where the list names it.
 */
final class LanguageModels implements AutoCloseable {
  private final EmbeddedLanguageModel embedded;
  private final Map<LanguageEndpoint, LanguageModel> models = new LinkedHashMap<>();
  private final LanguageModel planner;
  private final LanguageModel writer;
  private final List<Eyes> eyes;

  LanguageModels(RigelSettings settings, ModelFiles files) {
    this.embedded =
        new EmbeddedLanguageModel(
            EmbeddedSettings.defaults(settings.folders().cache())
                .withLibraries(EmbeddedSettings.librariesFor(settings.languageVariant())),
            files);
    AbilityTable table =
        new AbilityTable(
            settings.folders().cache().resolve("endpoint-abilities"), Clock.systemUTC());
    for (LanguageEndpoint named : settings.languageModels()) {
      models.put(
          named,
          named.baseUrl().isPresent() ? new OpenAiLanguageModel(endpoint(named), table) : embedded);
    }
    this.planner = chain(LanguageRole.PLANNER);
    this.writer = chain(LanguageRole.WRITER);
    this.eyes = seers();
  }

  private static EndpointSettings endpoint(LanguageEndpoint named) {
    Set<Ability> asked =
        EnumSet.of(Ability.LOG_PROBABILITIES, Ability.TOOL_CALLS, Ability.GUIDANCE);
    RigelSettings.TakenAbilities taken = named.abilities();
    if (taken.images().isEmpty()) {
      asked.add(Ability.VISION);
    }
    if (taken.jsonSchema().isEmpty()) {
      asked.add(Ability.JSON_SCHEMA);
    }
    if (taken.grammars().isEmpty()) {
      asked.add(Ability.GRAMMAR);
    }
    EndpointSettings there =
        EndpointSettings.of(named.baseUrl().orElseThrow(), named.model())
            .withImages(taken.images().orElse(false))
            .withJsonSchema(taken.jsonSchema().orElse(true))
            .withGrammars(taken.grammars().orElse(false))
            .withProbed(asked);
    there = named.apiKey().map(there::withApiKey).orElse(there);
    if (named.context().isPresent()) {
      there = there.withContextLength(named.context().getAsInt());
    }
    if (named.price().isPresent()) {
      RigelSettings.ModelPrice price = named.price().get();
      there = there.withPrice(new TokenPrice(price.prompt(), price.completion()));
    }
    return there;
  }

  private LanguageModel chain(LanguageRole role) {
    List<LanguageModel> those = new ArrayList<>();
    models.forEach((named, model) -> {
      if (named.roles().contains(role)) {
        those.add(model);
      }
    });
    return those.isEmpty() ? embedded : ModelChain.of(those);
  }

  private List<Eyes> seers() {
    List<Eyes> seers = new ArrayList<>();
    models.forEach((named, model) -> {
      if (named.roles().contains(LanguageRole.LOOKER) && named.baseUrl().isPresent()) {
        seers.add(new Eyes(model, sight(named)));
      }
    });
    return seers;
  }

  private static Sight sight(LanguageEndpoint named) {
    Sight sight = Sight.of(named.model());
    RigelSettings.SightSettings told = named.sight();
    if (told.scale().isPresent()) {
      sight = sight.withScale(Scale.of(told.scale().get().word()).orElseThrow());
    }
    return told.longestSide().isPresent()
        ? sight.withLongestSide(told.longestSide().getAsInt())
        : sight;
  }

  /** Writes programs. */
  LanguageModel planner() {
    return planner;
  }

  /** Words answers, talks, reads values out of text. */
  LanguageModel writer() {
    return writer;
  }

  /** Those that may see pictures. */
  List<Eyes> eyes() {
    return eyes;
  }

  /** The models behind endpoints, by their names in the configuration. */
  Map<String, LanguageModel> endpoints() {
    Map<String, LanguageModel> endpoints = new LinkedHashMap<>();
    models.forEach((named, model) -> {
      if (named.baseUrl().isPresent()) {
        endpoints.put(named.name(), model);
      }
    });
    return endpoints;
  }

  EmbeddedLanguageModel embedded() {
    return embedded;
  }

  /** Whether the embedded model does anything in this configuration. */
  boolean usesEmbedded() {
    return models.containsValue(embedded) || planner.equals(embedded) || writer.equals(embedded);
  }

  @Override
  public void close() {
    models.values().forEach(LanguageModel::close);
    embedded.close();
  }
}
