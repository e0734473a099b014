package dev.rigel.program.run;

import dev.rigel.program.run.Signature.Bound;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** The methods of {@code str} that change, search, join or test a string. */
final class StrMethods {
  static final Method.Table<String> TABLE = new Method.Table<>(String.class);

  static {
    caseMethods();
    searchMethods();
    shapeMethods();
    testMethods();
    StrSplitting.addTo(TABLE);
  }

  private StrMethods() {}

  private static void caseMethods() {
    TABLE
        .add("capitalize()", "first letter large, the rest small", (m, s, a) -> capitalized(m, s))
        .add("casefold()", "for comparing without case", (m, s, a) -> made(m, folded(s)))
        .add("lower()", "all letters small", (m, s, a) -> made(m, s.toLowerCase(Locale.ROOT)))
        .add("swapcase()", "small letters large and the reverse", (m, s, a) -> swapped(m, s))
        .add("title()", "every word with a large letter", (m, s, a) -> titled(m, s))
        .add("upper()", "all letters large", (m, s, a) -> made(m, s.toUpperCase(Locale.ROOT)));
  }

  private static void searchMethods() {
    TABLE
        .add(
            "count(sub, start=None, end=None, /)",
            "how often a text occurs, without overlap",
            (m, s, a) -> count(m, s, a))
        .add(
            "endswith(suffix, start=None, end=None, /)",
            "whether it ends with a text or one of a tuple of texts",
            (m, s, a) -> edge(m, s, a, "endswith", String::endsWith))
        .add(
            "find(sub, start=None, end=None, /)",
            "place of the first occurrence, or -1",
            (m, s, a) -> search(m, s, a, false))
        .add(
            "index(sub, start=None, end=None, /)",
            "as find, but an error when absent",
            (m, s, a) -> found(search(m, s, a, false)))
        .add(
            "rfind(sub, start=None, end=None, /)",
            "place of the last occurrence, or -1",
            (m, s, a) -> search(m, s, a, true))
        .add(
            "rindex(sub, start=None, end=None, /)",
            "as rfind, but an error when absent",
            (m, s, a) -> found(search(m, s, a, true)))
        .add(
            "startswith(prefix, start=None, end=None, /)",
            "whether it starts with a text or one of a tuple of texts",
            (m, s, a) -> edge(m, s, a, "startswith", String::startsWith));
  }

  private static void shapeMethods() {
    TABLE
        .add(
            "center(width, fillchar=' ', /)",
            "in the middle of a field",
            (m, s, a) -> padded(m, s, a, "center"))
        .add("expandtabs(tabsize=8)", "tabs to spaces", (m, s, a) -> withoutTabs(m, s, a.at(0, 8L)))
        .add(
            "format(*args, **kwargs)",
            "fills {} fields",
            (m, s, a) -> new FieldFormat(m, a.rest(), name -> keyword(m, a, name)).format(s))
        .add(
            "format_map(mapping, /)",
            "fills {name} fields from a dict",
            (m, s, a) ->
                new FieldFormat(m, List.of(), name -> m.sequences().item(a.at(0), name)).format(s))
        .add(
            "ljust(width, fillchar=' ', /)",
            "at the left of a field",
            (m, s, a) -> padded(m, s, a, "ljust"))
        .add("lstrip(chars=None, /)", "without leading characters", (m, s, a) -> strip(m, s, a, 1))
        .add(
            "removeprefix(prefix, /)",
            "without a prefix",
            (m, s, a) -> {
              String prefix = Convert.text(a.at(0), "removeprefix()");
              return s.startsWith(prefix) ? made(m, s.substring(prefix.length())) : s;
            })
        .add(
            "removesuffix(suffix, /)",
            "without a suffix",
            (m, s, a) -> {
              String suffix = Convert.text(a.at(0), "removesuffix()");
              return s.endsWith(suffix) ? made(m, s.substring(0, s.length() - suffix.length())) : s;
            })
        .add(
            "replace(old, new, count=-1, /)",
            "occurrences of a text replaced",
            (m, s, a) -> StrSplitting.replaced(m, s, a))
        .add(
            "rjust(width, fillchar=' ', /)",
            "at the right of a field",
            (m, s, a) -> padded(m, s, a, "rjust"))
        .add("rstrip(chars=None, /)", "without trailing characters", (m, s, a) -> strip(m, s, a, 2))
        .add(
            "strip(chars=None, /)",
            "without characters at both ends",
            (m, s, a) -> strip(m, s, a, 3))
        .add(
            "translate(table, /)",
            "characters replaced by a table from str.maketrans",
            (m, s, a) -> translated(m, s, a.at(0)))
        .add(
            "zfill(width, /)",
            "filled with zeros after the sign",
            (m, s, a) -> zeroFilled(m, s, a));
  }

