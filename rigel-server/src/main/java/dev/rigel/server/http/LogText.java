package dev.rigel.server.http;

/** Makes text from outside safe for a log line: no line breaks, no escapes, no secrets. */
final class LogText {
  private static final int LONGEST = 200;
  private static final String SIGNED = "/signed/";

  private LogText() {}

  static String path(String path) {
    int signed = path.indexOf(SIGNED);
    return clean(signed < 0 ? path : path.substring(0, signed + SIGNED.length()) + "***");
  }

  static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .forEach(c -> {
          if (Character.isISOControl(c)
              || Character.getType(c) == Character.FORMAT
              || Character.getType(c) == Character.LINE_SEPARATOR
              || Character.getType(c) == Character.PARAGRAPH_SEPARATOR) {
            clean.append(String.format("\\u%04x", c));
          } else {
            clean.appendCodePoint(c);
          }
        });
    return text.length() > LONGEST ? clean.append('…').toString() : clean.toString();
  }
}
