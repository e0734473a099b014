package dev.rigel.program.check;

import dev.rigel.program.Parameter;
import dev.rigel.program.ToolSignature;
import dev.rigel.program.Type;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.Argument;
import dev.rigel.program.syntax.Expression.Call;
import dev.rigel.program.syntax.Expression.Hole;
import dev.rigel.program.syntax.Expression.MethodCall;
import dev.rigel.program.syntax.Expression.Starred;
import dev.rigel.program.syntax.Expression.StringLiteral;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Types calls: arguments against parameters, and what comes out. */
final class CallTyper {
  /**
   * The arguments of a tool's call, by parameter.
   *
   * @param unpacked some arguments come from {@code *} or {@code **}, so that not all are known
   */
  record Bound(
      Map<String, Expression> given, Map<String, Found> found, int taint, boolean unpacked) {}

  private final ExpressionTyper expressions;
  private final Context context;
  private final Rules rules;
  private final PythonCalls python;

  CallTyper(ExpressionTyper expressions) {
    this.expressions = expressions;
    this.context = expressions.context;
    this.rules = expressions.rules;
    this.python = new PythonCalls(expressions);
  }

  /** What a function gives when it is handed on as a value. */
  Type resultOf(String function) {
    ToolSignature tool = rules.tools().get(function);
    return tool != null
        ? tool.result()
        : rules.members.builtin(function).map(Members.Member::result).orElse(Type.ANY);
  }

  Found call(Call call, Type wanted) {
    ToolSignature tool = rules.tools().get(call.function());
    if (tool != null) {
      return tool(call, tool);
    }
    Optional<Members.Member> builtin = rules.members.builtin(call.function());
    if (builtin.isPresent()) {
      return python.builtin(call, builtin.get(), wanted);
    }
    if (call.function().equals(rules.library.answer().name())) {
      context.report(
          call.span(),
          call.function() + "(…) ends the program and has no value",
          "write it on a line of its own");
    } else {
      unknown(call);
    }
    looseArguments(call.arguments());
    return Found.UNKNOWN;
  }

  private void unknown(Call call) {
    context.stopAttempt(call.span());
    List<String> known = new ArrayList<>(rules.tools().keySet());
    known.addAll(rules.members.builtins().keySet());
    known.add(rules.library.answer().name());
    boolean variable = context.variables.containsKey(call.function());
    Optional<String> nearest = Nearest.to(call.function(), known);
    context.report(
        call.span(),
        variable
            ? call.function() + " is a variable, not a function"
            : "there is no function " + call.function(),
        nearest
            .map(name -> "did you mean " + name + "?")
            .orElse(variable ? "leave the brackets out" : ""));
  }

  private void looseArguments(List<Argument> arguments) {
    for (Argument argument : arguments) {
      Expression value = argument.value() instanceof Starred s ? s.value() : argument.value();
      if (!(value instanceof Expression.Lambda)) {
        expressions.checkApart(value, Type.ANY);
      }
    }
  }

  private Found tool(Call call, ToolSignature tool) {
    Bound bound = bind(call, tool, "");
    int taint = bound.taint() >= Found.INPUT ? Found.SEEN : Found.OWN;
    Type result = tool.result();
    if (tool.refinement().isPresent() && !bound.unpacked() && !context.isOpen(call.span())) {
      result = tool.refinement().get().refine(bound.given()).orElse(result);
    }
    return new Found(result, taint);
  }

  /**
   * Holds the arguments to the tool's parameters.
   *
   * @param saying the parameter whose texts are what the answer says; empty for none
   */
  Bound bind(Call call, ToolSignature tool, String saying) {
    Map<String, Expression> given = new LinkedHashMap<>();
    Map<String, Found> found = new LinkedHashMap<>();
    List<Parameter> positional = tool.parameters().stream().filter(p -> !p.keywordOnly()).toList();
    int position = 0;
    int taint = Found.OWN;
    boolean unpacked = false;
    boolean named = false;
    for (Argument argument : call.arguments()) {
      String name = argument.name().orElse("");
      if (name.equals("**") || argument.value() instanceof Starred) {
        looseArguments(List.of(argument));
        unpacked = true;
        continue;
      }
      Optional<Parameter> parameter;
      if (name.isEmpty()) {
        if (mayBecomeName(argument, tool, given, named)) {
          continue;
        }
        parameter =
            position < positional.size() && !named
                ? Optional.of(positional.get(position))
                : Optional.empty();
        position++;
        if (parameter.isEmpty()) {
          tooMany(argument, tool, positional.size());
          continue;
        }
      } else {
        named = true;
        parameter = tool.parameter(name);
        if (parameter.isEmpty()) {
          unknownParameter(argument, tool, name);
          // It probably stands for one of those that are not given: one message is enough.
          unpacked = true;
          continue;
        }
      }
      String key = parameter.get().name();
      if (given.put(key, argument.value()) != null) {
        context.report(
            argument.value().span(), tool.name() + " got " + key + " twice", "keep one of the two");
      }
      Found one = argument(tool, parameter.get(), argument.value(), key.equals(saying));
      found.put(key, one);
      taint = Math.max(taint, one.taint());
    }
    if (!context.isOpen(call.span()) && !unpacked) {
      missing(call, tool, given);
    }
    return new Bound(given, found, taint, unpacked);
  }

