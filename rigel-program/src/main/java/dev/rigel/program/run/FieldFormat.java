package dev.rigel.program.run;

import java.util.List;
import java.util.function.Function;

/** {@code "{0} of {name:>8}".format(...)}. */
final class FieldFormat {
  private final Machine machine;
  private final List<Object> positional;
  private final Function<String, Object> named;
  private int automatic;
  private boolean numbered;

  /**
   * @param named gives the value of a keyword, or throws KeyError
   */
  FieldFormat(Machine machine, List<Object> positional, Function<String, Object> named) {
    this.machine = machine;
    this.positional = positional;
    this.named = named;
  }

  String format(String template) {
    return format(template, 2);
  }

  private String format(String template, int depth) {
    if (depth == 0) {
      throw PythonError.value("Max string recursion exceeded");
    }
    machine.fuel().characters(template.length());
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      boolean doubled = at + 1 < template.length() && template.charAt(at + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        out.append(c);
        at += 2;
      } else if (c == '}') {
        throw PythonError.value("Single '}' encountered in format string");
      } else if (c == '{') {
        int end = endOfField(template, at + 1);
        out.append(field(template.substring(at + 1, end), depth));
        at = end + 1;
      } else {
        out.append(c);
        at++;
      }
      machine.fuel().checkCharacters(out.length());
    }
    machine.fuel().newCharacters(out.length());
    return out.toString();
  }

  private static int endOfField(String template, int start) {
    int depth = 1;
    boolean inIndex = false;
    for (int i = start; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == '[' && depth == 1) {
        inIndex = true;
      } else if (c == ']') {
        inIndex = false;
      } else if (c == '{' && !inIndex) {
        depth++;
      } else if (c == '}' && !inIndex && --depth == 0) {
        return i;
      }
    }
    throw PythonError.value(
        start >= template.length()
            ? "Single '{' encountered in format string"
            : "expected '}' before end of string");
  }

  private String field(String text, int depth) {
    int nameEnd = 0;
    boolean inIndex = false;
    while (nameEnd < text.length()) {
      char c = text.charAt(nameEnd);
      if (c == '[') {
        inIndex = true;
      } else if (c == ']') {
        inIndex = false;
      } else if (c == '{') {
        throw PythonError.value("unexpected '{' in field name");
      } else if (!inIndex && (c == ':' || c == '!')) {
        break;
      }
      nameEnd++;
    }
    Object value = Pending.now(lookUp(text.substring(0, nameEnd)));
    int at = nameEnd;
    if (at < text.length() && text.charAt(at) == '!') {
      if (at + 1 >= text.length()) {
        throw PythonError.value("unmatched '{' in format spec");
      }
      value = converted(value, text.charAt(at + 1));
      at += 2;
      if (at < text.length() && text.charAt(at) != ':') {
        throw PythonError.value("expected ':' after conversion specifier");
      }
    }
    String spec = at < text.length() ? text.substring(at + 1) : "";
    String expanded =
        spec.indexOf('{') >= 0 || spec.indexOf('}') >= 0 ? format(spec, depth - 1) : spec;
    return machine.formatter().format(value, expanded);
  }

  private Object converted(Object value, char conversion) {
    return switch (conversion) {
      case 'r' -> machine.representation().of(value);
      case 's' -> machine.representation().text(value);
      case 'a' -> machine.representation().ascii(value);
      default -> throw PythonError.value("Unknown conversion specifier '%s'".formatted(conversion));
    };
  }

  private Object lookUp(String name) {
    int end = 0;
    while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
      end++;
    }
    Object value = first(name.substring(0, end));
    int at = end;
    while (at < name.length()) {
      if (name.charAt(at) == '.') {
        int next = at + 1;
        while (next < name.length() && name.charAt(next) != '.' && name.charAt(next) != '[') {
          next++;
        }
        if (next == at + 1) {
          throw PythonError.value("Empty attribute in format string");
        }
        value = machine.attributes().read(Pending.now(value), name.substring(at + 1, next));
        at = next;
      } else if (name.charAt(at) == '[') {
        int close = name.indexOf(']', at);
        if (close < 0) {
          throw PythonError.value("Missing ']' in format string");
        }
        String index = name.substring(at + 1, close);
        if (index.isEmpty()) {
          throw PythonError.value("Empty attribute in format string");
        }
        Object key = isNumber(index) ? (Object) number(index) : index;
        value = machine.sequences().item(Pending.now(value), key);
        at = close + 1;
      } else {
        throw PythonError.value("Only '.' or '[' may follow ']' in format field specifier");
      }
    }
    return value;
  }

  private Object first(String name) {
    if (name.isEmpty()) {
      if (numbered) {
        throw PythonError.value(
            "cannot switch from manual field specification to automatic field numbering");
      }
      return positional(automatic++);
    }
    if (isNumber(name)) {
      if (automatic > 0) {
        throw PythonError.value(
            "cannot switch from automatic field numbering to manual field specification");
      }
      numbered = true;
      return positional(number(name));
    }
    return named.apply(name);
  }

  private Object positional(long place) {
    if (place >= positional.size()) {
      throw PythonError.index(
          "Replacement index %d out of range for positional args tuple".formatted(place));
    }
    return positional.get((int) place);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static long number(String digits) {
    if (digits.length() > 18) {
      throw PythonError.value("Too many decimal digits in format string");
    }
    return Long.parseLong(digits);
  }
}
