package dev.rigel.server.settings;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** One entry of a list in {@code rigel.yaml}; reports what is wrong in it with its place. */
final class SettingsEntry {
  private final JsonNode node;
  private final String place;
  private final SettingValues values;

  /**
   * @param place file, list and number, for messages
   */
  SettingsEntry(JsonNode node, String place, SettingValues values) {
    this.node = node;
    this.place = place;
    this.values = values;
  }

  void problem(String key, String what) {
    values.problem(place + "." + key + " " + what + ".");
  }

  /** Reports what the entry has beyond these keys. */
  void only(Set<String> keys) {
    node.propertyNames().stream()
        .filter(name -> !keys.contains(name))
        .forEach(name -> values.problem(place + ": there is no setting " + name + "."));
  }

  Optional<String> text(String key) {
    JsonNode value = node.path(key);
    if (value.isContainer()) {
      problem(key, "is not a text");
      return Optional.empty();
    }
    return Optional.of(value.asString("").strip()).filter(text -> !text.isEmpty());
  }

  /**
   * A secret, as it is or by the name of an environment variable in {@code key_env}.
   *
   * @param environment as of {@link System#getenv()}
   */
  Optional<String> secret(String key, Map<String, String> environment) {
    Optional<String> variable = text(key + "_env");
    if (variable.isEmpty()) {
      return text(key);
    }
    Optional<String> value =
        variable.map(environment::get).map(String::strip).filter(text -> !text.isEmpty());
    if (value.isEmpty()) {
      problem(key + "_env", "names " + variable.get() + ", which is not set in the environment");
    }
    return value;
  }

  Optional<URI> url(String key) {
    Optional<String> text = text(key);
    Optional<URI> url = text.flatMap(SettingValues::webAddress);
    if (text.isPresent() && url.isEmpty()) {
      problem(key, "is not an http or https URL");
    }
    return url;
  }

  /** {@code auto}, like nothing at all, is empty. */
  Optional<Boolean> truth(String key) {
    return switch (text(key).orElse("auto")) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      case "auto" -> Optional.empty();
      default -> {
        problem(key, "is neither true nor false nor auto");
        yield Optional.empty();
      }
    };
  }

  OptionalInt whole(String key, int least, int most) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int value = Integer.parseInt(text.get().replace("_", ""));
      if (value >= least && value <= most) {
        return OptionalInt.of(value);
      }
    } catch (NumberFormatException e) {
      // Reported below, with every value out of range.
    }
    problem(key, "is not a whole number from " + least + " to " + most);
    return OptionalInt.empty();
  }

  Optional<Double> price(String key) {
    Optional<String> text = text(key);
    Optional<Double> price = text.flatMap(SettingValues::price);
    if (text.isPresent() && price.isEmpty()) {
      problem(key, "is not a price such as 0 or 0.25");
    }
    return price;
  }

  Optional<Duration> time(String key) {
    Optional<String> text = text(key);
    Optional<Duration> time =
        text.flatMap(SettingValues::duration).filter(duration -> !duration.isZero());
    if (text.isPresent() && time.isEmpty()) {
      problem(key, "is not a time such as 500ms, 10s or 5m");
    }
    return time;
  }

  /** A list, or one text alone. */
  List<String> list(String key) {
    JsonNode value = node.path(key);
    if (!value.isArray()) {
      return text(key).map(List::of).orElse(List.of());
    }
    return value.values().stream().map(item -> item.asString("")).toList();
  }

  /** Texts by name. */
  Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return texts;
    }
    if (!value.isObject()) {
      problem(key, "is not a group of texts by name");
      return texts;
    }
    value.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString("")));
    return texts;
  }
}
