package dev.rigel.language.constraint;

import java.util.List;

/** A part of a grammar. */
sealed interface Node {
  Node NOTHING = new Sequence(List.of());

  /** Allows no text at all, not even the empty one. */
  Node NEVER = new Choice(List.of());

  /** Something that reads characters. */
  record Leaf(Terminal terminal) implements Node {}

  /** One after the other. */
  record Sequence(List<Node> parts) implements Node {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /** One of them. */
  record Choice(List<Node> options) implements Node {
    public Choice {
      options = List.copyOf(options);
    }
  }

  /**
   * The same again and again.
   *
   * @param most {@link Integer#MAX_VALUE} for no bound
   */
  record Repeat(Node part, int least, int most) implements Node {}

  /** A named rule of the grammar. */
  record Rule(String name) implements Node {}

  /**
   * A part whose text, once it is whole, must please a guard as well.
   *
   * @param end stands behind the part, and is what marks within it refer to
   */
  record Guarded(Node part, End end) implements Node {}

  /** The end of a guarded part; nothing is read here. */
  final class End implements Node {
    private final Guard guard;

    End(Guard guard) {
      this.guard = guard;
    }

    Guard guard() {
      return guard;
    }
  }

  /** A place within a guarded part where its unfinished text is looked at; nothing is read here. */
  record Mark(End end) implements Node {}

  static Node text(String text) {
    return text.isEmpty() ? NOTHING : new Leaf(new Terminal.Literal(text));
  }

  static Node one(CharacterSet set) {
    return new Leaf(new Terminal.One(set));
  }

  static Node sequence(Node... parts) {
    return new Sequence(List.of(parts));
  }

  static Node choice(Node... options) {
    return new Choice(List.of(options));
  }

  static Node optional(Node part) {
    return new Repeat(part, 0, 1);
  }
}
