package dev.rigel.store;

import java.util.List;

/**
 * A table that moves with a node's data.
 *
 * @param order the columns that tell its rows apart
 */
record Table(String name, String order) {
  /** Each after those it refers to. Queued jobs follow from executions and webhook calls. */
  static final List<Table> ALL =
      List.of(
          new Table("session", "key"),
          new Table("message", "session, number"),
          new Table("turn", "key"),
          new Table("artifact", "session, number"),
          new Table("spending", "key"),
          new Table("file", "key"),
          new Table("skill", "key"),
          new Table("skill_version", "key"),
          new Table("agent", "key"),
          new Table("execution", "key"),
          new Table("delivery", "key"),
          new Table("feedback", "key"),
          new Table("program", "key"),
          new Table("api_key", "key"));

  /** Whether its rows have numbers of their own. */
  boolean isNumbered() {
    return order.equals("key");
  }
}
