package dev.rigel.program.run;

import dev.rigel.base.Hashes;
import dev.rigel.program.Library;
import dev.rigel.program.ObjectType;
import dev.rigel.program.ToolSignature;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a call by its tool, the tool's version and the content of its arguments. Every value
 * is written with its type and length, so that different arguments never give the same text.
 */
final class Fingerprint {
  private final Library library;

  Fingerprint(Library library) {
    this.library = library;
  }

  String of(ToolSignature tool, Map<String, @Nullable Object> arguments) {
    MessageDigest digest = Hashes.sha256();
    arguments.forEach((name, value) -> {
      text(digest, 'n', name);
      value(digest, value);
    });
    return "%s@%d:%s"
        .formatted(tool.name(), tool.version(), HexFormat.of().formatHex(digest.digest()));
  }

  private void value(MessageDigest digest, @Nullable Object value) {
    switch (value) {
      case null -> text(digest, '0', "");
      case Boolean flag -> text(digest, 'b', flag.toString());
      case BigInteger number -> text(digest, 'i', number.toString(16));
      case Double real -> text(digest, 'd', Long.toHexString(Double.doubleToRawLongBits(real)));
      case Number number -> text(digest, 'i', BigInteger.valueOf(number.longValue()).toString(16));
      case String string -> text(digest, 's', string);
      case List<?> list -> {
        text(digest, 'l', Integer.toString(list.size()));
        list.forEach(item -> value(digest, item));
      }
      case Set<?> set -> {
        text(digest, 'e', Integer.toString(set.size()));
        set.forEach(item -> value(digest, item));
      }
      case Map<?, ?> map -> {
        text(digest, 'm', Integer.toString(map.size()));
        map.forEach((key, item) -> {
          value(digest, key);
          value(digest, item);
        });
      }
      default -> {
        ObjectType<?> type =
            library
                .typeOf(value)
                .orElseThrow(() -> new IllegalStateException("undeclared type of value"));
        text(digest, 'o', type.name());
        text(digest, 'f', ObjectValue.of(value, type).fingerprint());
      }
    }
  }

  private static void text(MessageDigest digest, char kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_16BE);
    digest.update((byte) kind);
    digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
    digest.update((byte) ':');
    digest.update(bytes);
  }
}
