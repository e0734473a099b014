package dev.rigel.program.check;

import dev.rigel.program.Type;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state of one check. In partial text the first fault ends it; in a whole one all are kept. */
final class Context {
  /** Of partial text under bounds. */
  static final int MAX_NAME = 16;

  static final int MAX_LOOP_NAME = 8;
  private static final int MAX_PROBLEMS = 50;

  final Rules rules;
  final String source;
  final boolean partial;
  private final int end;
  private final int lastContent;

  final List<Problem> problems = new ArrayList<>();
  final List<Warning> warnings = new ArrayList<>();
  Map<String, Found> variables = new HashMap<>();
  final Map<String, Span> assigned = new LinkedHashMap<>();
  final Set<String> used = new HashSet<>();
  final Set<BigDecimal> numbers = new LinkedHashSet<>();
  final Set<String> digits = new HashSet<>();

  /** What decides whether the current statement runs at all. */
  int controlTaint = Found.OWN;

  /** Brackets around the current expression in which a {@code for} may still come. */
  int openBrackets;

  int loops;

  /** Whether the texts being read are what the answer says. */
  boolean inAnswerText;

  Context(Rules rules, String source, boolean partial) {
    this.rules = rules;
    this.source = source;
    this.partial = partial;
    this.end = source.length();
    int last = end;
    while (last > 0 && source.charAt(last - 1) == ' ') {
      last--;
    }
    this.lastContent = last;
    rules.inputs.forEach((name, type) ->
        variables.put(name, new Found(type, Types.holdsMedia(type) ? Found.INPUT : Found.OWN)));
  }

  boolean bounded() {
    return rules.options.bounded();
  }

  // --- where the text ends

  /** The closing bracket or quote is yet to come. */
  boolean isOpen(Span span) {
    return partial && span.end() > end;
  }

  /** The text ends right after it, so that it may go on. */
  boolean touchesEnd(Span span) {
    return partial && span.end() == end;
  }

  /** Nothing but blanks follows. */
  boolean isLast(Span span) {
    return partial && span.end() >= lastContent;
  }

  boolean endsInWordOrDot() {
    if (end == 0) {
      return false;
    }
    char c = source.charAt(end - 1);
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }

  // --- faults

  /** How many attempts are under way whose refusals nobody will read. */
  int attempts;

  /**
   * A failed attempt is repeated for its message: the first fault counts, nothing else is tried.
   */
  boolean explaining;

  /** Before a message that is dear to make: in an attempt the fault alone counts. */
  void stopAttempt(Span place) {
    if (attempts > 0) {
      throw new Refusal(place, place.start(), "", "", null);
    }
  }

  void report(Span place, String message, String hint) {
    report(place, place.start(), message, hint);
  }

  void report(Span place, int blame, String message, String hint) {
    if (partial) {
      throw new Refusal(place, blame, message, hint, null);
    }
    if (problems.size() < MAX_PROBLEMS) {
      Problem problem = new Problem(place.line(), place.column(), message, hint);
      if (!problems.contains(problem)) {
        problems.add(problem);
      }
    }
  }

  void stopAttempt(Span place, String unknownName) {
    if (attempts > 0) {
      throw new Refusal(place, place.start(), "", "", unknownName);
    }
  }

  void reportUnknownName(Span place, String name, String message, String hint) {
    if (partial) {
      throw new Refusal(place, place.start(), message, hint, name);
    }
    report(place, message, hint);
  }

  // --- variables

  @Nullable Found variable(String name) {
    Found found = variables.get(name);
    if (found != null) {
      used.add(name);
    }
    return found;
  }

  void assign(String name, Span place, Found value) {
    if (bounded() && name.length() > MAX_NAME) {
      report(place, "the name " + name + " is too long", "use at most " + MAX_NAME + " characters");
    }
    variables.put(name, value.tainted(controlTaint));
    assigned.putIfAbsent(name, place);
  }

  /** After branches: what holds whichever ran. */
  static Map<String, Found> merged(Map<String, Found> a, Map<String, Found> b, boolean onlyCommon) {
    Map<String, Found> result = new HashMap<>();
    a.forEach((name, found) -> {
      Found other = b.get(name);
      if (other != null) {
        result.put(
            name,
            new Found(
                Types.join(found.type(), other.type()), Math.max(found.taint(), other.taint())));
      } else if (!onlyCommon) {
        result.put(name, found);
      }
    });
    if (!onlyCommon) {
      b.forEach(result::putIfAbsent);
    }
    return result;
  }

  void number(BigDecimal value, Expression literal) {
    numbers.add(value);
    int from = literal.span().start();
    int to = Math.min(literal.span().end(), end);
    String text = source.substring(from, to);
    digits.add(text);
  }

  Type printable() {
    return bounded() ? Printable.TYPE : Type.ANY;
  }

  /** What a person can read in a sentence: no boxes, no yes or no, no media. */
  private static final class Printable {
    static final Type TYPE =
        Type.union(
            Type.STR, Type.INT, Type.FLOAT, Type.list(Type.union(Type.STR, Type.INT, Type.FLOAT)));
  }
}
