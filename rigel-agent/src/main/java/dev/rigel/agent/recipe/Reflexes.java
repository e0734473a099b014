package dev.rigel.agent.recipe;

import dev.rigel.agent.turn.InputKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Recognises requests that say exactly what a recipe says, but for the values in its slots. Such a
 * request needs no model: the recipe, its slots filled, is the program.
 */
public final class Reflexes {
  private record Entry(Recipe recipe, SlotPattern pattern, int fixedLength) {}

  private final Map<List<InputKind>, List<Entry>> entries = new HashMap<>();
  private final Predicate<String> knownObject;

  /**
   * @param knownObject whether a word names something the object detector knows: words that it does
   *     not know are left to the planner
   */
  public Reflexes(RecipeBook book, Predicate<String> knownObject) {
    this.knownObject = knownObject;
    for (Recipe recipe : book.recipes()) {
      if (recipe.reflex()) {
        for (String request : recipe.requests()) {
          SlotPattern pattern = SlotPattern.parse(request);
          entries
              .computeIfAbsent(recipe.inputs(), _ -> new ArrayList<>())
              .add(
                  new Entry(
                      recipe,
                      pattern,
                      Wording.normalize(request.replaceAll("\\{[^}]*}", " ")).length()));
        }
      }
    }
    // The wording with the most fixed text is the most exact one.
    entries
        .values()
        .forEach(same -> same.sort(Comparator.comparingInt(Entry::fixedLength).reversed()));
  }

  /** The program for the request, if one of the recipes for inputs of these kinds says the same. */
  public Optional<String> program(String request, List<InputKind> inputs) {
    if (request.length() > 400) {
      return Optional.empty();
    }
    String normalized = Wording.ofRequest(request);
    for (Entry entry : entries.getOrDefault(inputs, List.of())) {
      Optional<Map<String, String>> literals = entry.pattern().match(normalized);
      if (literals.isPresent() && objectsAreKnown(entry, literals.get())) {
        return Optional.of(entry.recipe().filled(literals.get()));
      }
    }
    return Optional.empty();
  }

  private boolean objectsAreKnown(Entry entry, Map<String, String> literals) {
    return entry.pattern().slots().entrySet().stream()
        .filter(s -> s.getValue() == SlotKind.LABEL || s.getValue() == SlotKind.LABELS)
        .flatMap(s -> words(literals.getOrDefault(s.getKey(), "")))
        .allMatch(knownObject);
  }

  private static java.util.stream.Stream<String> words(String literal) {
    return java.util.Arrays.stream(literal.split("\"", -1))
        .map(String::strip)
        .filter(w -> !w.isEmpty() && Character.isLetter(w.charAt(0)));
  }
}
