package dev.rigel.tools.language;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.constraint.ChoiceConstraint;
import dev.rigel.tools.CallContext;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Lets the language model choose one of several words for a text. */
public final class Chooser {
  private static final String SYSTEM =
      "You classify texts. Answer with exactly one of the given options.";

  private static final int MOST_OPTIONS = 100;

  private final Author author;
  private final JsonMapper json = JsonMapper.shared();

  public Chooser(Author author) {
    this.author = author;
  }

  /**
   * The options without blank and repeated ones.
   *
   * @throws RigelException naming the parameter when there are none or too many
   */
  public static List<String> checked(List<String> given, String parameter) {
    List<String> options = given.stream().filter(o -> !o.isBlank()).distinct().toList();
    if (options.isEmpty() || options.size() > MOST_OPTIONS) {
      throw RigelException.invalid(
          "1 to "
              + MOST_OPTIONS
              + " different "
              + parameter
              + " are needed, not "
              + options.size()
              + ".",
          parameter);
    }
    return options;
  }

  /**
   * @param options at least two
   * @throws RigelException when the model gives none of them
   */
  public String chosen(String text, List<String> options, CallContext context) {
    String task = "Which one fits the text best? Options: " + String.join(", ", options) + ".";
    LanguageModel.Capabilities model = author.model().probed(context.scope());
    if (model.tokenConstraints()) {
      return among(
          options, author.write(SYSTEM, task, text, new ChoiceConstraint(options), context));
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
