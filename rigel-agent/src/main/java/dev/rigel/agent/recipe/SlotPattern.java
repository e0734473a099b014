package dev.rigel.agent.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A wording with slots, able to recognise requests that say the same. Two texts say the same when
 * they are equal after {@link Wording} has taken away what carries no meaning (politeness,
 * articles, case, end marks).
 */
final class SlotPattern {
  private static final Pattern SLOT = Pattern.compile("\\{(\\w+):(\\w+)}");

  private final String wording;
  private final Map<String, SlotKind> slots = new LinkedHashMap<>();
  private final Pattern pattern;
  private final String start;
  private final String end;

  private SlotPattern(String wording) {
    this.wording = wording;
    StringBuilder expression = new StringBuilder();
    Matcher matcher = SLOT.matcher(wording);
    List<String> fixed = new ArrayList<>();
    int from = 0;
    while (matcher.find()) {
      slots.put(matcher.group(1), SlotKind.named(matcher.group(2)));
      fixed.add(wording.substring(from, matcher.start()));
      from = matcher.end();
    }
    fixed.add(wording.substring(from));
    int index = 0;
    for (SlotKind kind : slots.values()) {
      appendFixed(expression, fixed.get(index++));
      expression.append("\\s*").append(kind.expression()).append("\\s*");
    }
    appendFixed(expression, fixed.get(index));
    this.pattern = Pattern.compile(expression.toString());
    this.start = Wording.normalize(fixed.getFirst());
    this.end = Wording.normalize(fixed.getLast());
  }

  static SlotPattern parse(String wording) {
    return new SlotPattern(wording);
  }

  Map<String, SlotKind> slots() {
    return slots;
  }

  String fill(Map<String, String> values) {
    return SLOT.matcher(wording)
        .replaceAll(
            slot -> Matcher.quoteReplacement(values.getOrDefault(slot.group(1), slot.group())));
  }

  /** The literals for the slots when the request says what this wording says. */
  Optional<Map<String, String>> match(String normalizedRequest) {
    // Most wordings differ from most requests in their first word; to see that takes no matching.
    if (!normalizedRequest.startsWith(start) || !normalizedRequest.endsWith(end)) {
      return Optional.empty();
    }
    Matcher matcher = pattern.matcher(normalizedRequest);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> literals = new LinkedHashMap<>();
    int group = 1;
    for (Map.Entry<String, SlotKind> slot : slots.entrySet()) {
      Optional<String> literal = slot.getValue().literal(matcher.group(group++).strip());
      if (literal.isEmpty()) {
        return Optional.empty();
      }
      literals.put(slot.getKey(), literal.get());
    }
    return Optional.of(literals);
  }

  private static void appendFixed(StringBuilder expression, String text) {
    String normalized = Wording.normalize(text);
    if (!normalized.isEmpty()) {
      expression.append("\\s*").append(Pattern.quote(normalized)).append("\\s*");
    }
  }
}
