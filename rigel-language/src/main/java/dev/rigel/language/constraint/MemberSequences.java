package dev.rigel.language.constraint;

import java.util.List;
import java.util.Map;

/** Makes grammars of members with commas between them, some of which may be left out. */
final class MemberSequences {
  private final Map<String, Node> rules;
  private int count;

  /**
   * @param rules where the rules of the places in each sequence are put
   */
  MemberSequences(Map<String, Node> rules) {
    this.rules = rules;
  }

  /** A member of an object or list that stands at a certain place. */
  record Element(Node node, boolean required) {}

  /**
   * Elements in their order with commas between them, those that are not required left out at will.
   * Two rules a place: nothing has been written before it, or something has.
   *
   * @param further what may follow, again and again
   * @param inOrder whether nothing may follow an element that is left out
   */
  Node of(List<Element> elements, Node further, Node comma, boolean inOrder) {
    String prefix = "c" + count++ + " ";
    int size = elements.size();
    rules.put(prefix + "later " + size, following(further, comma));
    rules.put(prefix + "first " + size, beginning(further, comma));
    for (int i = size - 1; i >= 0; i--) {
      Element element = elements.get(i);
      Node later = new Node.Rule(prefix + "later " + (i + 1));
      Node written = Node.sequence(element.node(), later);
      Node writtenLater = Node.sequence(comma, element.node(), later);
      Node left = inOrder ? Node.NOTHING : new Node.Rule(prefix + "first " + (i + 1));
      Node leftLater = inOrder ? Node.NOTHING : later;
      rules.put(prefix + "first " + i, element.required() ? written : Node.choice(written, left));
      rules.put(
          prefix + "later " + i,
          element.required() ? writtenLater : Node.choice(writtenLater, leftLater));
    }
    return new Node.Rule(prefix + "first 0");
  }

  private static Node following(Node further, Node comma) {
    return further instanceof Node.Repeat(Node part, int least, int most)
        ? new Node.Repeat(Node.sequence(comma, part), least, most)
        : further;
  }

  private static Node beginning(Node further, Node comma) {
    if (!(further instanceof Node.Repeat(Node part, int least, int most))) {
      return further;
    }
    if (most == 0) {
      return Node.NOTHING;
    }
    Node some =
        Node.sequence(
            part, new Node.Repeat(Node.sequence(comma, part), Math.max(0, least - 1), most - 1));
    return least == 0 ? Node.optional(some) : some;
  }
}
