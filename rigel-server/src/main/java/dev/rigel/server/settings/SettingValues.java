package dev.rigel.server.settings;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was set, with where that was; reads it as what it should be, and collects all problems. */
final class SettingValues {
  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,12})\\s*(B|KiB|MiB|GiB)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)?");
  private static final Pattern PRICE = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  private final Map<Setting, RigelSettings.Origin> found = new EnumMap<>(Setting.class);
  private final List<String> problems = new ArrayList<>();

  SettingValues() {
    for (Setting setting : Setting.values()) {
      found.put(setting, new RigelSettings.Origin(setting.defaultText(), "default"));
    }
  }

  /** Sets a value; a later one replaces it. */
  void set(Setting setting, String text, String place) {
    found.put(setting, new RigelSettings.Origin(text, place));
  }

  List<String> problems() {
    return problems;
  }

  void problem(String text) {
    problems.add(text);
  }

  Map<Setting, RigelSettings.Origin> shown() {
    Map<Setting, RigelSettings.Origin> shown = new EnumMap<>(Setting.class);
    found.forEach((setting, origin) ->
        shown.put(
            setting,
            setting.isSecret() && !origin.text().isEmpty()
                ? new RigelSettings.Origin("***", origin.place())
                : origin));
    return shown;
  }

  String found(Setting setting) {
    RigelSettings.Origin origin = found.get(setting);
    return origin == null ? "" : origin.text();
  }

  Optional<String> text(Setting setting) {
    return Optional.of(found(setting)).filter(value -> !value.isBlank());
  }

  List<String> list(Setting setting) {
    return Pattern.compile(",")
        .splitAsStream(found(setting))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  Optional<URI> url(Setting setting) {
    Optional<String> text = text(setting);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<URI> url = webAddress(text.get());
    if (url.isEmpty()) {
      problem(setting, "is not an http or https URL");
    }
    return url;
  }

  /** A complete http or https address, without slashes at its end. */
  static Optional<URI> webAddress(String text) {
    try {
      URI url = URI.create(text.replaceAll("/+$", ""));
      if (url.getHost() != null
          && ("http".equalsIgnoreCase(url.getScheme())
              || "https".equalsIgnoreCase(url.getScheme()))) {
        return Optional.of(url);
      }
    } catch (IllegalArgumentException e) {
      // Reported by whoever asks, with every other wrong address.
    }
    return Optional.empty();
  }

  boolean truth(Setting setting) {
    return switch (found(setting).toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        problem(setting, "is neither true nor false");
        yield false;
      }
    };
  }

  long whole(Setting setting, long least, long most) {
    try {
      long value = Long.parseLong(found(setting).replace("_", ""));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Reported below, with every value out of range.
    }
    problem(setting, "is not a whole number from " + least + " to " + most);
    return least;
  }

  double price(Setting setting) {
    return price(found(setting))
        .orElseGet(() -> {
          problem(setting, "is not a price such as 0 or 0.25");
          return 0.0;
        });
  }

  static Optional<Double> price(String text) {
    return PRICE.matcher(text).matches() ? Optional.of(Double.parseDouble(text)) : Optional.empty();
  }

  long size(Setting setting, long least, long most) {
    Matcher size = SIZE.matcher(found(setting));
    if (size.matches()) {
      int shift =
          switch (Optional.ofNullable(size.group(2)).orElse("B").toLowerCase(Locale.ROOT)) {
            case "kib" -> 10;
            case "mib" -> 20;
            case "gib" -> 30;
            default -> 0;
          };
      long value = Math.multiplyExact(Long.parseLong(size.group(1)), 1L << shift);
      if (value >= least && value <= most) {
        return value;
      }
    }
    problem(setting, "is not a size such as 64MiB, up to " + (most >> 20) + "MiB");
    return least;
  }

  Duration time(Setting setting) {
    return duration(found(setting))
        .orElseGet(() -> {
          problem(setting, "is not a time such as 500ms, 10s or 5m");
          return Duration.ofSeconds(1);
        });
  }

  /** {@code 500ms}, {@code 10s}, {@code 5m}, {@code 1h}; seconds without a unit. */
  static Optional<Duration> duration(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      return Optional.empty();
    }
    long value = Long.parseLong(time.group(1));
    return Optional.of(
        switch (Optional.ofNullable(time.group(2)).orElse("s")) {
          case "ms" -> Duration.ofMillis(value);
          case "m" -> Duration.ofMinutes(value);
          case "h" -> Duration.ofHours(value);
          default -> Duration.ofSeconds(value);
        });
  }

  void problem(Setting setting, String what) {
    RigelSettings.Origin origin = found.get(setting);
    String place = origin == null ? "default" : origin.place();
    String value = setting.isSecret() ? "***" : found(setting);
    problems.add(setting.key() + " = " + value + " (" + place + ") " + what + ".");
  }
}
