package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How an agent's run or a prediction is to work: the object {@code config} of their requests.
 *
 * @param jsonSchema what the response must satisfy
 * @param grounding give the places of the response's fields
 * @param confidence give how sure the response's fields are
 * @param pageIndices the pages of a document to look at, from 0; empty for all
 */
public record RunConfig(
    Optional<String> prompt,
    Optional<JsonNode> jsonSchema,
    List<AgentSkill> skills,
    boolean grounding,
    boolean confidence,
    Optional<List<Integer>> pageIndices,
    Optional<Integer> maxTokens,
    Optional<Double> temperature) {
  public static final RunConfig NONE =
      new RunConfig(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          false,
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public RunConfig {
    requireNonNull(prompt, "prompt");
    requireNonNull(jsonSchema, "jsonSchema");
    skills = List.copyOf(skills);
    pageIndices = pageIndices.map(List::copyOf);
    requireNonNull(maxTokens, "maxTokens");
    requireNonNull(temperature, "temperature");
  }

  /** This one, and where it says nothing, the other. */
  public RunConfig or(RunConfig other) {
    return new RunConfig(
        prompt.or(other::prompt),
        jsonSchema.or(other::jsonSchema),
        skills.isEmpty() ? other.skills : skills,
        grounding || other.grounding,
        confidence || other.confidence,
        pageIndices.or(other::pageIndices),
        maxTokens.or(other::maxTokens),
        temperature.or(other::temperature));
  }

  /** With this schema for what the response must satisfy. */
  public RunConfig withSchema(JsonNode schema) {
    return new RunConfig(
        prompt,
        Optional.of(schema),
        skills,
        grounding,
        confidence,
        pageIndices,
        maxTokens,
        temperature);
  }
}
