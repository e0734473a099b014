package dev.rigel.agent.turn;

import static java.util.Objects.requireNonNull;

import dev.rigel.language.Prompt;
import dev.rigel.program.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a planner needs to know of a request.
 *
 * @param request the user's words of this turn
 * @param instructions system messages and skills' instructions, joined; may be empty
 * @param history earlier messages as plain text, oldest first
 * @param inputs the media in reach, in order
 * @param schema the JSON schema that the answer must satisfy
 * @param toolsets the toolsets in reach; empty for all
 */
public record Turn(
    String request,
    String instructions,
    List<Prompt.Message> history,
    List<TurnInput> inputs,
    Optional<JsonNode> schema,
    List<String> toolsets,
    Variant variant) {
  public Turn {
    requireNonNull(request, "request");
    requireNonNull(instructions, "instructions");
    history = List.copyOf(history);
    inputs = List.copyOf(inputs);
    requireNonNull(schema, "schema");
    toolsets = List.copyOf(toolsets);
    requireNonNull(variant, "variant");
  }

  /** The same turn, with another schema for its answer. */
  public Turn withSchema(JsonNode other) {
    return new Turn(request, instructions, history, inputs, Optional.of(other), toolsets, variant);
  }

  /** One step of this turn, as if it were all that was asked for. */
  public Turn step(String step, List<TurnInput> media) {
    return new Turn(step, instructions, List.of(), media, Optional.empty(), toolsets, variant);
  }

  /** The types of the inputs by the names they have in a program. */
  public Map<String, Type> inputTypes() {
    Map<String, Type> types = new LinkedHashMap<>();
    inputs.forEach(input -> types.put(input.variable(), input.kind().type()));
    return types;
  }

  public List<InputKind> inputKinds() {
    return inputs.stream().map(TurnInput::kind).toList();
  }
}
