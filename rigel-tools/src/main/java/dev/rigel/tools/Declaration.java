package dev.rigel.tools;

import static java.util.Objects.requireNonNull;

import dev.rigel.program.Parameter;
import dev.rigel.program.ToolSignature;
import dev.rigel.program.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds the declaration of a tool, so that it reads from top to bottom: what it is called, what it
 * takes, what it gives, and what one should know.
 */
public final class Declaration {
  private final String toolset;
  private final String name;
  private final String purpose;
  private final List<Parameter> parameters = new ArrayList<>();
  private Type result = Type.NONE;
  private String comment = "";
  private Optional<ToolSignature.ResultRefinement> refinement = Optional.empty();
  private int version = 1;
  private String use = "";
  private String avoid = "";
  private String limits = "";

  private Declaration(String toolset, String name, String purpose) {
    this.toolset = requireNonNull(toolset, "toolset");
    this.name = requireNonNull(name, "name");
    this.purpose = requireNonNull(purpose, "purpose");
  }

  /**
   * @param purpose one sentence for the reader of the documentation
   */
  public static Declaration of(String toolset, String name, String purpose) {
    return new Declaration(toolset, name, purpose);
  }

  public Declaration takes(String parameter, Type type, String meaning) {
    return takes(Parameter.required(parameter, type, meaning));
  }

  public Declaration takes(Parameter parameter) {
    parameters.add(parameter);
    return this;
  }

  /**
   * @param value as written in a program: {@code None}, {@code 0.5}, {@code "bar"}
   */
  public Declaration takesOptional(String parameter, Type type, String value, String meaning) {
    return takes(Parameter.optional(parameter, type, value, meaning));
  }

  /** A parameter that may be left out and is {@code None} then. */
  public Declaration takesOptional(String parameter, Type type, String meaning) {
    return takesOptional(parameter, Type.optional(type), "None", meaning);
  }

  public Declaration gives(Type type) {
    result = type;
    return this;
  }

  /** Makes the type of the result more exact where the arguments as written tell it. */
  public Declaration refinedBy(ToolSignature.ResultRefinement rule) {
    refinement = Optional.of(rule);
    return this;
  }

  /** At most eight words beside the signature that planners read. */
  public Declaration hint(String words) {
    comment = words;
    return this;
  }

  /** Raised when results change, so that remembered ones are not used. */
  public Declaration version(int number) {
    version = number;
    return this;
  }

  public Declaration use(String text) {
    use = text;
    return this;
  }

  public Declaration avoid(String text) {
    avoid = text;
    return this;
  }

  public Declaration limits(String text) {
    limits = text;
    return this;
  }

  ToolSignature signature() {
    return new ToolSignature(
        name, purpose, comment, parameters, result, refinement, toolset, version);
  }

  Tool.Card card() {
    return new Tool.Card(use, avoid, limits);
  }
}
