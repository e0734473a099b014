package dev.rigel.language.constraint;

import tools.jackson.databind.node.StringNode;

/**
 * The parts of JSON between values, as they are written: one space at most after a comma or colon.
 */
final class JsonSyntax {
  /** The name of the rule of all values. */
  static final String ANY_RULE = "any";

  static final Node ANY = new Node.Rule(ANY_RULE);
  static final Node COMMA = Node.sequence(Node.text(","), space());
  static final Node COLON = Node.sequence(Node.text(":"), space());

  private JsonSyntax() {}

  /** A property's name as it is written. */
  static Node key(String name) {
    return Node.text(StringNode.valueOf(name).toString());
  }

  private static Node space() {
    return Node.optional(Node.text(" "));
  }
}
