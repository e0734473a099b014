package dev.rigel.agent.recipe;

import dev.rigel.agent.turn.InputKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** All recipes, read from plain files. */
public final class RecipeBook {
  private static final List<String> FILES =
      List.of(
          "image.yaml",
          "lists.yaml",
          "editing.yaml",
          "document.yaml",
          "pages.yaml",
          "mixed.yaml",
          "values.yaml",
          "tools.yaml",
          "plain.yaml",
          "composed.yaml",
          "reckoned.yaml",
          "chosen.yaml");

  private final List<Recipe> recipes;
  private final List<String> talk;

  /**
   * @param talk requests that are plain talk and no work for a program
   */
  public RecipeBook(List<Recipe> recipes, List<String> talk) {
    this.recipes = List.copyOf(recipes);
    this.talk = List.copyOf(talk);
  }

  /** The recipes that come with Rigel. */
  public static RecipeBook bundled() {
    List<Recipe> all = new ArrayList<>();
    FILES.forEach(file -> all.addAll(read(resource(file))));
    List<String> talk = new ArrayList<>();
    new YAMLMapper().readTree(resource("talk.yaml")).forEach(line -> talk.add(line.asString()));
    return new RecipeBook(all, talk);
  }

  private static byte[] resource(String file) {
    try (InputStream in = RecipeBook.class.getResourceAsStream(file)) {
      return Objects.requireNonNull(in, file).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Recipes from one YAML file: a list of entries as {@link Recipe} has them. */
  static List<Recipe> read(byte[] yaml) {
    List<Recipe> recipes = new ArrayList<>();
    for (JsonNode entry : new YAMLMapper().readTree(yaml)) {
      RecipeFamily.of(entry).forEach(filling -> recipes.add(recipe(entry, filling)));
    }
    return recipes;
  }

  /**
   * @param filling makes the texts of one recipe of a family
   */
  private static Recipe recipe(JsonNode entry, UnaryOperator<String> filling) {
    List<String> requests = new ArrayList<>();
    requests.add(filling.apply(entry.required("request").asString()));
    entry.path("also").forEach(also -> requests.add(filling.apply(also.asString())));
    List<InputKind> inputs = new ArrayList<>();
    entry.path("inputs").forEach(kind -> inputs.add(InputKind.named(kind.asString())));
    Map<String, String> examples = new LinkedHashMap<>();
    entry
        .path("slots")
        .properties()
        .forEach(s -> examples.put(s.getKey(), s.getValue().asString()));
    List<String> files = new ArrayList<>();
    entry.path("on").forEach(file -> files.add(filling.apply(file.asString())));
    return new Recipe(
        requests,
        inputs,
        filling.apply(entry.required("program").asString()).strip(),
        examples,
        files,
        entry.path("reflex").asBoolean(true),
        entry.path("shown").asBoolean(false));
  }

  public List<Recipe> recipes() {
    return recipes;
  }

  /** Requests that are plain talk. */
  public List<String> talk() {
    return talk;
  }
}
