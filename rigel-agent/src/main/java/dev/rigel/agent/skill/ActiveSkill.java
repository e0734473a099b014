package dev.rigel.agent.skill;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a skill gives to the turn that it steers.
 *
 * @param instructions the text of its {@code SKILL.md}, without the front matter
 * @param schema what the answer must satisfy, unless the request has a schema of its own
 * @param toolsets the toolsets the run is restricted to; empty means all
 * @param graph the states of the work in words, in their order; as they are drawn where they cannot
 *     be told
 */
public record ActiveSkill(
    String name,
    String instructions,
    Optional<JsonNode> schema,
    List<String> toolsets,
    Optional<String> graph) {
  public ActiveSkill {
    requireNonNull(name, "name");
    requireNonNull(instructions, "instructions");
    requireNonNull(schema, "schema");
    toolsets = List.copyOf(toolsets);
    requireNonNull(graph, "graph");
  }
}
