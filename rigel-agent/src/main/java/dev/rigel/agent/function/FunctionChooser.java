package dev.rigel.agent.function;

import dev.rigel.agent.answer.AnswerSchema;
import dev.rigel.agent.answer.JsonText;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.Prompt;
import dev.rigel.language.TokenListener;
import dev.rigel.language.Wording;
import dev.rigel.protocol.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Asks the language model which of the client's functions are to be called, and with what. It is
 * held to the functions' schemas while it writes, and what it wrote is checked again.
 */
public final class FunctionChooser {
  private static final int MAX_TOKENS = 1_500;
  private static final int TRIES = 2;

  private final LanguageModel model;

  public FunctionChooser(LanguageModel model) {
    this.model = model;
  }

  /** The function to call next; empty when none is needed. */
  public Optional<OfferedFunction> next(FunctionNeed need, CallScope scope) {
    if (need.required() && need.functions().size() == 1) {
      return Optional.of(need.functions().getFirst());
    }
    AnswerSchema schema = new AnswerSchema(CallSchema.next(need), "tools");
    String answer = valid(schema, _ -> FunctionPrompts.next(need), Wording.GREEDY, scope);
    return JsonText.in(answer)
        .flatMap(value -> value.path("function").stringValueOpt())
        .flatMap(name -> named(name, need));
  }

  /**
   * The calls that the words of the request ask for.
   *
   * @param several whether more than one may be made at a time
   */
  public List<ToolCall> calls(
      FunctionNeed need, boolean several, Wording wording, CallScope scope) {
    AnswerSchema schema = new AnswerSchema(CallSchema.calls(need, several), "tools");
    String answer =
        valid(schema, problem -> FunctionPrompts.calls(need, several, problem), wording, scope);
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode call : JsonText.in(answer).orElseThrow().path("calls")) {
      String arguments = call.path("arguments").toString();
      String name = call.path("name").asString("");
      if (named(name, need).isEmpty()) {
        // The answer is to be words; what was asked for before it still counts.
        break;
      }
      boolean twice =
          calls.stream().anyMatch(c -> c.name().equals(name) && c.arguments().equals(arguments));
      if (!twice) {
        calls.add(call(name, arguments));
      }
    }
    return calls;
  }

  /** The call of one function, its arguments from the words of the request. */
  public ToolCall call(
      OfferedFunction function, FunctionNeed need, Wording wording, CallScope scope) {
    if (function.takesNothing()) {
      return call(function.name(), "{}");
    }
    String arguments =
        valid(
            function.arguments(),
            problem -> FunctionPrompts.arguments(function, need, problem),
            wording,
            scope);
    return call(function.name(), arguments);
  }

  /**
   * @param arguments JSON
   */
  public static ToolCall call(String name, String arguments) {
    String id = "call_" + UUID.randomUUID().toString().replace("-", "").substring(0, 24);
    return new ToolCall(id, name, arguments);
  }

  /** JSON by the model that satisfies the schema. */
  private String valid(
      AnswerSchema schema, Function<String, Prompt> prompt, Wording wording, CallScope scope) {
    String problem = "";
    for (int attempt = 0; attempt < TRIES; attempt++) {
      GenerationRequest request =
          (attempt == 0 ? wording : Wording.GREEDY)
              .of(
                  GenerationRequest.greedy(prompt.apply(problem), MAX_TOKENS)
                      .withJsonSchema(schema.json()));
      String text = model.generate(request, TokenListener.SILENT, scope).text();
      Optional<String> valid = schema.valid(text, false);
      if (valid.isPresent()) {
        return valid.get();
      }
      problem = schema.problem(text);
    }
    throw new RigelException(
        ErrorCode.SCHEMA_UNSATISFIED,
        "The model's call of a function does not satisfy its schema ("
            + problem
            + "). Try a simpler schema.",
        schema.place());
  }

  private static Optional<OfferedFunction> named(String name, FunctionNeed need) {
    return need.functions().stream().filter(f -> f.name().equals(name)).findFirst();
  }
}
