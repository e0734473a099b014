package dev.rigel.server.settings;

import dev.rigel.store.Durability;
import dev.rigel.store.PostgresUrl;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads where everything that lasts is kept. */
final class StorageReader {
  private static final Pattern OBJECT_STORE =
      Pattern.compile(
          "s3://(?<bucket>[A-Za-z0-9.-]{3,63})(?:/+(?<prefix>[\\w!.*'()/-]*[\\w!.*'()-])?/*)?");

  private final SettingValues values;

  StorageReader(SettingValues values) {
    this.values = values;
  }

  RigelSettings.StorageSettings read() {
    Durability durability =
        switch (values.found(Setting.DURABILITY).toLowerCase(Locale.ROOT)) {
          case "normal" -> Durability.NORMAL;
          case "full" -> Durability.FULL;
          default -> {
            values.problem(Setting.DURABILITY, "is neither normal nor full");
            yield Durability.NORMAL;
          }
        };
    long days = values.whole(Setting.SESSION_DAYS, 0, 36_500);
    return new RigelSettings.StorageSettings(
        durability,
        database(),
        objectStore(),
        days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days)));
  }

  private Optional<PostgresUrl> database() {
    try {
      return values.text(Setting.DATABASE_URL).map(PostgresUrl::parse);
    } catch (IllegalArgumentException e) {
      values.problem(Setting.DATABASE_URL, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<RigelSettings.ObjectStore> objectStore() {
    Optional<String> access = values.text(Setting.BLOBS_ACCESS_KEY);
    Optional<String> secret = values.text(Setting.BLOBS_SECRET_KEY);
    if (access.isPresent() != secret.isPresent()) {
      values.problem(
          access.isPresent() ? Setting.BLOBS_ACCESS_KEY : Setting.BLOBS_SECRET_KEY,
          "is one of a pair: set both, access key and secret key, or neither");
    }
    Optional<URI> endpoint = values.url(Setting.BLOBS_ENDPOINT);
    Optional<String> text = values.text(Setting.BLOBS_URL);
    if (text.isEmpty()) {
      if (endpoint.isPresent()) {
        values.problem(
            Setting.BLOBS_ENDPOINT, "is set, but " + Setting.BLOBS_URL.key() + " is not");
      }
      return Optional.empty();
    }
    Matcher place = OBJECT_STORE.matcher(text.get());
    if (!place.matches()) {
      values.problem(Setting.BLOBS_URL, "is not of the form s3://bucket or s3://bucket/prefix");
      return Optional.empty();
    }
    return Optional.of(
        new RigelSettings.ObjectStore(
            place.group("bucket"),
            Optional.ofNullable(place.group("prefix")).orElse(""),
            endpoint,
            values.found(Setting.BLOBS_REGION),
            access,
            secret));
  }
}
