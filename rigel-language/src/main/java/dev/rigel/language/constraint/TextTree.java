package dev.rigel.language.constraint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Many fixed texts as a tree of what they begin with, so that reading follows one way, not all. */
final class TextTree {
  private TextTree() {}

  static Node of(Collection<String> texts) {
    Map<Integer, List<String>> byFirst = new LinkedHashMap<>();
    boolean empty = false;
    for (String text : texts) {
      if (text.isEmpty()) {
        empty = true;
      } else {
        byFirst.computeIfAbsent(text.codePointAt(0), _ -> new ArrayList<>()).add(text);
      }
    }
    List<Node> options = new ArrayList<>();
    if (empty) {
      options.add(Node.NOTHING);
    }
    for (List<String> group : byFirst.values()) {
      String common = commonStart(group);
      options.add(
          group.size() == 1
              ? Node.text(common)
              : Node.sequence(
                  Node.text(common),
                  of(group.stream().map(text -> text.substring(common.length())).toList())));
    }
    return options.size() == 1 ? options.getFirst() : new Node.Choice(options);
  }

  private static String commonStart(List<String> texts) {
    String common = texts.getFirst();
    for (String text : texts) {
      int same = 0;
      while (same < Math.min(common.length(), text.length())
          && common.charAt(same) == text.charAt(same)) {
        same++;
      }
      if (same > 0 && Character.isHighSurrogate(common.charAt(same - 1))) {
        same--;
      }
      common = common.substring(0, same);
    }
    return common;
  }
}
