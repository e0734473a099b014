package dev.rigel.agent.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A program without its literals and the names of its variables. */
final class ProgramShape {
  /** Texts, whole or begun; numbers; words; any other character. */
  private static final Pattern LEXEME =
      Pattern.compile("(?s)\"[^\"]*(?:\"|$)|'[^']*(?:'|$)|\\d[\\d.]*|\\w+|.");

  private static final Pattern VARIABLE =
      Pattern.compile("(?m)^ *(\\w+) =|\\bfor (\\w+)(?:, (\\w+))? in\\b|\\blambda (\\w+)");

  private final List<String> lexemes;
  private final Set<String> variables = new HashSet<>();

  ProgramShape(String program) {
    lexemes = lexemes(program);
    for (MatchResult match : VARIABLE.matcher(program).results().toList()) {
      for (int group = 1; group <= match.groupCount(); group++) {
        if (match.group(group) != null) {
          variables.add(match.group(group));
        }
      }
    }
  }

  private static List<String> lexemes(String text) {
    return LEXEME.matcher(text).results().map(MatchResult::group).toList();
  }

  /**
   * Whether a program that begins with this text may go on as this one does. A text that ends
   * within a literal or the name of a variable says nothing.
   */
  boolean beginsWith(String text) {
    List<String> written = new ArrayList<>(lexemes(text));
    if (written.size() > lexemes.size()) {
      return false;
    }
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < written.size(); i++) {
      String word = written.get(i);
      String own = lexemes.get(i);
      boolean last = i == written.size() - 1;
      if (isLiteral(own)) {
        if (!isLiteral(word) || (last && !isClosed(word))) {
          return false;
        }
      } else if (variables.contains(own)) {
        if (last || !isWord(word) || !names.computeIfAbsent(own, _ -> word).equals(word)) {
          return false;
        }
      } else if (!(last ? own.startsWith(word) : own.equals(word))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLiteral(String lexeme) {
    char first = lexeme.charAt(0);
    return first == '"' || first == '\'' || (first >= '0' && first <= '9');
  }

  private static boolean isClosed(String literal) {
    char first = literal.charAt(0);
    return literal.length() > 1 && literal.charAt(literal.length() - 1) == first && !isDigit(first);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWord(String lexeme) {
    return Character.isJavaIdentifierStart(lexeme.charAt(0));
  }
}
