package dev.rigel.program.syntax;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Words and signs of Python that the language leaves out, and what to write instead. */
final class Refusals {
  record Refusal(String message, String hint) {}

  /** Words that may not be names; those of the language and those that it refuses. */
  static final Set<String> RESERVED =
      Set.of(
          "False",
          "None",
          "True",
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield");

  private static final Map<String, Refusal> WORDS =
      Map.ofEntries(
          Map.entry(
              "import",
              refusal("import", "all functions are there without it; leave the line out")),
          Map.entry(
              "from",
              refusal("from … import", "all functions are there without it; leave the line out")),
          Map.entry(
              "def",
              refusal("def", "write the steps where they are needed, in a loop if they repeat")),
          Map.entry("class", refusal("class", "keep values in variables, lists and dicts")),
          Map.entry(
              "try", refusal("try", "leave it out; a failing tool ends the run with its line")),
          Map.entry(
              "except",
              refusal("except", "leave it out; a failing tool ends the run with its line")),
          Map.entry(
              "finally",
              refusal("finally", "leave it out; a failing tool ends the run with its line")),
          Map.entry(
              "with", refusal("with", "nothing has to be closed; assign the value to a variable")),
          Map.entry(
              "global", refusal("global", "all variables are in one scope; leave the line out")),
          Map.entry(
              "nonlocal",
              refusal("nonlocal", "all variables are in one scope; leave the line out")),
          Map.entry("yield", refusal("yield", "collect values in a list")),
          Map.entry(
              "del",
              refusal(
                  "del", "use list.pop(index) or dict.pop(key); variables need not be deleted")),
          Map.entry("assert", refusal("assert", "use if and answer(...)")),
          Map.entry("return", refusal("return", "end the program with answer(...)")),
          Map.entry(
              "raise",
              refusal("raise", "end the program with answer(...) that says what is wrong")),
          Map.entry("match", refusal("match", "use if, elif and else")),
          Map.entry(
              "async", refusal("async", "calls run in parallel by themselves; leave the word out")),
          Map.entry("as", new Refusal("'as' has no place here", "assign with name = value")));

  private Refusals() {}

  private static Refusal refusal(String construct, String hint) {
    return new Refusal("'" + construct + "' is not part of the language", hint);
  }

  static Optional<Refusal> word(String word) {
    return Optional.ofNullable(WORDS.get(word));
  }

  /** Names such as {@code __class__} open what the language keeps shut. */
  static boolean isHidden(String name) {
    return name.length() > 4 && name.startsWith("__") && name.endsWith("__");
  }
}
