package dev.rigel.tools.language;

import dev.rigel.language.Generation;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.Prompt;
import dev.rigel.language.Prompt.Message;
import dev.rigel.language.TokenConstraint;
import dev.rigel.language.TokenListener;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.text.Passages;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Puts the tools' questions to the language model: text from media fenced, and never too long. */
public final class Author {
  /** A share of the context stays free for the instruction and the answer. */
  private static final double SHARE_FOR_TEXT = 0.7;

  /** A bound, to choose passages by; then they are counted. */
  private static final int CHARACTERS_OF_A_TOKEN = 4;

  /** No language has more in a token; longer material need not be counted to be too long. */
  private static final long MOST_CHARACTERS_OF_A_TOKEN = 8;

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
    String fenced = Fence.around(fitting(material, task, tokens, context));
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

  /** Of long material, the passages that the task needs; what was left out is said. */
  private String fitting(String material, String task, int tokens, CallContext context) {
    int room = (int) Math.max(256, model.capabilities().contextLength() * SHARE_FOR_TEXT - tokens);
    // No tokenizer makes more tokens than there are characters, but for rare signs.
    if (material.length() <= room
        || material.length() <= room * MOST_CHARACTERS_OF_A_TOKEN
            && model.countTokens(material, context.scope()) <= room) {
      return material;
    }
    Passages passages = Passages.of(material);
    int characters = Math.min(material.length(), room * CHARACTERS_OF_A_TOKEN);
    Passages.Kept kept = passages.fitting(task, characters);
    int count = model.countTokens(kept.text(), context.scope());
    while (count > room && characters > 100) {
      characters = (int) (characters * Math.min(0.9, (double) room / count));
      kept = passages.fitting(task, characters);
      count = model.countTokens(kept.text(), context.scope());
      if (kept.passages() == 1 && count > room) {
        String one = kept.text();
        kept = new Passages.Kept(one.substring(0, one.length() / 2), 1, kept.of());
        count = model.countTokens(kept.text(), context.scope());
      }
    }
    context
        .listener()
        .warned(
            "The text is too long for the language model: it worked on the %d of %d passages that the task needs most."
                .formatted(kept.passages(), kept.of()));
    return kept.text();
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
