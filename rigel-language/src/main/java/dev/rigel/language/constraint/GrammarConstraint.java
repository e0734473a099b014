package dev.rigel.language.constraint;

import dev.rigel.base.RigelException;
import dev.rigel.language.TokenConstraint;
import java.util.ArrayList;
import java.util.List;

/** Holds writing to a GBNF grammar, the notation of llama.cpp. */
public final class GrammarConstraint implements TokenConstraint {
  private final MatchedText matched;

  private GrammarConstraint(Grammar grammar) {
    this.matched = new MatchedText(grammar);
  }

  /**
   * From a grammar's text.
   *
   * @throws RigelException {@code INVALID_REQUEST} when it is no GBNF, too large, begins a rule
   *     with itself or allows no text
   */
  public static GrammarConstraint ofGbnf(String gbnf) {
    try {
      return new GrammarConstraint(GbnfParser.parse(gbnf));
    } catch (IllegalArgumentException e) {
      throw RigelException.invalid(
          "The grammar cannot be used: " + e.getMessage() + ".", "grammar");
    }
  }

  @Override
  public Verdict check(String text) {
    return matched.check(text);
  }

  @Override
  public boolean mayEnd(String text) {
    return matched.mayEnd(text);
  }

  @Override
  public List<String> closers() {
    return everyCharacter();
  }

  /** Any text of ASCII can be written character by character; what closes comes first. */
  static List<String> everyCharacter() {
    List<String> all = new ArrayList<>(List.of("\"", "}", "]", ")", ",", ":", "\n", " "));
    for (char c = '!'; c <= '~'; c++) {
      String text = String.valueOf(c);
      if (!all.contains(text)) {
        all.add(text);
      }
    }
    return List.copyOf(all);
  }

  /** A grammar is pruned of what never ends. */
  @Override
  public boolean mayLeadAstray() {
    return false;
  }
}
