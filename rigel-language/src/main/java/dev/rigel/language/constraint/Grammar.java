package dev.rigel.language.constraint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rules that say which texts are allowed. What can never come to an end is taken out when a grammar
 * is made, so that whatever is viable in it can become whole.
 */
final class Grammar {
  private final Node start;
  private final Map<String, Node> rules;

  private Grammar(Node start, Map<String, Node> rules) {
    this.start = start;
    this.rules = rules;
  }

  /**
   * @throws IllegalArgumentException with a message for the author of the grammar: a rule that is
   *     used and not defined, one that begins with itself, or a grammar that allows no text
   */
  static Grammar of(Node start, Map<String, Node> rules) {
    Set<String> missing = new HashSet<>();
    collectMissing(start, rules, missing);
    rules.values().forEach(rule -> collectMissing(rule, rules, missing));
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("the rule " + missing.iterator().next() + " is not there");
    }
    Set<String> finite = finite(rules);
    Map<String, Node> pruned = new HashMap<>();
    for (String name : finite) {
      pruned.put(name, pruned(rule(rules, name), finite).orElse(Node.NEVER));
    }
    Node root = pruned(start, finite).orElseThrow(NoTextException::new);
    checkLeftRecursion(pruned);
    return new Grammar(root, Map.copyOf(pruned));
  }

  Node start() {
    return start;
  }

  Node rule(String name) {
    return rule(rules, name);
  }

  /** Whether parts of it must please guards. */
  boolean isGuarded() {
    return isGuarded(start) || rules.values().stream().anyMatch(Grammar::isGuarded);
  }

  private static boolean isGuarded(Node node) {
    return switch (node) {
      case Node.Guarded _ -> true;
      case Node.Sequence(List<Node> parts) -> parts.stream().anyMatch(Grammar::isGuarded);
      case Node.Choice(List<Node> options) -> options.stream().anyMatch(Grammar::isGuarded);
      case Node.Repeat(Node part, int _, int _) -> isGuarded(part);
      case Node.Leaf _, Node.Rule _, Node.End _, Node.Mark _ -> false;
    };
  }

  private static Node rule(Map<String, Node> rules, String name) {
    return Optional.ofNullable(rules.get(name)).orElse(Node.NEVER);
  }

  private static void collectMissing(Node node, Map<String, Node> rules, Set<String> missing) {
    switch (node) {
      case Node.Leaf _ -> {}
      case Node.Sequence(List<Node> parts) ->
          parts.forEach(part -> collectMissing(part, rules, missing));
      case Node.Choice(List<Node> options) ->
          options.forEach(option -> collectMissing(option, rules, missing));
      case Node.Repeat(Node part, int _, int _) -> collectMissing(part, rules, missing);
      case Node.Guarded(Node part, Node.End _) -> collectMissing(part, rules, missing);
      case Node.End _, Node.Mark _ -> {}
      case Node.Rule(String name) -> {
        if (!rules.containsKey(name)) {
          missing.add(name);
        }
      }
    }
  }

  /** The rules that some text of finite length satisfies. */
  private static Set<String> finite(Map<String, Node> rules) {
    Set<String> finite = new HashSet<>();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Map.Entry<String, Node> rule : rules.entrySet()) {
        if (!finite.contains(rule.getKey()) && isFinite(rule.getValue(), finite)) {
          finite.add(rule.getKey());
          grown = true;
        }
      }
    }
    return finite;
  }

  private static boolean isFinite(Node node, Set<String> finite) {
    return switch (node) {
      case Node.Leaf _ -> true;
      case Node.Sequence(List<Node> parts) ->
          parts.stream().allMatch(part -> isFinite(part, finite));
      case Node.Choice(List<Node> options) ->
          options.stream().anyMatch(option -> isFinite(option, finite));
      case Node.Repeat(Node part, int least, int _) -> least == 0 || isFinite(part, finite);
      case Node.Rule(String name) -> finite.contains(name);
      case Node.Guarded(Node part, Node.End _) -> isFinite(part, finite);
      case Node.End _, Node.Mark _ -> true;
    };
  }

  /** The node without what can never end; empty when nothing remains. */
  private static Optional<Node> pruned(Node node, Set<String> finite) {
    return switch (node) {
      case Node.Leaf leaf -> Optional.of(leaf);
      case Node.End end -> Optional.of(end);
      case Node.Mark mark -> Optional.of(mark);
      case Node.Guarded(Node part, Node.End end) ->
          pruned(part, finite).map(rest -> new Node.Guarded(rest, end));
      case Node.Rule rule -> finite.contains(rule.name()) ? Optional.of(rule) : Optional.empty();
      case Node.Sequence(List<Node> parts) -> {
        List<Node> kept = new ArrayList<>();
        for (Node part : parts) {
          Optional<Node> rest = pruned(part, finite);
          if (rest.isEmpty()) {
            yield Optional.empty();
          }
          kept.add(rest.get());
        }
        yield Optional.of(new Node.Sequence(kept));
      }
      case Node.Choice(List<Node> options) -> {
        List<Node> kept = new ArrayList<>();
        options.forEach(option -> pruned(option, finite).ifPresent(kept::add));
        yield kept.isEmpty() ? Optional.empty() : Optional.of(new Node.Choice(kept));
      }
      case Node.Repeat(Node part, int least, int most) -> {
        Optional<Node> rest = pruned(part, finite);
        if (rest.isPresent()) {
          yield Optional.of(new Node.Repeat(rest.get(), least, most));
        }
        yield least == 0 ? Optional.of(Node.NOTHING) : Optional.empty();
      }
    };
  }

  /** A rule that comes back to itself before it has read anything would never stop unfolding. */
  private static void checkLeftRecursion(Map<String, Node> rules) {
    Set<String> nullable = new HashSet<>();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Map.Entry<String, Node> rule : rules.entrySet()) {
        if (!nullable.contains(rule.getKey()) && isNullable(rule.getValue(), nullable)) {
          nullable.add(rule.getKey());
          grown = true;
        }
      }
    }
    Map<String, Set<String>> first = new HashMap<>();
    rules.forEach((name, node) -> {
      Set<String> starts = new HashSet<>();
      collectFirst(node, nullable, starts);
      first.put(name, starts);
    });
    Set<String> clean = new HashSet<>();
    for (String name : first.keySet()) {
      checkCycle(name, first, clean);
    }
  }

  private static void checkCycle(String begin, Map<String, Set<String>> first, Set<String> clean) {
    record Visit(String name, boolean leaving) {}
    List<Visit> stack = new ArrayList<>(List.of(new Visit(begin, false)));
    Set<String> onPath = new HashSet<>();
    while (!stack.isEmpty()) {
      Visit visit = stack.removeLast();
      if (visit.leaving()) {
        onPath.remove(visit.name());
        clean.add(visit.name());
      } else if (!clean.contains(visit.name())) {
        if (!onPath.add(visit.name())) {
          throw new IllegalArgumentException("the rule " + visit.name() + " begins with itself");
        }
        stack.add(new Visit(visit.name(), true));
        for (String next : Optional.ofNullable(first.get(visit.name())).orElse(Set.of())) {
          if (onPath.contains(next)) {
            throw new IllegalArgumentException("the rule " + next + " begins with itself");
          }
          stack.add(new Visit(next, false));
        }
      }
    }
  }

  private static boolean isNullable(Node node, Set<String> nullable) {
    return switch (node) {
      case Node.Leaf(Terminal terminal) -> terminal.done();
      case Node.Sequence(List<Node> parts) ->
          parts.stream().allMatch(part -> isNullable(part, nullable));
      case Node.Choice(List<Node> options) ->
          options.stream().anyMatch(option -> isNullable(option, nullable));
      case Node.Repeat(Node part, int least, int _) -> least == 0 || isNullable(part, nullable);
      case Node.Rule(String name) -> nullable.contains(name);
      case Node.Guarded(Node part, Node.End _) -> isNullable(part, nullable);
      case Node.End _, Node.Mark _ -> true;
    };
  }

  private static void collectFirst(Node node, Set<String> nullable, Set<String> starts) {
    switch (node) {
      case Node.Leaf _ -> {}
      case Node.Rule(String name) -> starts.add(name);
      case Node.Choice(List<Node> options) ->
          options.forEach(option -> collectFirst(option, nullable, starts));
      case Node.Repeat(Node part, int _, int _) -> collectFirst(part, nullable, starts);
      case Node.Guarded(Node part, Node.End _) -> collectFirst(part, nullable, starts);
      case Node.End _, Node.Mark _ -> {}
      case Node.Sequence(List<Node> parts) -> {
        for (Node part : parts) {
          collectFirst(part, nullable, starts);
          if (!isNullable(part, nullable)) {
            break;
          }
        }
      }
    }
  }
}
