package dev.rigel.tools.extract;

import dev.rigel.tools.text.Folding;
import java.math.BigDecimal;
import java.util.Optional;

/** A candidate's value as its field's kind wants it. */
final class FieldValue {
  private FieldValue() {}

  /** Empty when it cannot be one of the field's kind. */
  static Optional<Object> of(Candidate candidate) {
    Field field = candidate.field();
    Object value = candidate.value();
    return switch (field.kind()) {
      case NUMBER ->
          value instanceof BigDecimal number
              ? Optional.of(signed(field, number).doubleValue())
              : Optional.empty();
      case INTEGER ->
          value instanceof BigDecimal number && number.stripTrailingZeros().scale() <= 0
              ? Optional.of(number.toBigInteger())
              : Optional.empty();
      case BOOLEAN -> value instanceof Boolean ? Optional.of(value) : Optional.empty();
      case TEXT -> text(field, value, candidate);
      case DATE, EMAIL, PHONE, URL, IBAN ->
          value instanceof String ? Optional.of(value) : Optional.empty();
      case TEXTS, NUMBERS -> Optional.empty();
    };
  }

  /** What is taken off or paid out is named as such and written with a minus or without. */
  private static BigDecimal signed(Field field, BigDecimal number) {
    boolean positive =
        field.means("discount")
            || field.means("total withdrawals")
            || field.means("amount paid")
            || field.means("withdrawal")
            || field.means("total fees");
    return positive ? number.abs() : number;
  }

  private static Optional<Object> text(Field field, Object value, Candidate candidate) {
    String written =
        switch (field.form()) {
          case AMOUNT, QUANTITY, DATE -> candidate.region().text().strip();
          case TIME, CODE, TEXT, NAME, ADDRESS, EMAIL, PHONE, URL, IBAN, YES_NO ->
              value instanceof String text ? text.strip() : candidate.region().text().strip();
        };
    if (written.isEmpty()) {
      return Optional.empty();
    }
    if (field.options().isEmpty()) {
      return Optional.of(written);
    }
    String folded = Folding.fold(written);
    return field.options().stream()
        .filter(option -> Folding.fold(option).equals(folded))
        .findFirst()
        .map(option -> option);
  }
}
