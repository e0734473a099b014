package dev.rigel.agent.plan;

import dev.rigel.agent.recipe.Recipe;
import dev.rigel.agent.recipe.RecipeIndex;
import dev.rigel.agent.turn.InputKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Chooses the recipes that stand as examples beside a request: the nearest in meaning, and for each
 * part of the work that none of these does, the nearest one that does it, and for each clause the
 * one nearest to that. So a combination that no recipe shows still finds its parts.
 */
final class Examples {
  private static final int MOST = 5;
  private static final int SEARCHED = 80;
  private static final int MOST_PARTS = 3;

  /** Cosines of this model differ by about as much between a good recipe and the next best. */
  private static final double LESS_FOR_A_DOUBT = 0.07;

  /** Measured, as the above, by how like the first examples' programs are to what is right. */
  private static final double MORE_FOR_AGREEMENT = 0.05;

  private static final int CLAUSE_SEARCHED = 20;

  /** Below this cosine a recipe says nothing about a clause. */
  private static final double LIKE = 0.78;

  /** From this cosine on, a recipe for the same kinds of inputs says nearly what a request says. */
  private static final double NEARLY_SAME = 0.87;

  /** Beside such a one, others say only how things are written. */
  private static final int BESIDE_NEARLY_SAME = 2;

  /** From this cosine on, it says the same in other words, and another one only leads astray. */
  private static final double SAME = 0.93;

  private record Ranked(RecipeIndex.Hit hit, double fit) {}

  private Examples() {}

  /**
   * The examples, the most useful first.
   *
   * @param request in English
   * @param usable whether a recipe may be shown
   */
  static List<RecipeIndex.Hit> of(
      RecipeIndex index, String request, List<InputKind> inputs, Predicate<Recipe> usable) {
    List<RecipeIndex.Hit> all = ranked(index, request, inputs, SEARCHED, usable);
    List<RecipeIndex.Hit> nearest = all.subList(0, Math.min(MOST, all.size()));
    List<RecipeIndex.Hit> parts = new ArrayList<>();
    for (Work work : RequestedWork.in(request)) {
      if (parts.size() < MOST_PARTS
          && nearest.stream().limit(3).noneMatch(hit -> does(hit, work))
          && parts.stream().noneMatch(hit -> does(hit, work))) {
        all.stream().filter(hit -> does(hit, work)).findFirst().ifPresent(parts::add);
      }
    }
    for (String clause : Clauses.of(request)) {
      if (parts.size() < MOST_PARTS) {
        ranked(index, clause, inputs, CLAUSE_SEARCHED, usable).stream()
            .findFirst()
            .filter(hit -> hit.similarity() >= LIKE)
            .filter(hit -> !isAmong(nearest.subList(0, Math.min(3, nearest.size())), hit))
            .filter(hit -> !isAmong(parts, hit))
            .ifPresent(parts::add);
      }
    }
    List<RecipeIndex.Hit> chosen = new ArrayList<>(nearest.subList(0, Math.min(2, nearest.size())));
    parts.stream().filter(hit -> !isAmong(chosen, hit)).forEach(chosen::add);
    nearest.stream().filter(hit -> !isAmong(chosen, hit)).forEach(chosen::add);
    return List.copyOf(chosen.subList(0, Math.min(MOST, chosen.size())));
  }

  /**
   * The first of these examples that are enough: few where the nearest says nearly what the request
   * says and does all of its work. What a planner reads costs most of its time.
   *
   * @param chosen as {@link #of} chose them
   * @param request in English
   * @param most so many at most
   */
  static List<RecipeIndex.Hit> enough(
      List<RecipeIndex.Hit> chosen, String request, List<InputKind> inputs, int most) {
    double similarity =
        chosen.stream()
            .findFirst()
            .filter(hit -> hit.recipe().inputs().equals(inputs))
            .filter(hit -> RequestedWork.asked(request).misfits(hit.recipe().exampleProgram()) == 0)
            .map(RecipeIndex.Hit::similarity)
            .orElse(0.0);
    int enough = similarity >= SAME ? 1 : similarity >= NEARLY_SAME ? BESIDE_NEARLY_SAME : MOST;
    int count = Math.min(most, enough);
    return chosen.subList(0, Math.min(count, chosen.size()));
  }

  private static List<RecipeIndex.Hit> ranked(
      RecipeIndex index,
      String request,
      List<InputKind> inputs,
      int count,
      Predicate<Recipe> usable) {
    Facets facets = Facets.of(request);
    RequestedWork.Asked asked = RequestedWork.asked(request);
    return index.nearest(request, inputs, count).stream()
        .filter(hit -> usable.test(hit.recipe()))
        .filter(hit -> inputs.isEmpty() || !hit.recipe().inputs().isEmpty())
        .map(hit -> new Ranked(hit, fit(hit, asked, facets)))
        .sorted(Comparator.comparingDouble(Ranked::fit).reversed())
        .map(Ranked::hit)
        .toList();
  }

  private static boolean isAmong(List<RecipeIndex.Hit> hits, RecipeIndex.Hit hit) {
    return hits.stream().anyMatch(other -> other.recipe().equals(hit.recipe()));
  }

  /** Nearness, less for each part of the work that the recipe leaves out or does unasked. */
  private static double fit(RecipeIndex.Hit hit, RequestedWork.Asked asked, Facets facets) {
    return hit.score()
        - LESS_FOR_A_DOUBT * asked.misfits(hit.recipe().exampleProgram())
        + MORE_FOR_AGREEMENT * facets.agreement(Facets.of(hit.request()));
  }

  private static boolean does(RecipeIndex.Hit hit, Work work) {
    return work.isDoneBy(hit.recipe().exampleProgram());
  }
}
