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
  private static final String LABEL = "[A-Za-z0-9]{1,30}(?:-[A-Za-z0-9]{1,10}){0,3}";

  private static final String TOP = "[A-Za-z][A-Za-z0-9]{1,20}";
  private static final String HOST = "(?:" + LABEL + "\\.){0,4}" + TOP;
  private static final String EMAIL =
      "[A-Za-z0-9]{1,20}(?:[._+-][A-Za-z0-9]{1,10}){0,3}@(?:" + LABEL + "\\.){1,4}" + TOP;
  private static final String SEGMENT = "(?:[A-Za-z0-9_.~!$&'()*+,;=:@-]|%[0-9A-F]{2})";
  private static final String PATH =
      "(?:/"
          + SEGMENT
          + "{0,200}){0,40}(?:\\?[A-Za-z0-9_.~!$&'()*+,;=:@/?-]{0,1000})?"
          + "(?:#[A-Za-z0-9_.~!$&'()*+,;=:@/?-]{0,200})?";
  private static final String URI =
      "(?:(?:https?|ftp|file|wss?|s3|gs)://"
          + HOST
          + "(?::\\d{2,4})?"
          + PATH
          + "|(?:mailto:"
          + EMAIL
          + ")|(?:urn:[a-z0-9][a-z0-9-]{1,20}:[A-Za-z0-9_.~:-]{1,200}))";
  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final String POINTER = "(?:/(?:[A-Za-z0-9_.-]|~[01]){0,100}){0,20}";

  private static final Map<String, String> PATTERNS =
      Map.ofEntries(
          Map.entry("date", DATE),
          Map.entry("time", TIME),
          Map.entry("date-time", DATE + "T" + TIME),
          Map.entry(
              "duration", "P(?:[1-9]\\d{0,3}D(?:T[1-9]\\d?H)?|[1-9]\\d?[YMW]|T[1-9]\\d{0,3}[HMS])"),
          Map.entry("email", EMAIL),
          Map.entry("idn-email", EMAIL),
          Map.entry("hostname", HOST),
          Map.entry("idn-hostname", HOST),
          Map.entry("uri", URI),
          Map.entry("iri", URI),
          Map.entry("uri-reference", "(?:" + URI + "|" + PATH + ")"),
          Map.entry("iri-reference", "(?:" + URI + "|" + PATH + ")"),
          Map.entry(
              "uri-template",
              "(?:https?://" + HOST + ")?(?:/(?:[A-Za-z0-9_-]{1,50}|\\{[a-z]{1,20}\\})){0,20}"),
          Map.entry("uuid", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
          Map.entry("ipv4", OCTET + "(?:\\." + OCTET + "){3}"),
          Map.entry(
              "ipv6",
              "(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,3}:(?:[0-9a-f]{1,4})|::1|::"),
          Map.entry("json-pointer", POINTER),
          Map.entry("relative-json-pointer", "(?:0|[1-9]\\d{0,2})" + POINTER));

  private StringFormats() {}

  static Optional<Grammar> grammar(String format) {
    return Optional.ofNullable(PATTERNS.get(format))
        .flatMap(pattern -> PatternParser.parse("^(?:" + pattern + ")$"))
        .map(PatternParser.Texts::grammar);
  }

  static boolean known(String format) {
    return PATTERNS.containsKey(format);
  }
}
