package dev.rigel.program.run;

/** A function that is always there. */
record Builtin(Signature signature, String purpose, Body body) {
  /** The work of a builtin. */
  @FunctionalInterface
  interface Body {
    Object call(Machine machine, Signature.Bound arguments);
  }

  /** The builtin as a value of one run: {@code key=len}. */
  Callable bind(Machine machine) {
    return new Bound(this, machine);
  }

  private record Bound(Builtin builtin, Machine machine) implements Callable {
    @Override
    public Object call(CallArguments arguments) {
      return builtin.body.call(machine, builtin.signature.bind(arguments));
    }

    @Override
    public String typeName() {
      return "builtin_function_or_method";
    }

    @Override
    public String representation() {
      return "<built-in function %s>".formatted(builtin.signature.name());
    }
  }
}
