package dev.rigel.server.settings;

import dev.rigel.server.settings.RigelSettings.Coordinates;
import dev.rigel.server.settings.RigelSettings.LanguageEndpoint;
import dev.rigel.server.settings.RigelSettings.LanguageRole;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads which language models do what: the endpoint of the environment or the section {@code llm},
 * which comes first, then the list {@code models}, in order of preference.
 */
final class ModelsReader {
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "base_url",
          "api_key",
          "api_key_env",
          "model",
          "roles",
          "images",
          "json_schema",
          "grammars",
          "context",
          "coordinates",
          "image_side",
          "price_prompt",
          "price_completion");

  private final SettingValues values;
  private final Map<String, String> environment;

  ModelsReader(SettingValues values, Map<String, String> environment) {
    this.values = values;
    this.environment = environment;
  }

  List<LanguageEndpoint> read(List<SettingsEntry> entries) {
    List<LanguageEndpoint> models = new ArrayList<>();
    single().ifPresent(models::add);
    for (SettingsEntry entry : entries) {
      model(entry).ifPresent(models::add);
    }
    Set<String> names = new HashSet<>();
    for (LanguageEndpoint model : models) {
      if (!names.add(model.name())) {
        values.problem("Two models are named " + model.name() + "; give them different names.");
      }
    }
    return models;
  }

  /** The one endpoint that environment variables can name. */
  private Optional<LanguageEndpoint> single() {
    Optional<URI> base = values.url(Setting.LLM_BASE_URL);
    Optional<String> model = values.text(Setting.LLM_MODEL);
    if (base.isEmpty()) {
      if (model.isPresent()) {
        values.problem(
            Setting.LLM_MODEL, "names a model, but " + Setting.LLM_BASE_URL.key() + " is not set");
      }
      return Optional.empty();
    }
    if (model.isEmpty()) {
      values.problem(
          Setting.LLM_BASE_URL,
          "names an endpoint, but " + Setting.LLM_MODEL.key() + " is not set");
      return Optional.empty();
    }
    return Optional.of(
        new LanguageEndpoint(
            model.get(),
            base,
            values.text(Setting.LLM_API_KEY),
            model.get(),
            EnumSet.allOf(LanguageRole.class),
            new RigelSettings.TakenAbilities(images(), Optional.empty(), Optional.empty()),
            RigelSettings.SightSettings.BY_FAMILY,
            OptionalInt.empty(),
            Optional.empty()));
  }

  private Optional<Boolean> images() {
    return switch (values.found(Setting.LLM_IMAGES).toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      case "auto" -> Optional.empty();
      default -> {
        values.problem(Setting.LLM_IMAGES, "is neither true nor false nor auto");
        yield Optional.empty();
      }
    };
  }

  private Optional<LanguageEndpoint> model(SettingsEntry entry) {
    entry.only(KEYS);
    Optional<String> model = entry.text("model");
    Optional<String> name = entry.text("name").or(() -> model);
    boolean embedded = name.filter(LanguageEndpoint.EMBEDDED::equals).isPresent();
    Optional<URI> base = entry.url("base_url");
    if (name.isEmpty() || (!embedded && model.isEmpty())) {
      entry.problem("model", "is missing: the name of the model at the endpoint");
      return Optional.empty();
    }
    if (embedded && base.isPresent()) {
      entry.problem("name", "is that of the embedded model, which has no base_url");
      return Optional.empty();
    }
    if (!embedded && base.isEmpty()) {
      entry.problem("base_url", "is missing: what stands before /chat/completions");
      return Optional.empty();
    }
    return Optional.of(
        new LanguageEndpoint(
            name.get(),
            base,
            entry.secret("api_key", environment),
            model.orElse(name.get()),
            roles(entry),
            new RigelSettings.TakenAbilities(
                entry.truth("images"), entry.truth("json_schema"), entry.truth("grammars")),
            new RigelSettings.SightSettings(scale(entry), entry.whole("image_side", 64, 16_384)),
            entry.whole("context", 1_024, 10_000_000),
            price(entry)));
  }

  private static Set<LanguageRole> roles(SettingsEntry entry) {
    Set<LanguageRole> roles = EnumSet.noneOf(LanguageRole.class);
    for (String word : entry.list("roles")) {
      Optional<LanguageRole> role =
          Arrays.stream(LanguageRole.values())
              .filter(r -> r.word().equals(word.toLowerCase(Locale.ROOT)))
              .findFirst();
      role.ifPresentOrElse(
          roles::add,
          () ->
              entry.problem(
                  "roles",
                  "names "
                      + word
                      + ", which is none of "
                      + Arrays.stream(LanguageRole.values())
                          .map(LanguageRole::word)
                          .collect(Collectors.joining(", "))));
    }
    return roles.isEmpty() ? EnumSet.allOf(LanguageRole.class) : roles;
  }

  private static Optional<Coordinates> scale(SettingsEntry entry) {
    Optional<String> word = entry.text("coordinates").filter(text -> !text.equals("auto"));
    Optional<Coordinates> scale =
        Arrays.stream(Coordinates.values())
            .filter(s -> word.filter(s.word()::equals).isPresent())
            .findFirst();
    if (word.isPresent() && scale.isEmpty()) {
      entry.problem("coordinates", "is none of auto, 0-1, 0-1000, pixels");
    }
    return scale;
  }

  private static Optional<RigelSettings.ModelPrice> price(SettingsEntry entry) {
    Optional<Double> prompt = entry.price("price_prompt");
    Optional<Double> completion = entry.price("price_completion");
    return prompt.isEmpty() && completion.isEmpty()
        ? Optional.empty()
        : Optional.of(new RigelSettings.ModelPrice(prompt.orElse(0.0), completion.orElse(0.0)));
  }
}
