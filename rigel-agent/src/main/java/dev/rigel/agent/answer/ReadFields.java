package dev.rigel.agent.answer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a schema asks to be read from a document, in the schema's own shape. */
public sealed interface ReadFields {
  /**
   * One value.
   *
   * @param kind {@code str int float bool date}
   * @param description what the schema says of it; may be empty
   * @param options the texts it may be; empty when any will do
   */
  record Value(String kind, String description, List<String> options) implements ReadFields {}

  /** An object. */
  record Group(Map<String, ReadFields> members) implements ReadFields {
    public Group {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public boolean isFlat() {
      return members.values().stream().allMatch(Value.class::isInstance);
    }
  }

  /** A list of objects: the rows of a table. */
  record Rows(Group item) implements ReadFields {}
}
