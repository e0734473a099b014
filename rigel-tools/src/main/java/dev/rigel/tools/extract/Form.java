package dev.rigel.tools.extract;

import java.util.Arrays;

/** What a value looks like on paper. */
enum Form {
  AMOUNT("am"),
  QUANTITY("qu"),
  DATE("da"),
  TIME("ti"),
  CODE("nu"),
  TEXT("te"),
  NAME("na"),
  ADDRESS("ad"),
  EMAIL("em"),
  PHONE("ph"),
  URL("ur"),
  IBAN("ib"),
  YES_NO("bo");

  private final String mark;

  Form(String mark) {
    this.mark = mark;
  }

  static Form of(String mark) {
    return Arrays.stream(values())
        .filter(form -> form.mark.equals(mark))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no form " + mark));
  }

  /** Whether almost any words would do as a value, so that only clear labels count. */
  boolean isFree() {
    return this == TEXT || this == NAME || this == ADDRESS;
  }

  boolean isNumeric() {
    return this == AMOUNT || this == QUANTITY;
  }
}
