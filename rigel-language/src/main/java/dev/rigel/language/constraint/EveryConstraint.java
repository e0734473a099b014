package dev.rigel.language.constraint;

import dev.rigel.language.TokenConstraint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Several constraints that must all hold. */
public final class EveryConstraint implements TokenConstraint {
  private final List<TokenConstraint> parts;

  /**
   * @param parts at least one; the first proposes what stands instead of an early end
   */
  public EveryConstraint(List<? extends TokenConstraint> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("no constraint");
    }
    this.parts = List.copyOf(parts);
  }

  @Override
  public Verdict check(String text) {
    List<Integer> complete = new ArrayList<>();
    for (TokenConstraint part : parts) {
      switch (part.check(text)) {
        case Verdict.Refused refused -> {
          return refused;
        }
        case Verdict.Complete(int length) -> complete.add(length);
        case Verdict.Viable _ -> {}
      }
    }
    if (complete.isEmpty()) {
      return new Verdict.Viable();
    }
    // One part allows nothing after this length, so the others must be able to end there too.
    int length = complete.stream().mapToInt(Integer::intValue).min().orElseThrow();
    String whole = text.substring(0, length);
    return mayEnd(whole)
        ? new Verdict.Complete(length)
        : new Verdict.Refused(length, length, "whole for one constraint and not for another");
  }

  @Override
  public boolean mayEnd(String text) {
    for (TokenConstraint part : parts) {
      boolean whole =
          part.mayEnd(text)
              || (part.check(text) instanceof Verdict.Complete(int length)
                  && length == text.length());
      if (!whole) {
        return false;
      }
    }
    return true;
  }

  @Override
  public List<String> closers() {
    Set<String> all = new LinkedHashSet<>();
    parts.forEach(part -> all.addAll(part.closers()));
    return List.copyOf(all);
  }

  @Override
  public String insteadOfEnd(String text) {
    return parts.getFirst().insteadOfEnd(text);
  }

  @Override
  public boolean mayLeadAstray() {
    return parts.stream().anyMatch(TokenConstraint::mayLeadAstray);
  }

  @Override
  public double preference(String text) {
    return parts.stream().mapToDouble(part -> part.preference(text)).sum();
  }

  @Override
  public boolean prefers() {
    return parts.stream().anyMatch(TokenConstraint::prefers);
  }
}
