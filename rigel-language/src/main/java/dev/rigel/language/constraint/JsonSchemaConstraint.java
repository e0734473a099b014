package dev.rigel.language.constraint;

import dev.rigel.base.RigelException;
import dev.rigel.language.TokenConstraint;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Holds writing to a JSON schema. The keywords it cannot hold it to are listed by {@link
 * #unsupportedKeywords}, and only what uses none of them is sure to be valid: validate the rest
 * afterwards.
 *
 * <p>Properties come in the order in which the schema declares them; optional ones may be left out.
 * White space is at most one space after a comma or a colon.
 */
public final class JsonSchemaConstraint implements TokenConstraint {
  private final MatchedText matched;

  private JsonSchemaConstraint(Grammar grammar) {
    this.matched = new MatchedText(grammar);
  }

  /**
   * From a schema.
   *
   * @throws RigelException {@code INVALID_REQUEST} when it is no schema, refers to what it does not
   *     hold, is too large or allows no value
   */
  public static JsonSchemaConstraint of(JsonNode schema) {
    try {
      return new JsonSchemaConstraint(JsonSchemaCompiler.compile(schema));
    } catch (IllegalArgumentException e) {
      throw RigelException.invalid(
          "The JSON schema cannot be used: " + e.getMessage() + ".", "response_format");
    }
  }

  /** The keywords in the schema that writing is not held to, sorted. */
  public static Set<String> unsupportedKeywords(JsonNode schema) {
    return SchemaKeywords.notHeld(schema);
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
}
