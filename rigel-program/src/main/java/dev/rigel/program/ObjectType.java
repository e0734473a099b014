package dev.rigel.program;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A type that the tools bring into the language: which Java class holds its values, and which
 * attributes a program may read. Values are immutable and are never copied.
 *
 * @param javaType the class (or sealed interface) of the values
 * @param name as written in signatures, for example {@code Region}
 * @param fingerprint identifies a value by content, for the memo; equal content gives equal text
 * @param representation what {@code repr} and {@code print} show, one short line
 */
public record ObjectType<T>(
    Class<T> javaType,
    String name,
    String purpose,
    List<Attribute<T>> attributes,
    Function<T, String> fingerprint,
    Function<T, String> representation) {

  /**
   * @param read gives a plain value (see {@link ToolInvoker}) or {@code null} for Python's {@code
   *     None}
   * @param rare whether planners see it only in examples that read it
   */
  public record Attribute<T>(
      String name, Type type, String comment, Function<T, @Nullable Object> read, boolean rare) {
    public Attribute(String name, Type type, String comment, Function<T, @Nullable Object> read) {
      this(name, type, comment, read, false);
    }

    public Attribute {
      requireNonNull(name, "name");
      requireNonNull(type, "type");
      requireNonNull(comment, "comment");
      requireNonNull(read, "read");
    }
  }

  public ObjectType {
    requireNonNull(javaType, "javaType");
    requireNonNull(name, "name");
    requireNonNull(purpose, "purpose");
    attributes = List.copyOf(attributes);
    requireNonNull(fingerprint, "fingerprint");
    requireNonNull(representation, "representation");
  }

  public Type type() {
    return new Type.ObjectOf(name);
  }

  public Optional<Attribute<T>> attribute(String wanted) {
    return attributes.stream().filter(a -> a.name().equals(wanted)).findFirst();
  }
}
