package dev.rigel.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Statements on one connection. Parameters are bound by their kind: texts, numbers, truths as 0 and
 * 1, instants as microseconds since 1970, enum constants by name, optional values as null when
 * empty.
 */
final class Sql {
  /** Makes a value of a row. */
  interface Reading<T> {
    T of(Row row) throws SQLException;
  }

  private static final int FETCHED = 200;

  private final Connection connection;
  private final TextCode texts;
  private final boolean keepStatements;
  private final Map<String, PreparedStatement> kept = new HashMap<>();

  /**
   * @param keepStatements whether each statement stays prepared as long as the connection lives;
   *     only for statements whose text is fixed
   */
  Sql(Connection connection, TextCode texts, boolean keepStatements) {
    this.connection = connection;
    this.texts = texts;
    this.keepStatements = keepStatements;
  }

  /** All rows. */
  <T> List<T> list(String sql, Reading<T> reading, Object... parameters) throws SQLException {
    return with(
        sql,
        parameters,
        statement -> {
          List<T> found = new ArrayList<>();
          try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
              found.add(reading.of(new Row(result, texts)));
            }
          }
          return found;
        });
  }

  /** The first row, if there is one. */
  <T> Optional<T> first(String sql, Reading<T> reading, Object... parameters) throws SQLException {
    return with(
        sql,
        parameters,
        statement -> {
          try (ResultSet result = statement.executeQuery()) {
            return result.next()
                ? Optional.of(reading.of(new Row(result, texts)))
                : Optional.empty();
          }
        });
  }

  /** Takes a row of any table. */
  interface Visitor {
    /**
     * @param values by column: {@link String}, {@link Long} or {@link Double}
     */
    void row(Map<String, Optional<Object>> values);
  }

  /** Visits all rows, without holding them all, where the connection is in a transaction. */
  void each(String sql, Visitor visitor) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCHED);
      try (ResultSet result = statement.executeQuery()) {
        ResultSetMetaData columns = result.getMetaData();
        while (result.next()) {
          Map<String, Optional<Object>> values = new LinkedHashMap<>();
          for (int i = 1; i <= columns.getColumnCount(); i++) {
            values.put(columns.getColumnName(i), value(result.getObject(i)));
          }
          visitor.row(values);
        }
      }
    }
  }

  private Optional<Object> value(@Nullable Object column) {
    return switch (column) {
      case null -> Optional.empty();
      case String text -> Optional.of(texts.decoded(text));
      case Integer number -> Optional.of(number.longValue());
      case Long number -> Optional.of(number);
      case Double number -> Optional.of(number);
      case Object other -> throw new IllegalStateException("no column is a " + other.getClass());
    };
  }

  /** The columns of a table: by name, whether each holds texts. */
  Map<String, Boolean> columns(String table) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT * FROM " + table + " LIMIT 0");
        ResultSet result = statement.executeQuery()) {
      ResultSetMetaData columns = result.getMetaData();
      Map<String, Boolean> found = new LinkedHashMap<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        found.put(columns.getColumnName(i), columns.getColumnTypeName(i).equalsIgnoreCase("text"));
      }
      return found;
    }
  }

  /** The number in the only column of the only row. */
  long number(String sql, Object... parameters) throws SQLException {
    return first(sql, Row::number, parameters)
        .orElseThrow(() -> new IllegalStateException("no row where one always is: " + sql));
  }

  /** Changes rows; gives how many. */
  int execute(String sql, Object... parameters) throws SQLException {
    return with(sql, parameters, PreparedStatement::executeUpdate);
  }

  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  private <T> T with(String sql, Object[] parameters, Use<T> use) throws SQLException {
    if (keepStatements) {
      return withKept(sql, parameters, use);
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return use.of(statement);
    }
  }

  private <T> T withKept(String sql, Object[] parameters, Use<T> use) throws SQLException {
    PreparedStatement statement = kept.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      kept.put(sql, statement);
    }
    try {
      bind(statement, parameters);
      return use.of(statement);
    } catch (SQLException e) {
      // After some failures, a full disk for one, SQLite's driver has given the statement up, and
      // it
      // would fail for ever.
      kept.remove(sql);
      statement.close();
      throw e;
    }
  }

  private void bind(PreparedStatement statement, Object[] parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object parameter = parameters[i];
      bind(
          statement,
          i + 1,
          parameter instanceof Optional<?> optional ? optional : Optional.of(parameter));
    }
  }

  private void bind(PreparedStatement statement, int index, Optional<?> value) throws SQLException {
    if (value.isEmpty()) {
      statement.setNull(index, Types.NULL);
      return;
    }
    switch (value.get()) {
      case String text -> statement.setString(index, texts.encoded(text));
      case Integer number -> statement.setLong(index, number);
      case Long number -> statement.setLong(index, number);
      case Double number -> statement.setDouble(index, number);
      case Boolean truth -> statement.setLong(index, truth ? 1 : 0);
      case Instant instant -> statement.setLong(index, Row.micros(instant));
      case Enum<?> constant -> statement.setString(index, constant.name());
      case Object other -> throw new IllegalArgumentException("not a column's value: " + other);
    }
  }
}
