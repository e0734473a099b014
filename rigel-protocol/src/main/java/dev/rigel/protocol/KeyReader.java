package dev.rigel.protocol;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads and checks the bodies of the endpoints for API keys. */
public final class KeyReader {
  private static final int LONGEST_NAME = 200;
  private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private KeyReader() {}

  /**
   * Reads the body of {@code POST /keys}.
   *
   * @throws ValidationException naming every fault
   */
  public static KeyCreation creation(JsonNode body) {
    Fields fields = Fields.ofBody(body);
    Optional<String> name = name(fields);
    Optional<String> tenant =
        fields
            .string("tenant")
            .filter(text ->
                TENANT.matcher(text).matches()
                    || fields.fault(
                        "tenant",
                        "A tenant's name has up to 100 letters, digits and ._-",
                        "string_pattern_mismatch"));
    boolean admin = fields.words("scopes", 10, List.of("use", "admin")).contains("admin");
    KeyLimitsInfo limits =
        fields.fields("limits").map(KeyReader::limits).orElse(KeyLimitsInfo.NONE);
    fields.throwFaults();
    return new KeyCreation(name.orElse(""), tenant, admin, limits);
  }

  private static KeyLimitsInfo limits(Fields limits) {
    return new KeyLimitsInfo(
        limits.integer("requests_per_minute", 0, 1_000_000).orElse(0L).intValue(),
        limits.integer("concurrent_runs", 0, 1_000_000).orElse(0L).intValue(),
        limits.integer("bytes_per_day", 0, 1L << 50).orElse(0L),
        limits.number("credits_per_month", 0, 1e12).orElse(0.0));
  }

  private static Optional<String> name(Fields fields) {
    return fields.string("name", LONGEST_NAME).map(String::strip).filter(n -> !n.isEmpty());
  }
}
