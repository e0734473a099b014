package dev.rigel.agent;

import dev.rigel.agent.answer.AnswerSchema;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks JSON that a model wrote before it is presented as valid. */
final class StructuredText {
  private StructuredText() {}

  /**
   * @throws RigelException {@link ErrorCode#SCHEMA_UNSATISFIED} when it is not valid
   */
  static void requireValid(AnswerSchema schema, String text) {
    JsonNode value;
    try {
      value = JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      throw unsatisfied("it is not JSON");
    }
    schema
        .violation(value)
        .ifPresent(problem -> {
          throw unsatisfied(problem);
        });
  }

  private static RigelException unsatisfied(String problem) {
    return new RigelException(
        ErrorCode.SCHEMA_UNSATISFIED,
        "The model's answer does not satisfy the schema (" + problem + "). Try a simpler schema.",
        "response_format");
  }
}
