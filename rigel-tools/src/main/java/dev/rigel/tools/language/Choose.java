package dev.rigel.tools.language;

import static dev.rigel.tools.VisualTypes.TEXTS;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.language.LanguageModel;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Which of the given words fits a text best, by the language model. */
public final class Choose extends DeclaredTool {
  private static final String SYSTEM =
      "You classify texts. Answer with exactly one of the given options.";

  private static final int MOST_OPTIONS = 100;

  private final Author author;
  private final JsonMapper json = JsonMapper.shared();

  public Choose(Author author) {
    super(
        Declaration.of(
                Toolset.CORE, "choose", "The one of the given options that fits a text best.")
            .takes("text", Type.STR, "what is judged")
            .takes("options", TEXTS, "the possible answers")
            .gives(Type.STR)
            .hint("the option that fits best")
            .use("To classify: kind of document, mood, language, yes or no about a text.")
            .limits("Always gives one of the options, also when none fits."));
    this.author = author;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    List<String> options =
        arguments.list("options", String.class).stream()
            .filter(o -> !o.isBlank())
            .distinct()
            .toList();
    if (options.isEmpty() || options.size() > MOST_OPTIONS) {
      throw RigelException.invalid(
          "choose needs 1 to " + MOST_OPTIONS + " different options, not " + options.size() + ".",
          "options");
    }
    if (options.size() == 1) {
      return options.getFirst();
    }
    return chosen(arguments.text("text"), options, context);
  }

  private String chosen(String text, List<String> options, CallContext context) {
    String task = "Which one fits the text best? Options: " + String.join(", ", options) + ".";
    LanguageModel.Capabilities model = author.model().capabilities();
    if (model.tokenConstraints()) {
      return among(options, author.write(SYSTEM, task, text, new OneOf(options), context));
    }
    if (model.jsonSchema()) {
      String answer = author.json(SYSTEM, task, text, schema(options), 128, context).text();
      return among(options, choiceIn(answer));
    }
    return among(options, author.write(SYSTEM, task, text, 32, context));
  }

  private String choiceIn(String answer) {
    try {
      JsonNode choice = json.readTree(Author.object(answer).orElse("{}")).get("choice");
      return choice == null ? answer : choice.asString();
    } catch (tools.jackson.core.JacksonException e) {
      return answer;
    }
  }

  private ObjectNode schema(List<String> options) {
    ObjectNode schema = json.createObjectNode().put("type", "object");
    var words = schema.putObject("properties").putObject("choice").putArray("enum");
    options.forEach(words::add);
    schema.putArray("required").add("choice");
    return schema.put("additionalProperties", false);
  }

  /** The option that the answer is, or the only one that it names. */
  private static String among(List<String> options, String answer) {
    String plain = answer.strip().toLowerCase(Locale.ROOT);
    List<String> equal =
        options.stream().filter(o -> o.strip().toLowerCase(Locale.ROOT).equals(plain)).toList();
    if (!equal.isEmpty()) {
      return equal.getFirst();
    }
    List<String> named =
        options.stream().filter(o -> plain.contains(o.strip().toLowerCase(Locale.ROOT))).toList();
    if (named.size() == 1) {
      return named.getFirst();
    }
    throw new RigelException(
        ErrorCode.MODEL_FAILED,
        "The language model gave none of the options; try fewer or clearer ones.");
  }
}
