package dev.rigel.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** One row, read from its first column to its last: each call takes the next column. */
final class Row {
  private final ResultSet result;
  private final TextCode texts;
  private int column;

  Row(ResultSet result, TextCode texts) {
    this.result = result;
    this.texts = texts;
  }

  String text() throws SQLException {
    return texts.decoded(result.getString(++column));
  }

  Optional<String> optionalText() throws SQLException {
    return Optional.ofNullable(result.getString(++column)).map(texts::decoded);
  }

  long number() throws SQLException {
    return result.getLong(++column);
  }

  int whole() throws SQLException {
    return result.getInt(++column);
  }

  double real() throws SQLException {
    return result.getDouble(++column);
  }

  boolean truth() throws SQLException {
    return number() != 0;
  }

  Instant time() throws SQLException {
    return instant(number());
  }

  Optional<Instant> optionalTime() throws SQLException {
    long micros = number();
    return result.wasNull() ? Optional.empty() : Optional.of(instant(micros));
  }

  <E extends Enum<E>> E constant(Class<E> type) throws SQLException {
    return Enum.valueOf(type, text());
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
