package dev.rigel.media;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads {@code data:} URIs (RFC 2397) in every spelling that clients send: any case, extra
 * parameters, line breaks, the URL-safe alphabet, percent-encoding, missing or odd padding. The
 * declared type is ignored: it lies too often.
 */
public final class DataUri {
  private static final String SCHEME = "data:";

  /** The header ends at the first comma; a longer one is an attack or a mistake. */
  private static final int MAXIMUM_HEADER = 1024;

  private static final byte[] VALUES = new byte[128];

  static {
    Arrays.fill(VALUES, (byte) -1);
    for (int i = 0; i < 26; i++) {
      VALUES['A' + i] = (byte) i;
      VALUES['a' + i] = (byte) (26 + i);
    }
    for (int i = 0; i < 10; i++) {
      VALUES['0' + i] = (byte) (52 + i);
    }
    VALUES['+'] = 62;
    VALUES['-'] = 62;
    VALUES['/'] = 63;
    VALUES['_'] = 63;
  }

  private DataUri() {}

  /** Whether the text is meant as a data URI. */
  public static boolean is(CharSequence text) {
    int at = firstVisible(text);
    return text.length() - at >= SCHEME.length()
        && text.subSequence(at, at + SCHEME.length()).toString().equalsIgnoreCase(SCHEME);
  }

  /**
   * The content.
   *
   * @param limit bytes; checked before anything is decoded
   * @throws RigelException when it is not well formed, empty, or too large
   */
  public static byte[] decode(CharSequence uri, long limit) {
    int start = firstVisible(uri) + SCHEME.length();
    int comma = comma(uri, start);
    boolean base64 = isBase64(uri.subSequence(start, comma).toString());
    long payload = uri.length() - comma - 1L;
    if ((base64 ? payload / 4 * 3 : payload) > limit && size(uri, comma + 1, base64) > limit) {
      throw new RigelException(
          ErrorCode.TOO_LARGE,
          "The data URI holds more than %,d bytes, the most that one medium may have; send an http(s) URL or a smaller file."
              .formatted(limit));
    }
    byte[] content = base64 ? base64(uri, comma + 1) : percent(uri, comma + 1);
    if (content.length == 0) {
      throw new RigelException(
          ErrorCode.MEDIA_REFUSED, "The data URI is empty: nothing follows its comma.");
    }
    return content;
  }

  private static int comma(CharSequence uri, int start) {
    int end = Math.min(uri.length(), start + MAXIMUM_HEADER);
    for (int i = start; i < end; i++) {
      if (uri.charAt(i) == ',') {
        return i;
      }
    }
    throw new RigelException(
        ErrorCode.INVALID_REQUEST,
        "The data URI has no comma before its content; write data:image/png;base64,....");
  }

  private static boolean isBase64(String header) {
    return Arrays.stream(header.split(";"))
        .anyMatch(part -> part.strip().toLowerCase(Locale.ROOT).equals("base64"));
  }

  /** Bytes in the payload, counted without what does not carry any. */
  private static long size(CharSequence uri, int from, boolean base64) {
    long count = 0;
    for (int i = from; i < uri.length(); i++) {
      char c = uri.charAt(i);
      if (base64) {
        count += value(c) >= 0 ? 1 : 0;
      } else if (c == '%') {
        i += 2;
        count++;
      } else {
        count++;
      }
    }
    return base64 ? count * 3 / 4 : count;
  }

  private static byte[] base64(CharSequence uri, int from) {
    byte[] content = new byte[Math.toIntExact(size(uri, from, true))];
    int filled = 0;
    int bits = 0;
    int pending = 0;
    for (int i = from; i < uri.length(); i++) {
      char c = uri.charAt(i);
      if (c == '%' && i + 2 < uri.length()) {
        c = (char) hex(uri, i + 1);
        i += 2;
      }
      if (c == '=' || c <= ' ') {
        continue;
      }
      int value = value(c);
      if (value < 0) {
        throw new RigelException(
            ErrorCode.INVALID_REQUEST,
            "The data URI is not base64: character %d of its content does not belong there."
                .formatted(i - from + 1));
      }
      pending = pending << 6 | value;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        content[filled++] = (byte) (pending >> bits);
      }
    }
    return filled == content.length ? content : Arrays.copyOf(content, filled);
  }

  private static byte[] percent(CharSequence uri, int from) {
    byte[] text = uri.subSequence(from, uri.length()).toString().getBytes(StandardCharsets.UTF_8);
    int filled = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '%') {
        if (i + 2 >= text.length) {
          throw badPercent();
        }
        text[filled++] = (byte) hex(text[i + 1], text[i + 2]);
        i += 2;
      } else {
        text[filled++] = text[i];
      }
    }
    return Arrays.copyOf(text, filled);
  }

  private static int value(char c) {
    return c < VALUES.length ? VALUES[c] : -1;
  }

  private static int hex(CharSequence uri, int at) {
    return hex(uri.charAt(at), uri.charAt(at + 1));
  }

  private static int hex(int high, int low) {
    int first = Character.digit(high, 16);
    int second = Character.digit(low, 16);
    if (first < 0 || second < 0) {
      throw badPercent();
    }
    return first << 4 | second;
  }

  private static RigelException badPercent() {
    return new RigelException(
        ErrorCode.INVALID_REQUEST,
        "The data URI has a percent sign without two hexadecimal digits after it.");
  }

  private static int firstVisible(CharSequence text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    return at;
  }
}
