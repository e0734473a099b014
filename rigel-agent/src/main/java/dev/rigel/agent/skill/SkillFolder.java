package dev.rigel.agent.skill;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What of a skill's folder is read.
 *
 * @param name empty when {@code SKILL.md} gives none
 * @param description of what the skill is for; may be empty
 * @param body the text of {@code SKILL.md} behind its front matter
 * @param schema {@code schema.json}
 * @param model the model that {@code vlmrun.yaml} names
 * @param toolsets the toolsets that it names; empty for all
 * @param graph its state diagram
 * @param plan its plan in words
 */
record SkillFolder(
    Optional<String> name,
    String description,
    String body,
    Optional<JsonNode> schema,
    Optional<String> model,
    List<String> toolsets,
    Optional<String> graph,
    Optional<String> plan) {
  SkillFolder {
    requireNonNull(name, "name");
    requireNonNull(description, "description");
    requireNonNull(body, "body");
    requireNonNull(schema, "schema");
    requireNonNull(model, "model");
    toolsets = List.copyOf(toolsets);
    requireNonNull(graph, "graph");
    requireNonNull(plan, "plan");
  }

  /** The skill as it steers a turn: its state diagram told in words. */
  ActiveSkill active(String skillName) {
    String instructions =
        body.strip()
            + plan.map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> "\n\nPlan:\n" + text)
                .orElse("");
    return new ActiveSkill(
        skillName, instructions.strip(), schema, toolsets, graph.map(SkillFolder::told));
  }

  private static String told(String diagram) {
    List<String> steps = StateGraph.steps(diagram);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      text.append(i == 0 ? "" : "\n").append(i + 1).append(". ").append(steps.get(i));
    }
    return steps.isEmpty() ? diagram.strip() : text.toString();
  }
}
