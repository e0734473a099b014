package dev.rigel.agent.recipe;

import dev.rigel.agent.turn.InputKind;
import dev.rigel.language.TextEmbedder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the recipes nearest to a request in meaning. The vectors of the recipes are computed once,
 * when they are first needed.
 *
 * <p>Score = cosine similarity, half of the wordings and half of their shapes ({@link
 * RequestShape}), 0.12 more when the kinds of the inputs are equal, 0.03 more when their number is:
 * measured to put the right recipe among the first five far more often than shared words do.
 */
public final class RecipeIndex {
  private static final double SAME_KINDS = 0.12;
  private static final double SAME_NUMBER = 0.03;

  /** How much the wording without its things counts: which things they are hardly matters. */
  private static final double SHAPE = 0.5;

  /** Texts of this model that have nothing to do with each other lie at 0.4 to 0.6. */
  private static final double UNRELATED = 0.62;

  /**
   * A recipe found.
   *
   * @param request the wording that is nearest
   * @param similarity the cosine alone, of the words and of their shape
   */
  public record Hit(Recipe recipe, String request, double similarity, double score) {}

  private record Wording(Recipe recipe, String request) {}

  /**
   * @param values of the wording as it stands
   * @param shape of the wording without the things it names
   */
  private record Vector(Recipe recipe, String request, float[] values, float[] shape) {}

  private final RecipeBook book;
  private final TextEmbedder embedder;
  private final RequestShape shapes;
  private List<Vector> vectors = List.of();
  private volatile List<float[]> talk = List.of();

  /**
   * @param things tells words for things of which one stands for another in a request
   */
  public RecipeIndex(RecipeBook book, TextEmbedder embedder, Predicate<String> things) {
    this.book = book;
    this.embedder = embedder;
    this.shapes = new RequestShape(things);
  }

  /**
   * Computes the vectors of all recipes, if that was not done yet: some seconds of work, or none
   * where the embedder has kept them.
   */
  public synchronized void warmUp() {
    if (vectors.isEmpty()) {
      List<Wording> wordings =
          book.recipes().stream()
              .flatMap(recipe ->
                  recipe.requests().stream()
                      .map(request -> new Wording(recipe, recipe.exampleOf(request))))
              .toList();
      List<String> texts = new ArrayList<>(wordings.stream().map(Wording::request).toList());
      texts.addAll(wordings.stream().map(Wording::request).map(shapes::of).toList());
      texts.addAll(book.talk());
      List<float[]> all = embedder.embedAll(texts);
      List<Vector> found = new ArrayList<>();
      int count = wordings.size();
      for (int i = 0; i < count; i++) {
        Wording wording = wordings.get(i);
        found.add(new Vector(wording.recipe(), wording.request(), all.get(i), all.get(count + i)));
      }
      talk = List.copyOf(all.subList(2 * count, all.size()));
      vectors = found;
    }
  }

  private synchronized List<Vector> vectors() {
    warmUp();
    return vectors;
  }

  /** Whether a request without media is nearer to talk than to any recipe that needs no media. */
  public boolean isTalk(String request) {
    List<Vector> recipes = vectors();
    float[] wanted = embedder.embed(request);
    double work =
        recipes.stream()
            .filter(v -> v.recipe().inputs().isEmpty())
            .mapToDouble(v -> dot(v.values(), wanted))
            .max()
            .orElse(0);
    double talking = talk.stream().mapToDouble(v -> dot(v, wanted)).max().orElse(0);
    return talking >= work || work < UNRELATED;
  }

  /** The nearest recipes, best first, each once. */
  public List<Hit> nearest(String request, List<InputKind> inputs, int count) {
    float[] wanted = embedder.embed(request);
    String shape = shapes.of(request);
    float[] wantedShape = shape.equals(request) ? wanted : embedder.embed(shape);
    return vectors().stream()
        .map(v -> hit(v, wanted, wantedShape, inputs))
        .collect(Collectors.toMap(Hit::recipe, h -> h, (a, b) -> a.score() >= b.score() ? a : b))
        .values()
        .stream()
        .sorted(Comparator.comparingDouble(Hit::score).reversed().thenComparing(Hit::request))
        .limit(count)
        .toList();
  }

  private static Hit hit(
      Vector vector, float[] wanted, float[] wantedShape, List<InputKind> inputs) {
    double similarity =
        (1 - SHAPE) * dot(vector.values(), wanted) + SHAPE * dot(vector.shape(), wantedShape);
    List<InputKind> kinds = vector.recipe().inputs();
    double score = similarity;
    if (sorted(kinds).equals(sorted(inputs))) {
      score += SAME_KINDS;
    }
    if (kinds.size() == inputs.size()) {
      score += SAME_NUMBER;
    }
    return new Hit(vector.recipe(), vector.request(), similarity, score);
  }

  private static List<InputKind> sorted(List<InputKind> kinds) {
    return Stream.of(kinds).flatMap(List::stream).sorted().toList();
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
