package dev.rigel.agent;

import dev.rigel.agent.answer.AnswerValues;
import dev.rigel.agent.answer.RegionJson;
import dev.rigel.base.BudgetExhaustedException;
import dev.rigel.program.Step;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a turn did, collected as it goes: kept with the session and returned in the extra field
 * {@code rigel}.
 */
final class Trace {
  private final List<String> warnings = new ArrayList<>();
  private List<Step> steps = List.of();
  private String planner = "";
  private String program = "";

  synchronized void planned(String by, String text) {
    planner = by;
    program = text;
  }

  synchronized void ran(List<Step> all) {
    steps = List.copyOf(all);
  }

  synchronized void warn(String text) {
    if (!warnings.contains(text)) {
      warnings.add(text);
    }
  }

  /** A limit ended the work early. */
  void exhausted(BudgetExhaustedException limit) {
    warn("Stopped at the limit " + limit.limit() + ": " + limit.getMessage());
  }

  synchronized String program() {
    return program;
  }

  synchronized ObjectNode json() {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    node.put("planner", planner);
    if (!program.isEmpty()) {
      node.put("program", program);
    }
    ArrayNode list = node.putArray("steps");
    for (Step step : steps) {
      ObjectNode one = list.addObject();
      one.put("step", step.number());
      one.put("line", step.line());
      one.put("tool", step.tool());
      one.put("arguments", step.arguments());
      one.put("seconds", Math.round(step.time().toNanos() / 1e6) / 1000.0);
      one.put("summary", step.summary());
      if (step.remembered()) {
        one.put("remembered", true);
      }
      step.error().ifPresent(error -> one.put("error", error));
    }
    ArrayNode warned = node.putArray("warnings");
    warnings.forEach(warned::add);
    return node;
  }

  /** The trace with the places that the answer stands on. */
  ObjectNode json(AnswerValues answer) {
    ObjectNode node = json();
    if (!answer.boxes().isEmpty()) {
      ArrayNode boxes = node.putArray("boxes");
      answer.boxes().forEach(box -> boxes.add(RegionJson.of(box)));
    }
    return node;
  }
}
