package dev.rigel.program.run;

import dev.rigel.program.ObjectType;
import org.jspecify.annotations.Nullable;

/** A value of the tools' own (an image, a region) with its declared type; equal by the value. */
record ObjectValue(Object value, ObjectType<?> type) {
  static <T> ObjectValue of(Object value, ObjectType<T> type) {
    return new ObjectValue(type.javaType().cast(value), type);
  }

  String fingerprint() {
    return fingerprint(type);
  }

  private <T> String fingerprint(ObjectType<T> declared) {
    return declared.fingerprint().apply(declared.javaType().cast(value));
  }

  String representation() {
    return representation(type);
  }

  private <T> String representation(ObjectType<T> declared) {
    return declared.representation().apply(declared.javaType().cast(value));
  }

  /** The attribute in plain form, {@code null} for {@code None}. */
  @Nullable Object attribute(String name) {
    return attribute(type, name);
  }

  private <T> @Nullable Object attribute(ObjectType<T> declared, String name) {
    return declared
        .attribute(name)
        .orElseThrow(() ->
            PythonError.attribute(
                "'%s' object has no attribute '%s'".formatted(declared.name(), name)))
        .read()
        .apply(declared.javaType().cast(value));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ObjectValue that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
