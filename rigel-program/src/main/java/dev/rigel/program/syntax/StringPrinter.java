package dev.rigel.program.syntax;

import dev.rigel.program.syntax.Expression.FormattedString;
import dev.rigel.program.syntax.Expression.FormattedString.Field;
import dev.rigel.program.syntax.Expression.FormattedString.Piece;
import dev.rigel.program.syntax.Expression.FormattedString.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes string literals and f-strings. Inside the braces of an f-string neither the quotes around
 * it nor backslashes may stand, so there quotes are chosen by what they would hold.
 */
final class StringPrinter {
  private static final List<String> QUOTES = List.of("\"", "'", "\"\"\"", "'''");

  /** The quotes of the f-strings around this place. */
  private final List<String> around;

  StringPrinter() {
    this(List.of());
  }

  private StringPrinter(List<String> around) {
    this.around = around;
  }

  private boolean isInsideField() {
    return !around.isEmpty();
  }

  String literal(String value) {
    if (!isInsideField()) {
      String quote = value.contains("\"") && !value.contains("'") ? "'" : "\"";
      return quote + escaped(value, quote.charAt(0)) + quote;
    }
    for (String quote : QUOTES) {
      String written = quote + value + quote;
      if (holds(quote, value) && value.indexOf('\\') < 0 && fitsAround(written)) {
        return written;
      }
    }
    throw unprintable();
  }

  private static boolean holds(String quote, String value) {
    if (value.contains(quote) || value.endsWith(quote.substring(0, 1))) {
      return false;
    }
    return quote.length() == 3 || (value.indexOf('\n') < 0 && value.indexOf('\r') < 0);
  }

  private boolean fitsAround(String written) {
    for (String quote : around) {
      boolean breaksLine =
          quote.length() == 1 && (written.indexOf('\n') >= 0 || written.indexOf('\r') >= 0);
      if (written.contains(quote) || breaksLine) {
        return false;
      }
    }
    return true;
  }

  private static IllegalArgumentException unprintable() {
    return new IllegalArgumentException("a text inside the braces of an f-string needs an escape");
  }

  String formatted(FormattedString string) {
    if (string.pieces().isEmpty()) {
      return token(List.of()).orElseThrow(StringPrinter::unprintable);
    }
    return token(string.pieces())
        .orElseGet(() ->
            string.pieces().stream()
                .map(piece -> token(List.of(piece)).orElseThrow(StringPrinter::unprintable))
                .collect(Collectors.joining(" ")));
  }

  /** One f-string with these pieces, or empty when no kind of quotes holds them all. */
  private Optional<String> token(List<Piece> pieces) {
    for (String quote : QUOTES) {
      Optional<String> body = body(pieces, quote);
      if (body.isPresent()) {
        String written = "f" + quote + body.get() + quote;
        if (fitsAround(written)) {
          return Optional.of(written);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> body(List<Piece> pieces, String quote) {
    List<String> quotes = new ArrayList<>(around);
    quotes.add(quote);
    StringPrinter inside = new StringPrinter(quotes);
    StringBuilder body = new StringBuilder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Text text -> {
          if (isInsideField() && !(holds(quote, text.text()) && text.text().indexOf('\\') < 0)) {
            return Optional.empty();
          }
          body.append(text(text, quote).replace("{", "{{").replace("}", "}}"));
        }
        case Field field -> {
          try {
            body.append(inside.field(field, quote));
          } catch (IllegalArgumentException doesNotFit) {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.of(body.toString());
  }

  private String text(Text text, String quote) {
    return isInsideField() ? text.text() : escaped(text.text(), quote.charAt(0));
  }

  /** A field with its braces; this printer stands inside the quotes around it. */
  private String field(Field field, String quote) {
    StringBuilder text = new StringBuilder("{");
    if (field.selfDocumenting().isPresent()) {
      text.append(field.selfDocumenting().get());
    } else {
      String value = new ExpressionPrinter(this).print(field.value());
      boolean lambda = field.value() instanceof Expression.Lambda;
      text.append(value.startsWith("{") ? " " : "").append(lambda ? "(" + value + ")" : value);
    }
    boolean implied = field.selfDocumenting().isPresent() && field.format().isEmpty();
    if (field.conversion().isPresent() && !(implied && field.conversion().get() == 'r')) {
      text.append('!').append(field.conversion().get());
    }
    if (!fitsAround(text.toString())) {
      throw unprintable();
    }
    if (field.format().isPresent()) {
      text.append(':');
      for (Piece piece : field.format().get()) {
        text.append(
            switch (piece) {
              case Text part when around.size() > 1 -> part.text();
              case Text part -> escaped(part.text(), quote.charAt(0));
              case Field nested -> field(nested, quote);
            });
      }
    }
    return text.append('}').toString();
  }

  private static String escaped(String value, char quote) {
    StringBuilder text = new StringBuilder(value.length() + 8);
    for (int i = 0; i < value.length(); ) {
      int c = value.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c == quote) {
            text.append('\\').append(quote);
          } else if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
            text.append(String.format("\\x%02x", c));
          } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            text.append(String.format("\\u%04x", c));
          } else {
            text.appendCodePoint(c);
          }
        }
      }
    }
    return text.toString();
  }
}
