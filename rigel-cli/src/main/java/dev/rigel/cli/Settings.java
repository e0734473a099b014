package dev.rigel.cli;

import dev.rigel.base.Folders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The settings that are in force, each with where it comes from; secrets are not shown. */
final class Settings {
  /** One setting as the doctor prints it. */
  record Setting(String name, String value, String origin) {}

  private Settings() {}

  static List<Setting> of(Map<String, String> environment) {
    Folders folders = Folders.of(environment);
    List<Setting> settings = new ArrayList<>();
    settings.add(
        new Setting(
            "cache folder",
            folders.cache().toString(),
            origin(environment, "RIGEL_CACHE_DIR", "XDG_CACHE_HOME")));
    settings.add(
        new Setting(
            "data folder",
            folders.data().toString(),
            origin(environment, "RIGEL_DATA_DIR", "XDG_DATA_HOME")));
    settings.add(secret(environment, "RIGEL_DATABASE_URL"));
    settings.add(plain(environment, "RIGEL_BLOBS_URL", "a folder in the data folder"));
    settings.add(plain(environment, "RIGEL_OFFLINE", "off"));
    settings.add(plain(environment, "RIGEL_MODELS_MIRROR", "none"));
    settings.add(plain(environment, "RIGEL_LLM_BASE_URL", "none: the embedded model"));
    settings.add(plain(environment, "RIGEL_LLM_MODEL", "the endpoint's own"));
    settings.add(secret(environment, "RIGEL_LLM_API_KEY"));
    settings.add(secret(environment, "RIGEL_API_KEYS"));
    return settings;
  }

  private static Setting plain(Map<String, String> environment, String name, String otherwise) {
    String value = environment.getOrDefault(name, "");
    return value.isBlank()
        ? new Setting(name, otherwise, "default")
        : new Setting(name, value, "environment");
  }

  private static Setting secret(Map<String, String> environment, String name) {
    return environment.getOrDefault(name, "").isBlank()
        ? new Setting(name, "not set", "default")
        : new Setting(name, "set, not shown", "environment");
  }

  private static String origin(Map<String, String> environment, String... names) {
    for (String name : names) {
      if (!environment.getOrDefault(name, "").isBlank()) {
        return "environment, " + name;
      }
    }
    return "default";
  }
}
