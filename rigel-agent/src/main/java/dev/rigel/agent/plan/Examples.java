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
 * part of the work that none of these does, the nearest one that does it. So a combination that no
 * recipe shows still finds its parts.
 */
final class Examples {
  private static final int MOST = 5;
  private static final int SEARCHED = 80;
  private static final int MOST_PARTS = 3;

  /** Cosines of this model differ by about as much between a good recipe and the next best. */
  private static final double LESS_FOR_A_DOUBT = 0.05;

  private Examples() {}

  /**
   * The examples, the most useful first.
   *
   * @param request in English
   * @param usable whether a recipe may be shown
   */
  static List<RecipeIndex.Hit> of(
      RecipeIndex index, String request, List<InputKind> inputs, Predicate<Recipe> usable) {
    List<RecipeIndex.Hit> all =
        index.nearest(request, inputs, SEARCHED).stream()
            .filter(hit -> usable.test(hit.recipe()))
            .sorted(
                Comparator.comparingDouble((RecipeIndex.Hit hit) -> fit(hit, request)).reversed())
            .toList();
    List<RecipeIndex.Hit> nearest = all.subList(0, Math.min(MOST, all.size()));
    List<RecipeIndex.Hit> parts = new ArrayList<>();
    for (RequestedWork.Work work : RequestedWork.in(request)) {
      if (parts.size() < MOST_PARTS
          && nearest.stream().limit(3).noneMatch(hit -> does(hit, work))
          && parts.stream().noneMatch(hit -> does(hit, work))) {
        all.stream().filter(hit -> does(hit, work)).findFirst().ifPresent(parts::add);
      }
    }
    List<RecipeIndex.Hit> chosen = new ArrayList<>(nearest.subList(0, Math.min(2, nearest.size())));
    parts.stream().filter(hit -> !chosen.contains(hit)).forEach(chosen::add);
    nearest.stream().filter(hit -> !chosen.contains(hit)).forEach(chosen::add);
    return List.copyOf(chosen.subList(0, Math.min(MOST, chosen.size())));
  }

  /** Nearness, less for each part of the work that the recipe leaves out or does unasked. */
  private static double fit(RecipeIndex.Hit hit, String request) {
    String program = hit.recipe().exampleProgram();
    return hit.score() - LESS_FOR_A_DOUBT * RequestedWork.misfits(request, program);
  }

  private static boolean does(RecipeIndex.Hit hit, RequestedWork.Work work) {
    return work.isDoneBy(hit.recipe().exampleProgram());
  }
}
