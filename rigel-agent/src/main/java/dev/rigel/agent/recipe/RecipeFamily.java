package dev.rigel.agent.recipe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Recipes that differ in one word here and there, written as one entry: under {@code each} stand
 * the choices, and {@code [[which.say]]} in its texts is the {@code say} of the one chosen for
 * {@code which}. The family has one recipe for every combination of choices.
 */
final class RecipeFamily {
  private static final Pattern CHOICE = Pattern.compile("\\[\\[(\\w+)\\.(\\w+)]]");

  private RecipeFamily() {}

  /** What becomes of the entry's texts in each recipe; one that changes nothing without choices. */
  static List<UnaryOperator<String>> of(JsonNode entry) {
    List<Map<String, JsonNode>> combinations = List.of(Map.of());
    for (Map.Entry<String, JsonNode> choices : entry.path("each").properties()) {
      List<Map<String, JsonNode>> more = new ArrayList<>();
      for (Map<String, JsonNode> combination : combinations) {
        for (JsonNode choice : choices.getValue()) {
          Map<String, JsonNode> longer = new HashMap<>(combination);
          longer.put(choices.getKey(), choice);
          more.add(longer);
        }
      }
      combinations = more;
    }
    return combinations.stream().map(RecipeFamily::filling).toList();
  }

  private static UnaryOperator<String> filling(Map<String, JsonNode> chosen) {
    return text ->
        CHOICE
            .matcher(text)
            .replaceAll(match -> {
              JsonNode choice = chosen.get(match.group(1));
              if (choice == null) {
                throw new IllegalArgumentException("a recipe has no choice " + match.group());
              }
              return Matcher.quoteReplacement(choice.required(match.group(2)).asString());
            });
  }
}
