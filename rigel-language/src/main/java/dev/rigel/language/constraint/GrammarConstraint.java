package dev.rigel.language.constraint;
import dev.rigel.language.TokenConstraint;
public final class GrammarConstraint implements TokenConstraint {
  public static GrammarConstraint ofGbnf(String schema) { throw new UnsupportedOperationException(); }
  public Verdict check(String t) { return new Verdict.Viable(); }
  public boolean mayEnd(String t) { return true; }
}
