package dev.rigel.language.constraint;

import java.math.BigDecimal;
import java.util.Optional;

/** A JSON number, by itself or within a range. */
record JsonNumber(Rules rules, String text) implements Terminal {
  private static final int MOST_DIGITS = 20;
  private static final int MOST_DECIMALS = 17;

  /** Three would allow what is infinite in double precision. */
  private static final int MOST_EXPONENT_DIGITS = 2;

  /**
   * What a number must be like.
   *
   * @param integer has no fraction and no exponent
   */
  record Rules(
      boolean integer,
      Optional<BigDecimal> least,
      boolean leastExcluded,
      Optional<BigDecimal> most,
      boolean mostExcluded) {
    static final Rules ANY = new Rules(false, Optional.empty(), false, Optional.empty(), false);

    boolean bounded() {
      return least.isPresent() || most.isPresent();
    }
  }

  JsonNumber(Rules rules) {
    this(rules, "");
  }

  @Override
  public Optional<Terminal> read(int c) {
    if (c >= 0x80) {
      return Optional.empty();
    }
    JsonNumber next = new JsonNumber(rules, text + (char) c);
    return next.wellFormed() && next.canComeIntoRange() ? Optional.of(next) : Optional.empty();
  }

  @Override
  public boolean done() {
    return !text.isEmpty()
        && Character.isDigit(text.charAt(text.length() - 1))
        && inRange(new BigDecimal(text));
  }

  @Override
  public boolean open() {
    for (char c : "0123456789-.e".toCharArray()) {
      if (read(c).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** The beginning of a JSON number of reasonable length. */
  private boolean wellFormed() {
    int at = text.startsWith("-") ? 1 : 0;
    int from = at;
    while (at < text.length() && isDigit(at)) {
      at++;
    }
    int digits = at - from;
    if (digits > MOST_DIGITS || (digits > 1 && text.charAt(from) == '0')) {
      return false;
    }
    if (at == text.length()) {
      return true;
    }
    if (digits == 0 || rules.integer()) {
      return false;
    }
    if (text.charAt(at) == '.') {
      from = ++at;
      while (at < text.length() && isDigit(at)) {
        at++;
      }
      if (at - from > MOST_DECIMALS) {
        return false;
      }
      if (at == text.length()) {
        return true;
      }
      if (at == from) {
        return false;
      }
    }
    // With an exponent a prefix says nothing about the range, so there it is left out.
    if (rules.bounded() || (text.charAt(at) != 'e' && text.charAt(at) != 'E')) {
      return false;
    }
    at++;
    if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
      at++;
    }
    from = at;
    while (at < text.length() && isDigit(at)) {
      at++;
    }
    return at == text.length() && at - from <= MOST_EXPONENT_DIGITS;
  }

  private boolean isDigit(int at) {
    return text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private boolean inRange(BigDecimal value) {
    boolean aboveLeast =
        rules
            .least()
            .map(l -> rules.leastExcluded() ? value.compareTo(l) > 0 : value.compareTo(l) >= 0)
            .orElse(true);
    boolean belowMost =
        rules
            .most()
            .map(m -> rules.mostExcluded() ? value.compareTo(m) < 0 : value.compareTo(m) <= 0)
            .orElse(true);
    return aboveLeast && belowMost;
  }

  /** Whether some number in the range begins like this. */
  private boolean canComeIntoRange() {
    if (!rules.bounded()) {
      return true;
    }
    boolean negative = text.startsWith("-");
    String magnitude = negative ? text.substring(1) : text;
    if (magnitude.isEmpty()) {
      return rules.least().map(l -> l.signum() < 0).orElse(true);
    }
    int dot = magnitude.indexOf('.');
    if (dot >= 0) {
      int decimals = magnitude.length() - dot - 1;
      BigDecimal from = new BigDecimal(magnitude + (decimals == 0 ? "0" : ""));
      return meets(negative, from, from.add(BigDecimal.ONE.movePointLeft(decimals)), false);
    }
    BigDecimal from = new BigDecimal(magnitude);
    int more = from.signum() == 0 ? 0 : MOST_DIGITS - magnitude.length();
    for (int i = 0; i <= more; i++) {
      BigDecimal low = from.movePointRight(i);
      BigDecimal high = from.add(BigDecimal.ONE).movePointRight(i);
      if (meets(negative, low, rules.integer() ? high.subtract(BigDecimal.ONE) : high, true)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the magnitudes from low to high, the end of a fraction excluded, touch the range. */
  private boolean meets(boolean negative, BigDecimal low, BigDecimal high, boolean whole) {
    boolean closed = whole && rules.integer();
    BigDecimal first = negative ? high.negate() : low;
    BigDecimal last = negative ? low.negate() : high;
    boolean notAbove =
        rules
            .most()
            .map(m -> {
              int order = first.compareTo(m);
              boolean excluded = rules.mostExcluded() || (negative && !closed);
              return excluded ? order < 0 : order <= 0;
            })
            .orElse(true);
    boolean notBelow =
        rules
            .least()
            .map(l -> {
              int order = last.compareTo(l);
              boolean excluded = rules.leastExcluded() || (!negative && !closed);
              return excluded ? order > 0 : order >= 0;
            })
            .orElse(true);
    return notAbove && notBelow;
  }
}
