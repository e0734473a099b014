package dev.rigel.program.run;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Values as text: {@code repr} and {@code str}. */
final class Representation {
  /** As CPython 3.11: longer integers are not converted to or from decimal text. */
  static final int MAX_DECIMAL_DIGITS = 4300;

  private final Fuel fuel;
  private final List<Object> open = new ArrayList<>();

  Representation(Fuel fuel) {
    this.fuel = fuel;
  }

  /** {@code str(value)}. */
  String text(Object given) {
    Object value = Pending.now(given);
    return value instanceof String text ? text : of(value);
  }

  /** {@code repr(value)}. */
  String of(Object given) {
    Object value = Pending.now(given);
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private void write(Object given, StringBuilder out) {
    Object value = Pending.now(given);
    int before = out.length();
    fuel.items(1);
    switch (value) {
      case NoneValue _ -> out.append("None");
      case Boolean flag -> out.append(flag ? "True" : "False");
      case Long number -> out.append(number.longValue());
      case BigInteger number -> out.append(decimal(number));
      case Double number -> out.append(FloatText.representation(number));
      case String text -> quote(text, out);
      case ListValue list -> nested(list, "[", list.items, "]", out);
      case TupleValue tuple ->
          nested(tuple, "(", tuple.items, tuple.items.size() == 1 ? ",)" : ")", out);
      case DictValue dict -> writeDict(dict, out);
      case SetValue set -> writeSet(set, out);
      case DictView view -> writeView(view, out);
      case RangeValue range -> {
        out.append("range(").append(range.start()).append(", ").append(range.stop());
        if (!range.step().equals(BigInteger.ONE)) {
          out.append(", ").append(range.step());
        }
        out.append(')');
      }
      case ObjectValue object -> out.append(object.representation());
      case Callable callable -> out.append(callable.representation());
      case IteratorValue iterator -> out.append('<').append(iterator.typeName()).append(" object>");
      case SliceValue slice ->
          nested(slice, "slice(", List.of(slice.lower(), slice.upper(), slice.step()), ")", out);
      default -> throw new IllegalStateException("not a value: " + value.getClass());
    }
    fuel.checkCharacters(out.length());
    fuel.characters(out.length() - before);
  }

  /**
   * Decimal digits.
   *
   * @throws PythonError ValueError beyond the digits that CPython converts
   */
  static String decimal(BigInteger number) {
    // Four digits take at least 13.28 bits, so this many bits are surely too many digits.
    if (number.bitLength() > MAX_DECIMAL_DIGITS * 3.33) {
      throw tooManyDigits();
    }
    String digits = number.toString();
    if (digits.length() - (number.signum() < 0 ? 1 : 0) > MAX_DECIMAL_DIGITS) {
      throw tooManyDigits();
    }
    return digits;
  }

  private static PythonError tooManyDigits() {
    return PythonError.value(
        "Exceeds the limit (%d digits) for integer string conversion"
            .formatted(MAX_DECIMAL_DIGITS));
  }

  private void nested(
      Object owner, String start, List<Object> items, String end, StringBuilder out) {
    if (isOpen(owner)) {
      out.append(owner instanceof TupleValue ? "(...)" : "[...]");
      return;
    }
    enter(owner);
    try {
      out.append(start);
      for (int i = 0; i < items.size(); i++) {
        if (i > 0) {
          out.append(", ");
        }
        write(items.get(i), out);
      }
      out.append(end);
    } finally {
      leave();
    }
  }

  private void writeDict(DictValue dict, StringBuilder out) {
    if (isOpen(dict)) {
      out.append("{...}");
      return;
    }
    enter(dict);
    try {
      String separator = "{";
      for (HashTable.Entry entry : dict.table.entries()) {
        out.append(separator);
        write(entry.key, out);
        out.append(": ");
        write(entry.value, out);
        separator = ", ";
      }
      out.append(dict.table.size() == 0 ? "{}" : "}");
    } finally {
      leave();
    }
  }

  private void writeSet(SetValue set, StringBuilder out) {
    if (set.table.size() == 0) {
      out.append("set()");
      return;
    }
    nested(
        set, "{", set.table.entries().stream().map(entry -> (Object) entry.key).toList(), "}", out);
  }

  private void writeView(DictView view, StringBuilder out) {
    List<Object> items =
        view.dict().table.entries().stream()
            .map(entry ->
                switch (view.kind()) {
                  case KEYS -> entry.key;
                  case VALUES -> entry.value;
                  case ITEMS -> TupleValue.of(entry.key, entry.value);
                })
            .toList();
    if (isOpen(view.dict()) && open.stream().anyMatch(view::equals)) {
      out.append("...");
      return;
    }
    nested(view, view.kind().typeName() + "([", items, "])", out);
  }

  @SuppressWarnings("ReferenceEquality") // Equal lists may stand inside one another.
  private boolean isOpen(Object owner) {
    for (Object other : open) {
      if (other == owner) {
        return true;
      }
    }
    return false;
  }

  private void enter(Object owner) {
    fuel.enter();
    fuel.characters(open.size());
    open.add(owner);
  }

  private void leave() {
    open.removeLast();
    fuel.leave();
  }

  /** A string in quotes, unprintable characters escaped. */
  static void quote(String text, StringBuilder out) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(quote);
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
              if (point == quote) {
                out.append('\\').append(quote);
              } else if (Characters.isPrintable(point)) {
                out.appendCodePoint(point);
              } else {
                escape(point, out);
              }
            }
          }
        });
    out.append(quote);
  }

  /** {@code ascii(value)}: {@code repr} with everything beyond ASCII escaped. */
  String ascii(Object value) {
    StringBuilder out = new StringBuilder();
    of(value)
        .codePoints()
        .forEach(point -> {
          if (point < 128) {
            out.append((char) point);
          } else {
            escape(point, out);
          }
        });
    fuel.newCharacters(out.length());
    return out.toString();
  }

  private static void escape(int point, StringBuilder out) {
    if (point < 0x100) {
      out.append("\\x%02x".formatted(point));
    } else if (point < 0x10000) {
      out.append("\\u%04x".formatted(point));
    } else {
      out.append("\\U%08x".formatted(point));
    }
  }
}
