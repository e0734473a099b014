package dev.rigel.program.run;

import dev.rigel.program.syntax.Expression.Lambda;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lambda with the variables around it, which it sees as they are when it is called. */
final class LambdaValue implements Callable {
  private final Lambda lambda;
  private final List<@Nullable Object> defaults;
  private final Scope around;
  private final Evaluator evaluator;
  private final Fuel fuel;

  private LambdaValue(
      Lambda lambda,
      List<@Nullable Object> defaults,
      Scope around,
      Evaluator evaluator,
      Fuel fuel) {
    this.lambda = lambda;
    this.defaults = defaults;
    this.around = around;
    this.evaluator = evaluator;
    this.fuel = fuel;
  }

  static LambdaValue of(Lambda lambda, Scope around, Evaluator evaluator, Fuel fuel) {
    List<@Nullable Object> defaults = new ArrayList<>();
    for (Lambda.LambdaParameter parameter : lambda.parameters()) {
      defaults.add(
          parameter.defaultValue().isPresent()
              ? evaluator.eval(parameter.defaultValue().get(), around)
              : null);
    }
    return new LambdaValue(lambda, defaults, around, evaluator, fuel);
  }

  @Override
  public Object call(CallArguments arguments) {
    fuel.statement();
    fuel.enter();
    try {
      return evaluator.eval(lambda.body(), bind(arguments));
    } finally {
      fuel.leave();
    }
  }

  private Scope bind(CallArguments arguments) {
    List<Lambda.LambdaParameter> parameters = lambda.parameters();
    int given = arguments.positional().size();
    if (given > parameters.size()) {
      throw PythonError.type(
          "<lambda>() takes %d positional argument%s but %d %s given"
              .formatted(
                  parameters.size(),
                  parameters.size() == 1 ? "" : "s",
                  given,
                  given == 1 ? "was" : "were"));
    }
    Map<String, Object> named = new LinkedHashMap<>(arguments.named());
    Scope scope = around.inner();
    for (int i = 0; i < parameters.size(); i++) {
      String name = parameters.get(i).name();
      Object value = i < given ? arguments.positional().get(i) : named.remove(name);
      if (value == null) {
        value = defaults.get(i);
      }
      if (value == null) {
        throw PythonError.type(
            "<lambda>() missing 1 required positional argument: '%s'".formatted(name));
      }
      if (i < given && named.containsKey(name)) {
        throw PythonError.type("<lambda>() got multiple values for argument '%s'".formatted(name));
      }
      scope.set(name, value);
    }
    if (!named.isEmpty()) {
      throw PythonError.type(
          "<lambda>() got an unexpected keyword argument '%s'"
              .formatted(named.keySet().iterator().next()));
    }
    return scope;
  }

  @Override
  public String typeName() {
    return "function";
  }

  @Override
  public String representation() {
    return "<function <lambda>>";
  }
}
