package dev.rigel.language.constraint;

import static java.util.Objects.requireNonNull;

import dev.rigel.language.TokenConstraint;
import java.util.List;
import java.util.Optional;

/** A constraint together with the data that it was built from, so that others can build it too. */
public final class PortableConstraint implements TokenConstraint {
  private final TokenConstraint rule;
  private final Portable portable;

  /**
   * @param rule what decides here
   */
  public PortableConstraint(TokenConstraint rule, Portable portable) {
    this.rule = requireNonNull(rule, "rule");
    this.portable = requireNonNull(portable, "portable");
  }

  @Override
  public Optional<Portable> portable() {
    return Optional.of(portable);
  }

  @Override
  public Verdict check(String text) {
    return rule.check(text);
  }

  @Override
  public boolean mayEnd(String text) {
    return rule.mayEnd(text);
  }

  @Override
  public List<String> closers() {
    return rule.closers();
  }

  @Override
  public String insteadOfEnd(String text) {
    return rule.insteadOfEnd(text);
  }

  @Override
  public boolean mayLeadAstray() {
    return rule.mayLeadAstray();
  }

  @Override
  public double preference(String text) {
    return rule.preference(text);
  }

  @Override
  public boolean prefers() {
    return rule.prefers();
  }
}
