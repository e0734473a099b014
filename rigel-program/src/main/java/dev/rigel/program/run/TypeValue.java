package dev.rigel.program.run;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A type as a value: called it converts, and {@code isinstance} asks it about values.
 *
 * @param name as programs write it
 * @param holds whether a value is of the type
 * @param constructor what calling it does; {@code null} for the tools' types
 * @param methods its methods, for {@code str.upper} without a receiver
 */
record TypeValue(
    String name,
    Predicate<Object> holds,
    @Nullable Callable constructor,
    Method.@Nullable Table<?> methods)
    implements Callable {

  @Override
  public Object call(CallArguments arguments) {
    if (constructor == null) {
      throw PythonError.type(
          "a program cannot make a value of type %s; tools give them".formatted(name));
    }
    return constructor.call(arguments);
  }

  /** {@code str.upper}, {@code dict.fromkeys}. */
  Object member(Machine machine, String member) {
    if (name.equals("dict") && member.equals("fromkeys")) {
      return new StaticMethod(
          machine, new Signature("fromkeys(iterable, value=None, /)"), TypeValue::fromKeys);
    }
    if (name.equals("str") && member.equals("maketrans")) {
      return new StaticMethod(
          machine, new Signature("maketrans(x, y=None, z='', /)"), StrMethods::translationTable);
    }
    if (methods == null || !methods.has(member)) {
      throw Attributes.missing(this, member);
    }
    return new Unbound(machine, this, methods, member);
  }

  private static DictValue fromKeys(Machine machine, Signature.Bound arguments) {
    DictValue dict = new DictValue();
    IteratorValue keys = machine.iteration().iterate(arguments.at(0));
    for (Object key = keys.next(); key != null; key = keys.next()) {
      machine.sequences().putInto(dict, key, arguments.raw(1, NoneValue.NONE));
    }
    return dict;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TypeValue type && name.equals(type.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String typeName() {
    return "type";
  }

  @Override
  public String representation() {
    return "<class '%s'>".formatted(name);
  }

  private record StaticMethod(Machine machine, Signature signature, Builtin.Body body)
      implements Callable {
    @Override
    public Object call(CallArguments arguments) {
      return body.call(machine, signature.bind(arguments));
    }

    @Override
    public String typeName() {
      return "builtin_function_or_method";
    }

    @Override
    public String representation() {
      return "<built-in method %s of type object>".formatted(signature.name());
    }
  }

  private record Unbound(Machine machine, TypeValue type, Method.Table<?> methods, String member)
      implements Callable {
    @Override
    public Object call(CallArguments arguments) {
      if (arguments.positional().isEmpty()) {
        throw PythonError.type(
            "unbound method %s.%s() needs an argument".formatted(type.name(), member));
      }
      Object receiver = Pending.now(arguments.positional().getFirst());
      if (!type.holds().test(receiver)) {
        throw PythonError.type(
            "descriptor '%s' for '%s' objects doesn't apply to a '%s' object"
                .formatted(member, type.name(), Types.nameOf(receiver)));
      }
      return methods.call(machine, receiver, member, arguments.withoutFirst());
    }

    @Override
    public String typeName() {
      return "method_descriptor";
    }

    @Override
    public String representation() {
      return "<method '%s' of '%s' objects>".formatted(member, type.name());
    }
  }
}
