package dev.rigel.language.constraint;

import dev.rigel.base.RigelException;
import dev.rigel.language.TokenConstraint;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Holds writing to a JSON schema. What it lets through to the end is valid, but for references that
 * depend on where they are evaluated ({@code $dynamicRef}); whoever presents it validates it again.
 *
 * <p>Properties come in the order in which the schema declares them; optional ones may be left out.
 * White space is at most one space after a comma or a colon.
 */
public final class JsonSchemaConstraint implements TokenConstraint {
  private final MatchedText matched;
  private final boolean guarded;

  JsonSchemaConstraint(Grammar grammar) {
    this.guarded = grammar.isGuarded();
    this.matched = new MatchedText(grammar);
  }

  /**
   * From a schema.
   *
   * @throws RigelException {@code INVALID_REQUEST} when it is no schema, refers to what it does not
   *     hold, is too large or allows no value
   */
  public static JsonSchemaConstraint of(JsonNode schema) {
    return new JsonSchemaConstraint(grammar(schema));
  }

  static Grammar grammar(JsonNode schema) {
    try {
      return JsonSchemaCompiler.compile(schema);
    } catch (IllegalArgumentException e) {
      throw RigelException.invalid(
          "The JSON schema cannot be used: " + e.getMessage() + ".", "response_format");
    }
  }

  @Override
  public Verdict check(String text) {
    return matched.check(text);
  }

  @Override
  public boolean mayEnd(String text) {
    return matched.mayEnd(text);
  }

  @Override
  public List<String> closers() {
    return GrammarConstraint.everyCharacter();
  }

  @Override
  public boolean mayLeadAstray() {
    return guarded;
  }
}