  /** A word at the end of partial text may be an argument's name as well as its value. */
  private boolean mayBecomeName(
      Argument argument, ToolSignature tool, Map<String, Expression> given, boolean named) {
    if (!(argument.value() instanceof Hole hole)) {
      return false;
    }
    List<Parameter> open =
        tool.parameters().stream()
            .filter(p -> !given.containsKey(p.name()) && isOffered(p))
            .toList();
    if (hole.text().isEmpty()) {
      return !open.isEmpty() || tool.parameters().isEmpty();
    }
    if (HoleTyper.argumentMayBegin(open, hole.text())) {
      return true;
    }
    if (named) {
      context.stopAttempt(hole.span());
      context.report(
          hole.span(),
          tool.name() + " has no parameter that begins with " + hole.text(),
          Nearest.hint(hole.text(), open.stream().map(Parameter::name).toList()));
    }
    return false;
  }

  private boolean isOffered(Parameter parameter) {
    return !context.bounded() || rules.isProducible(rules.wantedBy(parameter));
  }

  private void tooMany(Argument argument, ToolSignature tool, int count) {
    boolean more = count < tool.parameters().size();
    context.report(
        argument.value().span(),
        tool.name()
            + " takes "
            + (count == 0 ? "no arguments" : count == 1 ? "one argument" : count + " arguments")
            + (more ? " without a name" : ""),
        more
            ? "give the others by name: " + tool.parameters().getLast().name() + "=…"
            : signature(tool));
  }

  private void unknownParameter(Argument argument, ToolSignature tool, String name) {
    context.stopAttempt(argument.value().span());
    context.report(
        argument.value().span(),
        tool.name() + " has no parameter " + name,
        Nearest.hint(name, tool.parameters().stream().map(Parameter::name).toList()));
    expressions.checkApart(argument.value(), Type.ANY);
  }

  private void missing(Call call, ToolSignature tool, Map<String, Expression> given) {
    for (Parameter parameter : tool.parameters()) {
      if (parameter.isRequired() && !given.containsKey(parameter.name())) {
        context.report(
            call.span(),
            tool.name() + " needs " + parameter.name() + " (" + parameter.type().text() + ")",
            signature(tool));
      }
    }
  }

  static String signature(ToolSignature tool) {
    StringBuilder text = new StringBuilder("write " + tool.name() + "(");
    boolean first = true;
    for (Parameter parameter : tool.parameters()) {
      text.append(first ? "" : ", ").append(parameter.name());
      parameter.defaultText().ifPresent(value -> text.append('=').append(value));
      first = false;
    }
    return text.append(')').toString();
  }

  private Found argument(
      ToolSignature tool, Parameter parameter, Expression value, boolean saying) {
    Type wanted = rules.wantedBy(parameter);
    if (context.partial && context.bounded() && !isOffered(parameter)) {
      context.report(
          value.span(),
          "nothing here can give " + ExpressionTyper.describe(parameter.type()),
          "leave " + parameter.name() + " out");
    }
    boolean outer = context.inAnswerText;
    context.inAnswerText = saying;
    Found found;
    try {
      found = expressions.type(value, wanted);
    } finally {
      context.inAnswerText = outer;
    }
    if (!parameter.words().isEmpty()) {
      words(tool, parameter, value);
    }
    if (!expressions.accepts(value, found.type(), wanted)) {
      context.stopAttempt(value.span());
      context.report(
          value.span(),
          CallTyper.head(tool)
              + " got "
              + ExpressionTyper.describe(found.type())
              + " as "
              + parameter.name()
              + " ("
              + parameter.type().text()
              + ")",
          expressions.conversionHint(value, found.type(), wanted));
      return found.as(Type.ANY);
    }
    return found;
  }

  private static String head(ToolSignature tool) {
    return tool.name()
        + "("
        + String.join(", ", tool.parameters().stream().map(Parameter::name).toList())
        + ")";
  }

  /** A parameter that takes words of a closed set. */
  private void words(ToolSignature tool, Parameter parameter, Expression value) {
    switch (value) {
      case StringLiteral text -> {
        boolean open = context.isOpen(text.span());
        boolean known =
            open
                ? parameter.words().stream().anyMatch(word -> word.startsWith(text.value()))
                : parameter.words().contains(text.value());
        if (!known) {
          context.report(
              text.span(),
              parameter.name() + " of " + tool.name() + " cannot be \"" + text.value() + "\"",
              "it is one of " + String.join(", ", parameter.words()));
        }
      }
      case Expression.Display display -> display.elements().forEach(e -> words(tool, parameter, e));
      case Expression.Conditional e -> {
        words(tool, parameter, e.then());
        words(tool, parameter, e.otherwise());
      }
      case Expression.Name _, Expression.Hole _, Expression.NoneLiteral _ -> {}
      default -> {
        // A word that is computed (such as "am".lower()) is no word that the tool knows.
        if (context.bounded()) {
          context.report(
              value.span(),
              parameter.name() + " of " + tool.name() + " must be written out",
              "it is one of " + String.join(", ", parameter.words()));
        }
      }
    }
  }

  Found method(MethodCall call) {
    return python.method(call);
  }

  /** Whether the method changes the value that it is called on. */
  boolean changes(Type receiver, String method) {
    return Types.options(receiver).stream()
        .anyMatch(option -> {
          Members.Member member = rules.members.methods(option).get(method);
          return option == Type.ANY || (member != null && member.changes());
        });
  }
}
