package dev.rigel.tools.language;

import dev.rigel.language.Generation;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.Prompt;
import dev.rigel.language.Prompt.Message;
import dev.rigel.language.TokenConstraint;
import dev.rigel.language.TokenListener;
import dev.rigel.tools.CallContext;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Puts the tools' questions to the language model: text from media fenced, and never too long. */
public final class Author {
  /** A share of the context stays free for the instruction and the answer. */
  private static final double SHARE_FOR_TEXT = 0.7;

  private final LanguageModel model;

  public Author(LanguageModel model) {
    this.model = model;
  }

  public LanguageModel model() {
    return model;
  }

  /** Free text. */
  public String write(
      String system, String task, String material, int tokens, CallContext context) {
    return generate(request(system, task, material, tokens, context), context).text().strip();
  }

  /** Free text that may be the answer itself, worded as the run wants it. */
  String word(String system, String task, String material, int tokens, CallContext context) {
    GenerationRequest request =
        context.wordings().worded(request(system, task, material, tokens, context));
    Generation generation = generate(request, context);
    context.wordings().add(request, generation);
    return generation.text().strip();
  }

  /** Text that the constraint allows; only for models that can be held to one. */
  public String write(
      String system,
      String task,
      String material,
      TokenConstraint constraint,
      CallContext context) {
    return generate(
            request(system, task, material, 64, context).withConstraint(constraint), context)
        .text();
  }

  /** JSON for the schema; a model that cannot be held to it is told it. */
  public Generation json(
      String system,
      String task,
      String material,
      JsonNode schema,
      int tokens,
      CallContext context) {
    if (model.capabilities().jsonSchema()) {
      return generate(
          request(system, task, material, tokens, context).withJsonSchema(schema), context);
    }
    String told =
        task + "\nAnswer with one JSON object for this schema and nothing else:\n" + schema;
    return generate(request(system, told, material, tokens, context), context);
  }

  private GenerationRequest request(
      String system, String task, String material, int tokens, CallContext context) {
    String fenced = Fence.around(cut(material, tokens, context));
    return GenerationRequest.greedy(
        Prompt.of(Message.system(system + " " + Fence.RULE), Message.user(fenced + "\n" + task)),
        tokens);
  }

  private Generation generate(GenerationRequest request, CallContext context) {
    Generation generation = model.generate(request, TokenListener.SILENT, context.scope());
    if (generation.finishReason() == Generation.FinishReason.LENGTH) {
      context
          .listener()
          .warned("The language model reached its limit of tokens; its text ends early.");
    }
    return generation;
  }

  /** Long material keeps its beginning; what was left out is said. */
  private String cut(String material, int tokens, CallContext context) {
    int room = (int) Math.max(256, model.capabilities().contextLength() * SHARE_FOR_TEXT - tokens);
    // No tokenizer makes more tokens than there are characters, but for rare signs.
    if (material.length() <= room) {
      return material;
    }
    String kept = material;
    int count = model.countTokens(kept, context.scope());
    while (count > room && kept.length() > 100) {
      kept = kept.substring(0, (int) (kept.length() * Math.min(0.9, (double) room / count)));
      count = model.countTokens(kept, context.scope());
    }
    if (kept.length() < material.length()) {
      context
          .listener()
          .warned(
              "The text is too long for the language model: it worked on the first %d %%."
                  .formatted(100L * kept.length() / material.length()));
    }
    return kept;
  }

  /** The JSON object in an answer, without the fence or words that models put around it. */
  public static Optional<String> object(String answer) {
    int start = answer.indexOf('{');
    int end = answer.lastIndexOf('}');
    return start >= 0 && end > start
        ? Optional.of(answer.substring(start, end + 1))
        : Optional.empty();
  }
}
