package dev.rigel.language.constraint;

import dev.rigel.base.RigelException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Keeps the grammars of the schemas that were asked for last: clients send the same few again and
 * again. Safe for use by several threads.
 */
public final class JsonSchemaGrammars {
  private static final int MOST = 64;

  private final Map<JsonNode, Grammar> grammars =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<JsonNode, Grammar> eldest) {
          return size() > MOST;
        }
      };

  /**
   * A constraint for one answer.
   *
   * @throws RigelException as {@link JsonSchemaConstraint#of}
   */
  public JsonSchemaConstraint constraint(JsonNode schema) {
    Grammar grammar;
    synchronized (grammars) {
      grammar = grammars.get(schema);
    }
    if (grammar == null) {
      grammar = JsonSchemaConstraint.grammar(schema);
      synchronized (grammars) {
        grammars.put(schema, grammar);
      }
    }
    return new JsonSchemaConstraint(grammar);
  }
}
