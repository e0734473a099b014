package dev.rigel.agent.recipe;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.turn.InputKind;
import dev.rigel.program.Type;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request and the program that does it.
 *
 * <p>Requests and program may hold slots, {@code {name:kind}} in a request and {@code {name}} in
 * the program's place for it, written {@code <name>} there because braces belong to f-strings.
 *
 * @param requests the wording shown to the planner first, then further ones that mean the same
 * @param inputs the kinds of media it works on, in order
 * @param program the program, its slots open
 * @param examples a value for each slot, as a user would write it
 * @param files example media to run it on, one for each input
 * @param reflex may run by itself when a request fits one of the wordings exactly
 * @param shown stands in the fixed part of every planner's prompt, to show the language
 */
public record Recipe(
    List<String> requests,
    List<InputKind> inputs,
    String program,
    Map<String, String> examples,
    List<String> files,
    boolean reflex,
    boolean shown) {
  private static final Pattern SLOT = Pattern.compile("<(\\w+)>");

  public Recipe {
    requests = List.copyOf(requests);
    inputs = List.copyOf(inputs);
    requireNonNull(program, "program");
    examples = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(examples));
    files = List.copyOf(files);
    if (requests.isEmpty()) {
      throw new IllegalArgumentException("a recipe needs a request");
    }
    if (files.size() != inputs.size()) {
      throw new IllegalArgumentException(
          "recipe «" + requests.getFirst() + "» needs one example file for each input");
    }
  }

  /** The first wording with its example values: what the planner sees. */
  public String exampleRequest() {
    return exampleOf(requests.getFirst());
  }

  /** A wording with the example values in its slots. */
  public String exampleOf(String request) {
    return SlotPattern.parse(request).fill(examples);
  }

  /** The program with the example values in its slots. */
  public String exampleProgram() {
    Map<String, String> literals = new LinkedHashMap<>();
    for (Map.Entry<String, SlotKind> slot : slots().entrySet()) {
      String example = examples.get(slot.getKey());
      if (example == null) {
        throw new IllegalArgumentException(
            "recipe «" + requests.getFirst() + "» lacks an example for " + slot.getKey());
      }
      literals.put(
          slot.getKey(),
          slot.getValue()
              .literalOf(example)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "«" + example + "» is not a " + slot.getValue() + " in a recipe")));
    }
    return filled(literals);
  }

  /**
   * The program with the given literals in its slots; what a literal says is not looked at again.
   */
  public String filled(Map<String, String> literals) {
    return SLOT.matcher(program)
        .replaceAll(
            slot -> Matcher.quoteReplacement(literals.getOrDefault(slot.group(1), slot.group())));
  }

  /** The types of its inputs by the names they have in the program. */
  public Map<String, Type> inputTypes() {
    Map<String, Type> types = new LinkedHashMap<>();
    Map<InputKind, Integer> numbers = new EnumMap<>(InputKind.class);
    for (InputKind kind : inputs) {
      types.put(kind.variable(numbers.merge(kind, 1, Integer::sum)), kind.type());
    }
    return types;
  }

  Map<String, SlotKind> slots() {
    return SlotPattern.parse(requests.getFirst()).slots();
  }
}
