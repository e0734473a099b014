package dev.rigel.program;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.Hashes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a program may call and which types it meets: the tools in reach, the {@code answer}
 * function, and the object types. Immutable; restricted libraries are made for requests that name
 * toolsets.
 */
public final class Library {
  private static final char SEPARATOR = '\u001f';

  private final Map<String, ToolSignature> tools = new LinkedHashMap<>();
  private final Map<String, ObjectType<?>> types = new LinkedHashMap<>();
  private final ToolSignature answer;

  public Library(
      Collection<ToolSignature> tools,
      ToolSignature answer,
      Collection<? extends ObjectType<?>> types) {
    this.answer = requireNonNull(answer, "answer");
    for (ToolSignature tool : tools) {
      if (this.tools.put(tool.name(), tool) != null) {
        throw new IllegalArgumentException("two tools are named " + tool.name());
      }
    }
    types.forEach(type -> this.types.put(type.name(), type));
  }

  public Collection<ToolSignature> tools() {
    return List.copyOf(tools.values());
  }

  public Optional<ToolSignature> tool(String name) {
    return Optional.ofNullable(tools.get(name));
  }

  /** The function that ends a program and carries its results. */
  public ToolSignature answer() {
    return answer;
  }

  public Collection<ObjectType<?>> types() {
    return List.copyOf(types.values());
  }

  public Optional<ObjectType<?>> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /** The object type that holds the given value, if one does. */
  public Optional<ObjectType<?>> typeOf(Object value) {
    return types.values().stream().filter(t -> t.javaType().isInstance(value)).findFirst();
  }

  /** Tells libraries apart: two with the same fingerprint allow the same programs. Order counts. */
  public String fingerprint() {
    StringBuilder text = new StringBuilder();
    tools.values().forEach(tool -> describe(tool, text));
    describe(answer, text);
    for (ObjectType<?> type : types.values()) {
      text.append(type.name());
      type.attributes()
          .forEach(a -> text.append(SEPARATOR).append(a.name()).append(' ').append(a.type()));
      text.append('\n');
    }
    return Hashes.sha256(text.toString());
  }

  private static void describe(ToolSignature tool, StringBuilder text) {
    text.append(tool.name());
    for (Parameter parameter : tool.parameters()) {
      text.append(SEPARATOR)
          .append(parameter.name())
          .append(' ')
          .append(parameter.type())
          .append(parameter.defaultText())
          .append(parameter.words())
          .append(parameter.keywordOnly());
    }
    text.append(SEPARATOR).append(tool.result()).append(tool.refinement().isPresent()).append('\n');
  }

  /** The same library with only these tools, in this order; names of others are left out. */
  public Library only(Collection<String> names) {
    return new Library(
        names.stream().distinct().flatMap(name -> tool(name).stream()).toList(),
        answer,
        types.values());
  }

  /** The same library with only the tools whose toolset is named. */
  public Library restrictedTo(Collection<String> toolsets) {
    return new Library(
        tools.values().stream().filter(t -> toolsets.contains(t.toolset())).toList(),
        answer,
        types.values());
  }
}
