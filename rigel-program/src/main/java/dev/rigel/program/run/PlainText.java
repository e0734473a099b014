package dev.rigel.program.run;

import dev.rigel.base.Excerpt;
import dev.rigel.program.Library;
import dev.rigel.program.ObjectType;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Plain values in one short line, for the trace. */
final class PlainText {
  private static final int LONGEST_TEXT = 60;
  private static final int LONGEST_LINE = 200;

  private final Library library;

  PlainText(Library library) {
    this.library = library;
  }

  String arguments(Map<String, @Nullable Object> arguments) {
    StringJoiner line = new StringJoiner(", ");
    arguments.forEach((name, value) -> line.add(name + "=" + brief(value)));
    return Excerpt.of(line.toString(), LONGEST_LINE);
  }

  String summary(@Nullable Object value) {
    return Excerpt.of(brief(value), LONGEST_LINE);
  }

  private String brief(@Nullable Object value) {
    return switch (value) {
      case null -> "None";
      case Boolean flag -> flag ? "True" : "False";
      case String text -> {
        StringBuilder quoted = new StringBuilder();
        Representation.quote(Excerpt.of(text, LONGEST_TEXT), quoted);
        yield quoted.toString();
      }
      case Double real -> FloatText.representation(real);
      case BigInteger big when big.bitLength() > 200 ->
          "an integer of %d bits".formatted(big.bitLength());
      case Number number -> number.toString();
      case List<?> list -> counted(list.size(), list.isEmpty() ? null : list.getFirst(), "[]");
      case Set<?> set -> counted(set.size(), set.isEmpty() ? null : set.iterator().next(), "set()");
      case Map<?, ?> map -> map.isEmpty() ? "{}" : "{" + map.size() + " entries}";
      default -> library.typeOf(value).map(type -> representation(type, value)).orElse("a value");
    };
  }

  private String counted(int size, @Nullable Object first, String empty) {
    return switch (size) {
      case 0 -> empty;
      case 1 -> "[" + brief(first) + "]";
      default -> "[" + brief(first) + ", … " + size + " items]";
    };
  }

  private static <T> String representation(ObjectType<T> type, Object value) {
    return type.representation().apply(type.javaType().cast(value));
  }
}
