package dev.rigel.agent.skill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a Mermaid {@code stateDiagram-v2} as steps in words: the states from the start on, and
 * where there is a choice, what comes next on which condition. Lines of other kinds are left out.
 */
final class StateGraph {
  private static final int MOST_STATES = 200;
  private static final String BORDER = "[*]";
  private static final String STATE = "(\\[\\*\\]|[\\p{L}\\p{N}_.-]+)";
  private static final Pattern ARROW =
      Pattern.compile("\\s*" + STATE + "\\s*-->\\s*" + STATE + "\\s*(?::\\s*(.*?))?\\s*");
  private static final Pattern NAMED =
      Pattern.compile("\\s*state\\s+\"([^\"]*)\"\\s+as\\s+([\\p{L}\\p{N}_.-]+)\\s*");
  private static final Pattern DESCRIBED =
      Pattern.compile("\\s*([\\p{L}\\p{N}_.-]+)\\s*:\\s*(.+?)\\s*");

  private record Next(String state, String condition) {}

  private final Map<String, List<Next>> arrows = new LinkedHashMap<>();
  private final Map<String, String> descriptions = new LinkedHashMap<>();

  private StateGraph() {}

  /** One sentence a state; empty when the text has no states. */
  static List<String> steps(String mermaid) {
    StateGraph graph = new StateGraph();
    mermaid.lines().forEach(graph::read);
    return graph.told();
  }

  private void read(String line) {
    Matcher arrow = ARROW.matcher(line);
    Matcher named = NAMED.matcher(line);
    Matcher described = DESCRIBED.matcher(line);
    if (arrow.matches()) {
      String condition = Optional.ofNullable(arrow.group(3)).orElse("");
      arrows
          .computeIfAbsent(arrow.group(1), _ -> new ArrayList<>())
          .add(new Next(arrow.group(2), condition));
    } else if (named.matches()) {
      descriptions.put(named.group(2), named.group(1));
    } else if (described.matches() && !described.group(1).equals("direction")) {
      descriptions.merge(described.group(1), described.group(2), (a, b) -> a + "; " + b);
    }
  }

  private List<String> told() {
    List<String> order = order();
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      String following = i + 1 < order.size() ? order.get(i + 1) : BORDER;
      steps.add(sentence(order.get(i), following));
    }
    return steps;
  }

  /** Along the arrows from the start; states that no arrow reaches come last. */
  private List<String> order() {
    Set<String> order = new LinkedHashSet<>();
    List<String> open = new ArrayList<>(List.of(BORDER));
    Set<String> seen = new LinkedHashSet<>();
    while (!open.isEmpty() && seen.size() <= MOST_STATES) {
      String state = open.removeFirst();
      if (seen.add(state)) {
        order.add(state);
        arrows.getOrDefault(state, List.of()).forEach(next -> open.add(next.state()));
      }
    }
    descriptions.keySet().stream().limit(MOST_STATES).forEach(order::add);
    order.remove(BORDER);
    return List.copyOf(order);
  }

  private String sentence(String state, String following) {
    String what = descriptions.getOrDefault(state, "");
    StringBuilder sentence = new StringBuilder(words(state));
    if (!what.isEmpty()) {
      sentence.append(": ").append(what);
    }
    List<Next> next = arrows.getOrDefault(state, List.of());
    boolean plain =
        next.isEmpty()
            || (next.size() == 1
                && next.getFirst().condition().isEmpty()
                && next.getFirst().state().equals(following));
    if (!plain) {
      List<String> ways = new ArrayList<>();
      for (Next way : next) {
        String target = way.state().equals(BORDER) ? "the end" : words(way.state());
        ways.add(way.condition().isEmpty() ? target : target + " (" + way.condition() + ")");
      }
      sentence.append(". Then ").append(String.join(" or ", ways));
    }
    return sentence.toString();
  }

  /** {@code ReadPage} and {@code read_page} as words. */
  private static String words(String state) {
    return state.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ").replace('_', ' ').strip();
  }
}
