package dev.rigel.program.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code int | str}, for {@code isinstance}. */
record TypeUnion(List<Object> options) implements Callable {
  static TypeUnion of(Object a, Object b) {
    List<Object> options = new ArrayList<>();
    for (Object option : List.of(a, b)) {
      if (option instanceof TypeUnion union) {
        options.addAll(union.options);
      } else {
        options.add(option);
      }
    }
    return new TypeUnion(options);
  }

  @Override
  public Object call(CallArguments arguments) {
    throw PythonError.type("'types.UnionType' object is not callable");
  }

  @Override
  public String typeName() {
    return "UnionType";
  }

  @Override
  public String representation() {
    return options.stream()
        .map(option -> option instanceof TypeValue type ? type.name() : "None")
        .collect(Collectors.joining(" | "));
  }
}
