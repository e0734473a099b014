package dev.rigel.agent.plan;

import dev.rigel.agent.recipe.RecipeIndex;
import dev.rigel.agent.turn.InputKind;
import dev.rigel.protocol.GuidedProgram;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs of the nearest recipes as a lean: where what is written so far is the beginning of
 * such a program, but for its literals and the names of its variables, the next token of that
 * program is somewhat preferred. A small model that has the right example before its eyes still
 * slips at single words; one that has good reasons to leave the example is far surer of it than
 * this lean weighs.
 */
final class Precedents {
  /** At this cosine and below, a recipe says nothing about a request. */
  private static final double UNLIKE = 0.68;

  /**
   * Natural logarithm per cosine: more than 1 for a good recipe, 2 and more for one in the same
   * words.
   */
  private static final double WEIGHT = 9;

  private static final double LEAST = 0.4;
  private static final double MOST = 2.5;

  /** How much less the second nearest weighs; the others say only how things are written. */
  private static final double SECOND = 0.5;

  private record Precedent(GuidedProgram.Precedent told, ProgramShape program) {
    Precedent(String program, double lean) {
      this(new GuidedProgram.Precedent(program, lean), new ProgramShape(program));
    }

    double lean() {
      return told.lean();
    }
  }

  private final List<Precedent> precedents;

  private Precedents(List<Precedent> precedents) {
    this.precedents = List.copyOf(precedents);
  }

  /**
   * @param nearest the examples beside the request, the nearest first
   * @param request in English; a recipe that leaves out a part of its work is no precedent
   */
  static Precedents of(List<RecipeIndex.Hit> nearest, String request, List<InputKind> inputs) {
    List<Precedent> precedents = new ArrayList<>();
    RequestedWork.Asked asked = RequestedWork.asked(request);
    double share = 1;
    for (RecipeIndex.Hit hit : nearest.subList(0, Math.min(2, nearest.size()))) {
      String program = hit.recipe().exampleProgram();
      if (hit.similarity() > UNLIKE
          && hit.recipe().inputs().equals(inputs)
          && asked.misfits(program) == 0) {
        precedents.add(new Precedent(program, share * lean(hit.similarity())));
      }
      share *= SECOND;
    }
    return new Precedents(precedents);
  }

  /** As they were told. */
  static Precedents of(List<GuidedProgram.Precedent> told) {
    return new Precedents(told.stream().map(p -> new Precedent(p.program(), p.lean())).toList());
  }

  List<GuidedProgram.Precedent> told() {
    return precedents.stream().map(Precedent::told).toList();
  }

  private static double lean(double similarity) {
    return Math.clamp(WEIGHT * (similarity - UNLIKE), LEAST, MOST);
  }

  boolean isEmpty() {
    return precedents.isEmpty();
  }

  /** How much a text is preferred: the most that one of the programs it begins gives it. */
  double lean(String text) {
    double most = 0;
    for (Precedent precedent : precedents) {
      if (precedent.lean() > most && precedent.program().beginsWith(text)) {
        most = precedent.lean();
      }
    }
    return most;
  }
}
