package dev.rigel.language.constraint;

import java.util.Map;
import java.util.Optional;

/** String formats that writing can be held to, as patterns. */
final class StringFormats {
  private static final String DATE =
      "\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)"
          + "|02-(?:0[1-9]|[12]\\d))";
  private static final String TIME =
      "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?(?:Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)";

  /** Narrower than their standards where that is simpler: what is written is always valid. */
  private static final Map<String, String> PATTERNS =
      Map.of(
          "date", "^" + DATE + "$",
          "time", "^" + TIME + "$",
          "date-time", "^" + DATE + "T" + TIME + "$",
          "email",
              "^[A-Za-z0-9_+-]{1,30}(?:\\.[A-Za-z0-9_+-]{1,30}){0,3}"
                  + "@[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?"
                  + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?){1,4}$",
          "uri", "^[a-z][a-z0-9+.-]{0,20}:[A-Za-z0-9_.~!$&'()*+,;=:@/?#-]{1,2000}$",
          "uuid", "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
          "ipv4",
              "^(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}$");

  private StringFormats() {}

  static Optional<Grammar> grammar(String format) {
    return Optional.ofNullable(PATTERNS.get(format)).flatMap(PatternParser::parse);
  }

  static boolean known(String format) {
    return PATTERNS.containsKey(format);
  }
}
