package dev.rigel.agent;

import dev.rigel.agent.answer.RegionJson;
import dev.rigel.agent.answer.StepJson;
import dev.rigel.base.BudgetExhaustedException;
import dev.rigel.base.CallScope;
import dev.rigel.base.ModelAccount;
import dev.rigel.base.ModelUse;
import dev.rigel.media.Region;
import dev.rigel.program.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a turn did and what that took, collected as it goes: kept with the session and returned in
 * the extra field {@code rigel}.
 */
final class Trace {
  private record Effort(long nanoseconds, ModelUse use) {
    Effort plus(Effort other) {
      return new Effort(nanoseconds + other.nanoseconds, use.plus(other.use));
    }
  }

  private record Decision(String what, String why) {}

  private final List<Decision> decisions = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, Effort> efforts = new LinkedHashMap<>();
  private List<Step> steps = List.of();
  private String planner = "";
  private String program = "";
  private long stepsMade;

  synchronized void planned(String by, String text) {
    planner = by;
    program = text;
  }

  /**
   * A decision of the turn.
   *
   * @param what in a word or two: {@code reflex}, {@code ill-typed}, {@code written again}
   */
  synchronized void decided(String what, String why) {
    decisions.add(new Decision(what, why));
  }

  synchronized void ran(List<Step> all) {
    steps = List.copyOf(all);
    stepsMade += all.stream().filter(step -> !step.remembered()).count();
  }

  /** The steps that are told of, where they are not those of the last run. */
  synchronized void shows(List<Step> all) {
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

  /**
   * Does a part of the turn's work that is not a step, and adds up what it takes.
   *
   * @param name {@code planning}, {@code wording} or {@code choosing}
   */
  <T> T measured(String name, CallScope scope, Supplier<T> work) {
    long start = System.nanoTime();
    ModelUse before = scope.budget().modelUse();
    try {
      return work.get();
    } finally {
      Effort effort =
          new Effort(System.nanoTime() - start, scope.budget().modelUse().since(before));
      synchronized (this) {
        efforts.merge(name, effort, Effort::plus);
      }
    }
  }

  synchronized String program() {
    return program;
  }

  /** Tool calls that were made, those of programs that failed included. */
  synchronized long stepsMade() {
    return stepsMade;
  }

  /**
   * @param boxes the places that the answer stands on
   * @param models who did what models did
   */
  synchronized ObjectNode json(List<Region> boxes, ModelAccount models) {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    node.put("planner", planner);
    if (!program.isEmpty()) {
      node.put("program", program);
    }
    if (!decisions.isEmpty()) {
      ArrayNode made = node.putArray("decisions");
      decisions.forEach(
          decision -> made.addObject().put("what", decision.what()).put("why", decision.why()));
    }
    ArrayNode list = node.putArray("steps");
    steps.forEach(step -> list.add(StepJson.of(step)));
    efforts.forEach((name, effort) ->
        StepJson.putCost(
            node.putObject(name), Duration.ofNanos(effort.nanoseconds()), effort.use()));
    putModels(node, models.entries());
    ArrayNode warned = node.putArray("warnings");
    warnings.forEach(warned::add);
    if (!boxes.isEmpty()) {
      ArrayNode places = node.putArray("boxes");
      boxes.forEach(box -> places.add(RegionJson.of(box)));
    }
    return node;
  }

  private static void putModels(ObjectNode node, List<ModelAccount.Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    ArrayNode asked = node.putArray("models");
    for (ModelAccount.Entry entry : entries) {
      ObjectNode model = asked.addObject().put("name", entry.model());
      StepJson.putUse(model, entry.use());
      if (!entry.failures().isEmpty()) {
        ArrayNode failures = model.putArray("failures");
        entry.failures().forEach(failures::add);
      }
    }
  }
}
