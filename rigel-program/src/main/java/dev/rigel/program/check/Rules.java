package dev.rigel.program.check;

import dev.rigel.program.Library;
import dev.rigel.program.ObjectType;
import dev.rigel.program.Parameter;
import dev.rigel.program.ToolSignature;
import dev.rigel.program.Type;
import dev.rigel.program.Type.ListOf;
import dev.rigel.program.Type.ObjectOf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that stays the same from check to check. Immutable but for what it remembers. */
final class Rules {
  final Library library;
  final Map<String, Type> inputs;
  final CheckOptions options;
  final RequestFacts request;
  final Members members;
  final Reach reach;

  /** Types that loop variables can have, for comprehensions whose {@code for} is yet to come. */
  final List<Type> elementTypes;

  private final Map<Parameter, Type> wanted;
  private final Map<String, ToolSignature> tools;
  private final Set<String> available;
  private final Set<Type> producible;

  Rules(Library library, Map<String, Type> inputs, CheckOptions options) {
    this.library = library;
    this.inputs = Map.copyOf(inputs);
    this.options = options;
    this.request = new RequestFacts(options.requestText());
    this.members = new Members();
    this.reach = new Reach(library, members);
    this.wanted = new HashMap<>();
    this.tools = new LinkedHashMap<>();
    this.available = new HashSet<>();
    this.producible = new LinkedHashSet<>();
    for (ToolSignature tool : library.tools()) {
      tools.put(tool.name(), tool);
      tool.parameters().forEach(parameter -> wanted.put(parameter, wanted(parameter)));
    }
    library.answer().parameters().forEach(p -> wanted.put(p, wanted(p)));
    findAvailable();
    this.elementTypes = elementTypes();
  }

  /** The rules of another request over the same library and inputs. */
  private Rules(Rules other, CheckOptions options) {
    this.library = other.library;
    this.inputs = other.inputs;
    this.options = options;
    this.request = new RequestFacts(options.requestText());
    this.members = other.members;
    this.reach = other.reach;
    this.wanted = other.wanted;
    this.tools = other.tools;
    this.available = other.available;
    this.producible = other.producible;
    this.elementTypes = other.elementTypes;
  }

  Rules with(CheckOptions other) {
    // Which types a loop variable can have depends on the bounds.
    return other.bounded() == options.bounded()
        ? new Rules(this, other)
        : new Rules(library, inputs, other);
  }

  Map<String, ToolSignature> tools() {
    return tools;
  }

  /** What a parameter takes: its type, {@code None} where that is its default, one for a list. */
  Type wantedBy(Parameter parameter) {
    Type known = wanted.get(parameter);
    return known == null ? wanted(parameter) : known;
  }

  private static Type wanted(Parameter parameter) {
    List<Type> options = new ArrayList<>(Types.options(parameter.type()));
    for (Type option : Types.options(parameter.type())) {
      if (option instanceof ListOf list && list.element().equals(Type.object("Region"))) {
        options.add(list.element());
      }
    }
    if (parameter.defaultText().filter("None"::equals).isPresent()) {
      options.add(Type.NONE);
    }
    return Types.union(options);
  }

  private List<Type> elementTypes() {
    Set<Type> found = new LinkedHashSet<>();
    for (ToolSignature tool : library.tools()) {
      if (isAvailable(tool)) {
        addElement(tool.result(), found);
      }
    }
    for (ObjectType<?> type : library.types()) {
      if (!options.bounded() || isProducible(type.type())) {
        type.attributes().forEach(attribute -> addElement(attribute.type(), found));
      }
    }
    found.add(Type.STR);
    found.add(Type.FLOAT);
    found.add(Type.INT);
    found.add(Type.list(Type.STR));
    return List.copyOf(found);
  }

  private static void addElement(Type type, Set<Type> found) {
    if (type instanceof ListOf list && list.element() != Type.ANY) {
      found.add(list.element());
      addElement(list.element(), found);
    }
  }

  /** Tools whose required arguments can come from the inputs, directly or by way of other tools. */
  private void findAvailable() {
    producible.addAll(inputs.values());
    boolean changed = true;
    while (changed) {
      changed = false;
      for (ToolSignature tool : library.tools()) {
        if (!available.contains(tool.name())
            && tool.parameters().stream()
                .allMatch(p -> !p.isRequired() || isProducible(wantedBy(p)))) {
          available.add(tool.name());
          producible.add(tool.result());
          changed = true;
        }
      }
    }
  }

  boolean isProducible(Type wantedType) {
    for (Type option : Types.options(wantedType)) {
      Type kernel = option;
      while (kernel instanceof ListOf list) {
        kernel = list.element();
      }
      if (!(kernel instanceof ObjectOf)) {
        return true;
      }
      for (Type type : producible) {
        if (reach.gives(type, kernel)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether it makes sense to offer the tool to somebody who writes a program. */
  boolean isAvailable(ToolSignature tool) {
    return !options.bounded() || available.contains(tool.name());
  }
}