  private static void testMethods() {
    TABLE
        .add(
            "isalnum()",
            "letters and numbers only",
            (m, s, a) -> all(m, s, Characters::isAlphanumeric))
        .add("isalpha()", "letters only", (m, s, a) -> all(m, s, Character::isLetter))
        .add("isascii()", "ASCII only", (m, s, a) -> s.chars().allMatch(c -> c < 128))
        .add("isdecimal()", "decimal digits only", (m, s, a) -> all(m, s, Characters::isDecimal))
        .add("isdigit()", "digits only", (m, s, a) -> all(m, s, Characters::isDigit))
        .add("isidentifier()", "could be a name", (m, s, a) -> isIdentifier(s))
        .add("islower()", "no large letters", (m, s, a) -> isCase(m, s, true))
        .add(
            "isnumeric()", "numeric characters only", (m, s, a) -> all(m, s, Characters::isNumeric))
        .add(
            "isprintable()",
            "nothing that repr would escape",
            (m, s, a) -> s.codePoints().allMatch(Characters::isPrintable))
        .add("isspace()", "white space only", (m, s, a) -> all(m, s, Characters::isSpace))
        .add("istitle()", "every word with a large letter", (m, s, a) -> isTitle(s))
        .add("isupper()", "no small letters", (m, s, a) -> isCase(m, s, false));
  }

  static String made(Machine machine, String text) {
    machine.fuel().newCharacters(text.length());
    return text;
  }

  private static Object keyword(Machine machine, Bound arguments, String name) {
    Object value = arguments.named().get(name);
    if (value == null) {
      throw PythonError.key(machine.representation().of(name));
    }
    return value;
  }

  private static String capitalized(Machine machine, String text) {
    if (text.isEmpty()) {
      return text;
    }
    int rest = text.offsetByCodePoints(0, 1);
    // The whole is lowered first, so that a final sigma sees the letters before it.
    String lowered = text.toLowerCase(Locale.ROOT);
    String head = text.substring(0, rest).toLowerCase(Locale.ROOT);
    String tail =
        lowered.startsWith(head)
            ? lowered.substring(head.length())
            : text.substring(rest).toLowerCase(Locale.ROOT);
    return made(machine, Characters.titled(text.codePointAt(0)) + tail);
  }

  private static String folded(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(point -> out.append(Characters.folded(point)));
    return out.toString();
  }

