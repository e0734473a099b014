package dev.rigel.agent.program;

import dev.rigel.agent.answer.AnswerValues;
import dev.rigel.agent.answer.PlainJson;
import dev.rigel.agent.answer.RegionJson;
import dev.rigel.agent.answer.StepJson;
import dev.rigel.base.Budget;
import dev.rigel.media.Media;
import dev.rigel.program.Step;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a program came to.
 *
 * @param budget what the run has spent of
 */
public record ProgramResult(
    AnswerValues answer, List<Step> steps, List<String> warnings, Budget budget) {
  public ProgramResult {
    steps = List.copyOf(steps);
    warnings = List.copyOf(warnings);
  }

  /**
   * The result as one JSON object: answer, steps, warnings, usage.
   *
   * @param references names media
   * @param artifacts what was produced and where it is, as the one who kept it tells it
   */
  public ObjectNode json(Function<Media, String> references, List<ObjectNode> artifacts) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    ObjectNode said = root.putObject("answer");
    said.put("text", answer.text());
    said.set("data", new PlainJson(references).of(answer.data().orElse(null)));
    ArrayNode boxes = said.putArray("boxes");
    answer.boxes().forEach(box -> boxes.add(RegionJson.of(box)));
    ArrayNode produced = said.putArray("artifacts");
    artifacts.forEach(produced::add);
    ArrayNode made = root.putArray("steps");
    steps.forEach(step -> made.add(StepJson.of(step)));
    ArrayNode warned = root.putArray("warnings");
    warnings.forEach(warned::add);
    root.putObject("usage")
        .put("statements", budget.statementsSpent())
        .put("tool_calls", budget.toolCallsSpent())
        .put("model_tokens", budget.modelTokensSpent())
        .put("prompt_tokens", budget.modelUse().promptTokens())
        .put("completion_tokens", budget.modelUse().completionTokens());
    return root;
  }
}
