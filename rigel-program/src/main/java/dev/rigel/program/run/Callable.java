package dev.rigel.program.run;

/** Something that can be called: a lambda, a builtin, a method, a type or a tool. */
interface Callable {
  Object call(CallArguments arguments);

  /** As Python's {@code type(f).__name__}. */
  String typeName();

  /** What {@code repr} shows. */
  String representation();
}