  private static String swapped(Machine machine, String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> {
          String one = Character.toString(point);
          out.append(
              Character.isUpperCase(point)
                  ? one.toLowerCase(Locale.ROOT)
                  : Character.isLowerCase(point) ? one.toUpperCase(Locale.ROOT) : one);
        });
    return made(machine, out.toString());
  }

  private static String titled(Machine machine, String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean inWord = false;
    String lowered = text.toLowerCase(Locale.ROOT);
    boolean aligned = lowered.length() == text.length();
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int point = text.codePointAt(i);
      if (!inWord) {
        out.append(Characters.titled(point));
      } else if (aligned) {
        out.appendCodePoint(lowered.codePointAt(i));
      } else {
        out.append(Character.toString(point).toLowerCase(Locale.ROOT));
      }
      inWord = Characters.isCased(point);
    }
    return made(machine, out.toString());
  }

  /** A stretch of a text: offsets in Java's chars and the place it starts at in code points. */
  private record Stretch(int from, int to, int startPlace) {
    static final Stretch OUTSIDE = new Stretch(-1, -1, 0);

    boolean isOutside() {
      return from < 0;
    }
  }

  private static Stretch stretch(Machine machine, String text, Bound arguments) {
    machine.fuel().characters(text.length());
    int length = CodePoints.length(text);
    long start = Convert.bound(arguments.at(1, NoneValue.NONE), 0);
    long end = Convert.bound(arguments.at(2, NoneValue.NONE), length);
    start = start < 0 ? Math.max(0, start + length) : start;
    end = end < 0 ? Math.max(0, end + length) : Math.min(end, length);
    if (start > end) {
      return Stretch.OUTSIDE;
    }
    int from = text.offsetByCodePoints(0, (int) start);
    return new Stretch(from, text.offsetByCodePoints(from, (int) (end - start)), (int) start);
  }

  private static Object search(Machine machine, String text, Bound arguments, boolean last) {
    String wanted = searched(arguments.at(0));
    Stretch stretch = stretch(machine, text, arguments);
    if (stretch.isOutside()) {
      return -1L;
    }
    String part = text.substring(stretch.from(), stretch.to());
    machine.fuel().characters(wanted.length());
    int offset =
        last ? TextSearch.last(part, wanted, part.length()) : TextSearch.first(part, wanted, 0);
    return offset < 0 ? -1L : (long) stretch.startPlace() + part.codePointCount(0, offset);
  }

  private static String searched(Object value) {
    if (!(value instanceof String text)) {
      throw PythonError.type("must be str, not " + Types.nameOf(value));
    }
    return text;
  }

  private static Object found(Object place) {
    if (place.equals(-1L)) {
      throw PythonError.value("substring not found");
    }
    return place;
  }

  private static Object count(Machine machine, String text, Bound arguments) {
    String wanted = searched(arguments.at(0));
    Stretch stretch = stretch(machine, text, arguments);
    if (stretch.isOutside()) {
      return 0L;
    }
    String part = text.substring(stretch.from(), stretch.to());
    if (wanted.isEmpty()) {
      return CodePoints.length(part) + 1L;
    }
    long count = 0;
    int at = TextSearch.first(part, wanted, 0);
    while (at >= 0) {
      count++;
      at = TextSearch.first(part, wanted, at + wanted.length());
    }
    return count;
  }

  /** Tests one end of a string. */
  @FunctionalInterface
  private interface EdgeTest {
    boolean test(String text, String edge);
  }

  private static boolean edge(
      Machine machine, String text, Bound arguments, String function, EdgeTest test) {
    Object wanted = arguments.at(0);
    Stretch stretch = stretch(machine, text, arguments);
    String part = stretch.isOutside() ? "" : text.substring(stretch.from(), stretch.to());
    List<Object> options = wanted instanceof TupleValue tuple ? tuple.items : List.of(wanted);
    for (Object given : options) {
      Object option = Pending.now(given);
      if (!(option instanceof String edge)) {
        throw PythonError.type(
            wanted instanceof TupleValue
                ? "tuple for %s must only contain str, not %s"
                    .formatted(function, Types.nameOf(option))
                : "%s first arg must be str or a tuple of str, not %s"
                    .formatted(function, Types.nameOf(option)));
      }
      if (!stretch.isOutside() && test.test(part, edge)) {
        return true;
      }
    }
    return false;
  }

  private static String padded(Machine machine, String text, Bound arguments, String side) {
    long width = Convert.place(arguments.at(0));
    Object fill = arguments.at(1, " ");
    if (!(fill instanceof String fillText)) {
      throw PythonError.type(
          "The fill character must be a unicode character, not " + Types.nameOf(fill));
    }
    if (CodePoints.length(fillText) != 1) {
      throw PythonError.type("The fill character must be exactly one character long");
    }
    int length = CodePoints.length(text);
    if (width <= length) {
      return text;
    }
    machine.fuel().newCharacters(width);
    int missing = (int) width - length;
    int left =
        switch (side) {
          case "ljust" -> 0;
          case "rjust" -> missing;
          default -> missing / 2 + (missing & (int) width & 1);
        };
    return fillText.repeat(left) + text + fillText.repeat(missing - left);
  }

  private static String zeroFilled(Machine machine, String text, Bound arguments) {
    long width = Convert.place(arguments.at(0));
    int length = CodePoints.length(text);
    if (width <= length) {
      return text;
    }
    machine.fuel().newCharacters(width);
    String zeros = "0".repeat((int) width - length);
    boolean signed = text.startsWith("+") || text.startsWith("-");
    return signed ? text.charAt(0) + zeros + text.substring(1) : zeros + text;
  }

  private static String withoutTabs(Machine machine, String text, Object tabSize) {
    long size = Math.max(0, Convert.place(tabSize));
    StringBuilder out = new StringBuilder(text.length());
    long column = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int point = text.codePointAt(i);
      if (point == '\t') {
        long spaces = size == 0 ? 0 : size - column % size;
        machine.fuel().checkCharacters(Math.addExact(out.length(), Math.min(spaces, 1L << 40)));
        out.repeat(' ', (int) spaces);
        column += spaces;
      } else {
        out.appendCodePoint(point);
        column = point == '\n' || point == '\r' ? 0 : column + 1;
      }
    }
    return made(machine, out.toString());
  }

  private static String strip(Machine machine, String text, Bound arguments, int sides) {
    Object given = arguments.at(0, NoneValue.NONE);
    IntPredicate dropped;
    if (given == NoneValue.NONE) {
      dropped = Characters::isSpace;
    } else if (given instanceof String set) {
      machine.fuel().characters(set.length());
      dropped = point -> set.indexOf(point) >= 0;
    } else {
      String name = sides == 1 ? "lstrip" : sides == 2 ? "rstrip" : "strip";
      throw PythonError.type(name + " arg must be None or str");
    }
    int from = 0;
    int to = text.length();
    while ((sides & 1) != 0 && from < to && dropped.test(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    while ((sides & 2) != 0 && from < to && dropped.test(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return made(machine, text.substring(from, to));
  }

  private static String translated(Machine machine, String text, Object table) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int point = text.codePointAt(i);
      Object replacement;
      try {
        replacement = Pending.now(machine.sequences().item(table, (long) point));
      } catch (PythonError e) {
        if (!e.type().equals("KeyError") && !e.type().equals("IndexError")) {
          throw e;
        }
        out.appendCodePoint(point);
        continue;
      }
      switch (replacement) {
        case NoneValue _ -> {}
        case String part -> out.append(part);
        case Object number when Numbers.isInteger(number) -> {
          long wanted = Numbers.clamped(number);
          if (wanted < 0 || wanted > 0x10ffff) {
            throw PythonError.value("character mapping must be in range(0x110000)");
          }
          out.appendCodePoint((int) wanted);
        }
        default -> throw PythonError.type("character mapping must return integer, None or str");
      }
      machine.fuel().checkCharacters(out.length());
    }
    return made(machine, out.toString());
  }

  private static boolean all(Machine machine, String text, IntPredicate test) {
    machine.fuel().characters(text.length());
    return !text.isEmpty() && text.codePoints().allMatch(test);
  }

  private static boolean isCase(Machine machine, String text, boolean lower) {
    machine.fuel().characters(text.length());
    boolean cased = false;
    for (int point : text.codePoints().toArray()) {
      boolean wrong =
          Character.isTitleCase(point)
              || (lower ? Character.isUpperCase(point) : Character.isLowerCase(point));
      if (wrong) {
        return false;
      }
      cased |= lower ? Character.isLowerCase(point) : Character.isUpperCase(point);
    }
    return cased;
  }

  private static boolean isTitle(String text) {
    boolean cased = false;
    boolean inWord = false;
    for (int point : text.codePoints().toArray()) {
      if (Character.isUpperCase(point) || Character.isTitleCase(point)) {
        if (inWord) {
          return false;
        }
        inWord = true;
        cased = true;
      } else if (Character.isLowerCase(point)) {
        if (!inWord) {
          return false;
        }
        cased = true;
      } else {
        inWord = false;
      }
    }
    return cased;
  }

  private static boolean isIdentifier(String text) {
    if (text.isEmpty()) {
      return false;
    }
    int first = text.codePointAt(0);
    return (first == '_' || Character.isUnicodeIdentifierStart(first))
        && text.codePoints()
            .allMatch(point ->
                Character.isUnicodeIdentifierPart(point)
                    && !Character.isIdentifierIgnorable(point));
  }

  /** {@code str.maketrans}: a dict from code points. */
  static DictValue translationTable(Machine machine, Bound arguments) {
    DictValue table = new DictValue();
    Object first = arguments.at(0);
    if (!arguments.has(1)) {
      if (!(first instanceof DictValue source)) {
        throw PythonError.type("if you give only one argument to maketrans it must be a dict");
      }
      for (HashTable.Entry entry : source.table.entries()) {
        Object key = entry.key;
        if (key instanceof String text) {
          if (CodePoints.length(text) != 1) {
            throw PythonError.value("string keys in translate table must be of length 1");
          }
          key = (long) text.codePointAt(0);
        } else if (!Numbers.isInteger(key)) {
          throw PythonError.type("keys in translate table must be strings or integers");
        }
        machine.sequences().putInto(table, key, entry.value);
      }
      return table;
    }
    int[] from = Convert.text(first, "maketrans()").codePoints().toArray();
    int[] to = Convert.text(arguments.at(1), "maketrans()").codePoints().toArray();
    if (from.length != to.length) {
      throw PythonError.value("the first two maketrans arguments must have equal length");
    }
    for (int i = 0; i < from.length; i++) {
      machine.sequences().putInto(table, (long) from[i], (long) to[i]);
    }
    List<Integer> removed = new ArrayList<>();
    Convert.text(arguments.at(2, ""), "maketrans()").codePoints().forEach(removed::add);
    removed.forEach(p -> machine.sequences().putInto(table, (long) p, NoneValue.NONE));
    return table;
  }
}
