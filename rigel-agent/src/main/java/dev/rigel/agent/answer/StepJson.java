package dev.rigel.agent.answer;

import dev.rigel.base.ModelUse;
import dev.rigel.program.Step;
import java.time.Duration;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A step of a program as traces and answers tell it: what was called, what came of it, its cost.
 */
public final class StepJson {
  private StepJson() {}

  public static ObjectNode of(Step step) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("step", step.number());
    node.put("line", step.line());
    node.put("tool", step.tool());
    node.put("arguments", step.arguments());
    putCost(node, step.time(), step.modelUse());
    node.put("summary", step.summary());
    if (step.remembered()) {
      node.put("remembered", true);
    }
    step.error().ifPresent(error -> node.put("error", error));
    return node;
  }

  /** What a piece of work took: seconds, and what language models did for it. */
  public static void putCost(ObjectNode node, Duration time, ModelUse use) {
    node.put("seconds", Math.round(time.toNanos() / 1e6) / 1000.0);
    putUse(node, use);
  }

  /** What language models did, and what it cost where they have prices of their own. */
  public static void putUse(ObjectNode node, ModelUse use) {
    node.put("model_calls", use.calls());
    node.put("prompt_tokens", use.promptTokens());
    node.put("completion_tokens", use.completionTokens());
    if (use.priced().credits() > 0) {
      node.put("credits", Math.rint(use.priced().credits() * 1e6) / 1e6);
    }
  }
}
