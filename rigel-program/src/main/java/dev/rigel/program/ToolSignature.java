package dev.rigel.program;

import static java.util.Objects.requireNonNull;

import dev.rigel.program.syntax.Expression;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The declaration of a tool: all that the checker, the prompt, the documentation and MCP need to
 * know of it.
 *
 * @param name a verb or noun of the field, lower case
 * @param purpose one line
 * @param comment at most eight words for the planner's signature list; may be empty
 * @param result the type of the result
 * @param refinement makes the result type more exact from the arguments as written, where that is
 *     possible
 * @param toolset the wire's toolset it belongs to, for example {@code image-gen}
 * @param version part of the memo's key: raise it when results change
 */
public record ToolSignature(
    String name,
    String purpose,
    String comment,
    List<Parameter> parameters,
    Type result,
    Optional<ResultRefinement> refinement,
    String toolset,
    int version) {

  /**
   * Derives the exact result type from literal arguments: {@code extract(doc, {"total": "float"})}.
   */
  @FunctionalInterface
  public interface ResultRefinement {
    /**
     * @param arguments the argument expressions by parameter name, as written
     * @return the refined type, or empty where the arguments do not tell
     */
    Optional<Type> refine(Map<String, Expression> arguments);
  }

  public ToolSignature {
    requireNonNull(name, "name");
    requireNonNull(purpose, "purpose");
    requireNonNull(comment, "comment");
    parameters = List.copyOf(parameters);
    requireNonNull(result, "result");
    requireNonNull(refinement, "refinement");
    requireNonNull(toolset, "toolset");
  }

  public Optional<Parameter> parameter(String wanted) {
    return parameters.stream().filter(p -> p.name().equals(wanted)).findFirst();
  }
}
