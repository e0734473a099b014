package dev.rigel.program.run;

import dev.rigel.program.run.Signature.Bound;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The methods of {@code str} that take apart and put together. */
final class StrSplitting {
  private StrSplitting() {}

  static void addTo(Method.Table<String> table) {
    table
        .add("join(iterable, /)", "texts joined, this one between", (m, s, a) -> joined(m, s, a))
        .add(
            "partition(sep, /)",
            "before, separator, after (first occurrence)",
            (m, s, a) -> partition(m, s, a.at(0), false))
        .add(
            "rpartition(sep, /)",
            "before, separator, after (last occurrence)",
            (m, s, a) -> partition(m, s, a.at(0), true))
        .add(
            "rsplit(sep=None, maxsplit=-1)",
            "parts between separators, from the right",
            (m, s, a) -> split(m, s, a, true))
        .add(
            "split(sep=None, maxsplit=-1)",
            "parts between separators or white space",
            (m, s, a) -> split(m, s, a, false))
        .add(
            "splitlines(keepends=False)",
            "the lines",
            (m, s, a) -> lines(m, s, m.comparisons().truth(a.at(0, false))));
  }

  private static String joined(Machine machine, String separator, Bound arguments) {
    Object iterable = arguments.at(0);
    if (!Iteration.isIterable(iterable)) {
      throw PythonError.type("can only join an iterable");
    }
    List<Object> parts = machine.iteration().collect(iterable);
    long length = (long) separator.length() * Math.max(0, parts.size() - 1);
    List<String> texts = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      Object part = Pending.now(parts.get(i));
      if (!(part instanceof String text)) {
        throw PythonError.type(
            "sequence item %d: expected str instance, %s found".formatted(i, Types.nameOf(part)));
      }
      length += text.length();
      machine.fuel().checkCharacters(length);
      texts.add(text);
    }
    machine.fuel().newCharacters(length);
    return String.join(separator, texts);
  }

  static String replaced(Machine machine, String text, Bound arguments) {
    String old = replacePart(arguments.at(0), 1);
    String replacement = replacePart(arguments.at(1), 2);
    long limit = Convert.place(arguments.at(2, -1L));
    machine.fuel().characters(text.length());
    StringBuilder out = new StringBuilder();
    int at = 0;
    long left = limit < 0 ? Long.MAX_VALUE : limit;
    if (old.isEmpty()) {
      return interleaved(machine, text, replacement, left);
    }
    while (left > 0) {
      int next = TextSearch.first(text, old, at);
      if (next < 0) {
        break;
      }
      machine.fuel().checkCharacters((long) out.length() + next - at + replacement.length());
      out.append(text, at, next).append(replacement);
      at = next + old.length();
      left--;
    }
    machine.fuel().checkCharacters((long) out.length() + text.length() - at);
    return StrMethods.made(machine, out.append(text, at, text.length()).toString());
  }

  private static String replacePart(Object value, int place) {
    if (!(value instanceof String text)) {
      throw PythonError.type(
          "replace() argument %d must be str, not %s".formatted(place, Types.nameOf(value)));
    }
    return text;
  }

  /** Replacing the empty text puts the replacement between all characters. */
  private static String interleaved(Machine machine, String text, String replacement, long limit) {
    StringBuilder out = new StringBuilder();
    long left = limit;
    int at = 0;
    while (true) {
      if (left-- <= 0) {
        out.append(text, at, text.length());
        break;
      }
      out.append(replacement);
      if (at >= text.length()) {
        break;
      }
      int next = text.offsetByCodePoints(at, 1);
      out.append(text, at, next);
      at = next;
      machine.fuel().checkCharacters(out.length());
    }
    return StrMethods.made(machine, out.toString());
  }

  private static TupleValue partition(Machine machine, String text, Object given, boolean last) {
    if (!(given instanceof String separator)) {
      throw PythonError.type("must be str, not " + Types.nameOf(given));
    }
    if (separator.isEmpty()) {
      throw PythonError.value("empty separator");
    }
    machine.fuel().characters(text.length());
    int at =
        last
            ? TextSearch.last(text, separator, text.length())
            : TextSearch.first(text, separator, 0);
    if (at < 0) {
      return last ? TupleValue.of("", "", text) : TupleValue.of(text, "", "");
    }
    return TupleValue.of(text.substring(0, at), separator, text.substring(at + separator.length()));
  }

  private static ListValue split(Machine machine, String text, Bound arguments, boolean fromRight) {
    Object separator = arguments.at(0, NoneValue.NONE);
    long limit = Convert.place(arguments.at(1, -1L));
    long most = limit < 0 ? Long.MAX_VALUE : limit;
    machine.fuel().characters(text.length());
    List<Object> parts;
    if (separator == NoneValue.NONE) {
      parts = fromRight ? wordsFromRight(text, most) : words(text, most);
    } else if (separator instanceof String between) {
      if (between.isEmpty()) {
        throw PythonError.value("empty separator");
      }
      parts = fromRight ? partsFromRight(text, between, most) : parts(text, between, most);
    } else {
      throw PythonError.type("must be str or None, not " + Types.nameOf(separator));
    }
    machine.fuel().newItems(parts.size());
    return ListValue.of(parts);
  }

  private static List<Object> parts(String text, String separator, long most) {
    List<Object> parts = new ArrayList<>();
    int at = 0;
    while (parts.size() < most) {
      int next = TextSearch.first(text, separator, at);
      if (next < 0) {
        break;
      }
      parts.add(text.substring(at, next));
      at = next + separator.length();
    }
    parts.add(text.substring(at));
    return parts;
  }

  private static List<Object> partsFromRight(String text, String separator, long most) {
    List<Object> parts = new ArrayList<>();
    int end = text.length();
    while (parts.size() < most) {
      int next = TextSearch.last(text, separator, end);
      if (next < 0) {
        break;
      }
      parts.add(text.substring(next + separator.length(), end));
      end = next;
    }
    parts.add(text.substring(0, end));
    Collections.reverse(parts);
    return parts;
  }

  private static List<Object> words(String text, long most) {
    List<Object> words = new ArrayList<>();
    int at = skipSpace(text, 0);
    while (at < text.length()) {
      if (words.size() >= most) {
        words.add(text.substring(at));
        break;
      }
      int end = at;
      while (end < text.length() && !Characters.isSpace(text.codePointAt(end))) {
        end += Character.charCount(text.codePointAt(end));
      }
      words.add(text.substring(at, end));
      at = skipSpace(text, end);
    }
    return words;
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && Characters.isSpace(text.codePointAt(at))) {
      at++;
    }
    return at;
  }

  private static List<Object> wordsFromRight(String text, long most) {
    List<Object> words = new ArrayList<>();
    int end = skipSpaceBack(text, text.length());
    while (end > 0) {
      if (words.size() >= most) {
        words.add(text.substring(0, end));
        break;
      }
      int start = end;
      while (start > 0 && !Characters.isSpace(text.codePointBefore(start))) {
        start -= Character.charCount(text.codePointBefore(start));
      }
      words.add(text.substring(start, end));
      end = skipSpaceBack(text, start);
    }
    Collections.reverse(words);
    return words;
  }

  private static int skipSpaceBack(String text, int from) {
    int end = from;
    while (end > 0 && Characters.isSpace(text.codePointBefore(end))) {
      end--;
    }
    return end;
  }

  private static ListValue lines(Machine machine, String text, boolean keepEnds) {
    machine.fuel().characters(text.length());
    List<Object> lines = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && !Characters.isLineBreak(text.charAt(end))) {
        end++;
      }
      int next = end;
      if (next < text.length()) {
        boolean pair = text.startsWith("\r\n", next);
        next += pair ? 2 : 1;
      }
      lines.add(text.substring(at, keepEnds ? next : end));
      at = next;
    }
    machine.fuel().newItems(lines.size());
    return ListValue.of(lines);
  }
}
