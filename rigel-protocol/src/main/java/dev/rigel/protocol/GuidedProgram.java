package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * For {@code rigel-embedded}: the text is a program that the type checker allows, token by token.
 * What the checker has to know comes as data, so that one Rigel can plan with the model of another
 * just as with its own.
 *
 * @param inputs the variables that the program finds
 * @param tools the names of the tools that it may call, in order
 * @param library the fingerprint of these tools' signatures, so that both sides check against the
 *     same ones
 * @param request what the program is for; its numbers and quoted words may stand in the answer
 * @param requiredAnswers parameters of {@code answer} that must be given
 * @param precedents programs that the text is likely to resemble
 * @param barred what the text must not contain
 */
public record GuidedProgram(
    List<Input> inputs,
    List<String> tools,
    String library,
    String request,
    List<String> requiredAnswers,
    List<Precedent> precedents,
    List<Barred> barred) {
  /** The field of a chat request that carries it. */
  public static final String FIELD = "guided_program";

  private static final int MOST_INPUTS = 1_000;
  private static final int MOST_TOOLS = 2_000;
  private static final int MOST_ANSWERS = 32;
  private static final int MOST_PRECEDENTS = 8;
  private static final int MOST_BARRED = 64;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_REQUEST = 1_000_000;
  private static final int LONGEST_PROGRAM = 10_000;
  private static final int LONGEST_PATTERN = 2_000;
  private static final double LARGEST_LEAN = 10;

  /**
   * @param type for example {@code Image}
   */
  public record Input(String name, String type) {
    public Input {
      requireNonNull(name, "name");
      requireNonNull(type, "type");
    }
  }

  /**
   * @param lean how much rather its next token is written: a natural logarithm
   */
  public record Precedent(String program, double lean) {
    public Precedent {
      requireNonNull(program, "program");
    }
  }

  /**
   * @param pattern a regular expression as Java writes them
   */
  public record Barred(String pattern, String reason) {
    public Barred {
      requireNonNull(pattern, "pattern");
      requireNonNull(reason, "reason");
    }
  }

  public GuidedProgram {
    inputs = List.copyOf(inputs);
    tools = List.copyOf(tools);
    requireNonNull(library, "library");
    requireNonNull(request, "request");
    requiredAnswers = List.copyOf(requiredAnswers);
    precedents = List.copyOf(precedents);
    barred = List.copyOf(barred);
  }

  static Optional<GuidedProgram> in(Fields body) {
    return body.fields(FIELD).map(GuidedProgram::read);
  }

  private static GuidedProgram read(Fields fields) {
    return new GuidedProgram(
        inputs(fields),
        fields.strings("tools", MOST_TOOLS, LONGEST_NAME),
        fields.required("library", LONGEST_NAME).orElse(""),
        fields.required("request", LONGEST_REQUEST).orElse(""),
        fields.strings("required_answers", MOST_ANSWERS, LONGEST_NAME),
        precedents(fields),
        barred(fields));
  }

  private static List<Input> inputs(Fields fields) {
    List<Input> inputs = new ArrayList<>();
    for (Fields input : fields.objects("inputs", MOST_INPUTS)) {
      Optional<String> name = input.required("name", LONGEST_NAME);
      Optional<String> type = input.required("type", LONGEST_NAME);
      if (name.isPresent() && type.isPresent()) {
        inputs.add(new Input(name.get(), type.get()));
      }
    }
    return inputs;
  }

  private static List<Precedent> precedents(Fields fields) {
    List<Precedent> precedents = new ArrayList<>();
    for (Fields precedent : fields.objects("precedents", MOST_PRECEDENTS)) {
      precedent.requireField("lean", "Input should be a valid number", "float_type");
      Optional<Double> lean = precedent.number("lean", 0, LARGEST_LEAN);
      Optional<String> program = precedent.required("program", LONGEST_PROGRAM);
      if (lean.isPresent() && program.isPresent()) {
        precedents.add(new Precedent(program.get(), lean.get()));
      }
    }
    return precedents;
  }

  private static List<Barred> barred(Fields fields) {
    List<Barred> barred = new ArrayList<>();
    for (Fields part : fields.objects("barred", MOST_BARRED)) {
      part.required("pattern", LONGEST_PATTERN)
          .ifPresent(pattern ->
              barred.add(
                  new Barred(pattern, part.string("reason", LONGEST_PATTERN).orElse("barred"))));
    }
    return barred;
  }

  public ObjectNode toJson() {
    ObjectNode node = Json.object();
    ArrayNode variables = node.putArray("inputs");
    inputs.forEach(i -> variables.addObject().put("name", i.name()).put("type", i.type()));
    ArrayNode names = node.putArray("tools");
    tools.forEach(names::add);
    node.put("library", library).put("request", request);
    ArrayNode answers = node.putArray("required_answers");
    requiredAnswers.forEach(answers::add);
    ArrayNode leaning = node.putArray("precedents");
    precedents.forEach(p -> leaning.addObject().put("program", p.program()).put("lean", p.lean()));
    ArrayNode against = node.putArray("barred");
    barred.forEach(b -> against.addObject().put("pattern", b.pattern()).put("reason", b.reason()));
    return node;
  }
}
