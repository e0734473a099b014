package dev.rigel.agent.program;

import dev.rigel.base.RigelException;
import dev.rigel.media.Region;
import dev.rigel.program.Parameter;
import dev.rigel.program.ToolSignature;
import dev.rigel.program.Type;
import dev.rigel.tools.Regions;
import dev.rigel.tools.VisualTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * The call of one tool, with arguments as JSON, as a program of two lines: so that it is checked,
 * bounded and traced as every program is.
 *
 * @param media where the media lie that the program needs, by the name they have in it
 * @param regions the places that the program needs, by name
 */
public record ToolCall(String program, Map<String, String> media, Map<String, Region> regions) {
  public ToolCall {
    media = Map.copyOf(media);
    regions = Map.copyOf(regions);
  }

  /**
   * @param arguments by parameter name: media as URLs or data URIs, regions as objects with {@code
   *     xywh}
   * @throws RigelException {@code INVALID_REQUEST} naming the argument that is missing, unknown or
   *     of the wrong kind
   */
  public static ToolCall of(ToolSignature signature, JsonNode arguments) {
    for (String name : arguments.propertyNames()) {
      if (signature.parameter(name).isEmpty()) {
        throw RigelException.invalid(
            signature.name() + " takes no argument " + name + ".", "arguments." + name);
      }
    }
    Writer writer = new Writer();
    List<String> written = new ArrayList<>();
    for (Parameter parameter : signature.parameters()) {
      JsonNode value = arguments.path(parameter.name());
      if (value.isMissingNode() || (value.isNull() && !parameter.isRequired())) {
        if (parameter.isRequired()) {
          throw RigelException.invalid(
              signature.name() + " needs the argument " + parameter.name() + ".",
              "arguments." + parameter.name());
        }
        continue;
      }
      written.add(parameter.name() + "=" + writer.value(parameter, parameter.type(), value));
    }
    String program =
        "result = %s(%s)%nanswer(%s)"
            .formatted(signature.name(), String.join(", ", written), answer(signature.result()));
    return new ToolCall(program, writer.media, writer.regions);
  }

  private static String answer(Type result) {
    if (result.equals(VisualTypes.IMAGE)) {
      return "image=result";
    }
    if (result.equals(VisualTypes.IMAGES)) {
      return "images=result";
    }
    if (result.equals(VisualTypes.DOCUMENT)) {
      return "document=result";
    }
    if (result.equals(VisualTypes.REGIONS)) {
      return "boxes=result";
    }
    if (result.equals(VisualTypes.REGION)) {
      return "boxes=[result]";
    }
    return result.equals(Type.STR) ? "result" : "data=result";
  }

  /** Writes arguments, and puts aside what is no literal. */
  private static final class Writer {
    private final Map<String, String> media = new LinkedHashMap<>();
    private final Map<String, Region> regions = new LinkedHashMap<>();

    String value(Parameter parameter, Type type, JsonNode value) {
      if (value.isArray() && element(type).isPresent()) {
        List<String> items = new ArrayList<>();
        value.forEach(item -> items.add(value(parameter, element(type).get(), item)));
        return "[" + String.join(", ", items) + "]";
      }
      if (value.isString() && holdsMedium(type) && !mayBeText(type, value.stringValue())) {
        String name = "input" + (media.size() + 1);
        media.put(name, value.stringValue());
        return name;
      }
      if (value.isObject() && value.has("xywh")) {
        String name = "place" + (regions.size() + 1);
        regions.put(name, region(parameter, value));
        return name;
      }
      return literal(value);
    }

    private static Optional<Type> element(Type type) {
      return switch (type) {
        case Type.ListOf(Type element) -> Optional.of(element);
        case Type.UnionOf(List<Type> options) ->
            options.stream()
                .filter(Type.ListOf.class::isInstance)
                .findFirst()
                .flatMap(Writer::element);
        case Type.Plain _,
            Type.SetOf _,
            Type.DictOf _,
            Type.TupleOf _,
            Type.RecordOf _,
            Type.ObjectOf _,
            Type.FunctionOf _ ->
            Optional.empty();
      };
    }

    private static boolean holdsMedium(Type type) {
      return type.equals(VisualTypes.IMAGE)
          || type.equals(VisualTypes.DOCUMENT)
          || (type instanceof Type.UnionOf(List<Type> options)
              && options.stream().anyMatch(Writer::holdsMedium));
    }

    /** Where a text is as good as a medium, only an address is one. */
    private static boolean mayBeText(Type type, String value) {
      return type instanceof Type.UnionOf(List<Type> options)
          && options.contains(Type.STR)
          && !value.regionMatches(true, 0, "data:", 0, 5)
          && !value.matches("(?i)https?://.*");
    }

    private static Region region(Parameter parameter, JsonNode value) {
      JsonNode xywh = value.path("xywh");
      if (xywh.size() != 4 || !xywh.values().stream().allMatch(JsonNode::isNumber)) {
        throw RigelException.invalid(
            "xywh is a list of four numbers, 0 to 1: left, top, width, height.",
            "arguments." + parameter.name());
      }
      OptionalInt page =
          value.path("page").isIntegralNumber()
              ? OptionalInt.of(value.path("page").asInt())
              : OptionalInt.empty();
      return new Region(
          "",
          page,
          OptionalDouble.empty(),
          Regions.box(
              xywh.get(0).asDouble(),
              xywh.get(1).asDouble(),
              xywh.get(2).asDouble(),
              xywh.get(3).asDouble()),
          value.path("label").asString(""),
          value.path("text").asString(""),
          1,
          List.of(),
          Optional.empty(),
          OptionalDouble.empty());
    }

    /** JSON's texts and numbers are Python's; its words are not. */
    private String literal(JsonNode value) {
      if (value.isArray()) {
        return value.values().stream()
            .map(this::literal)
            .collect(Collectors.joining(", ", "[", "]"));
      }
      if (value.isObject()) {
        return value.properties().stream()
            .map(member -> text(member.getKey()) + ": " + literal(member.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
      }
      if (value.isBoolean()) {
        return value.booleanValue() ? "True" : "False";
      }
      if (value.isNull()) {
        return "None";
      }
      return value.isString() ? text(value.stringValue()) : value.toString();
    }

    private static String text(String text) {
      return StringNode.valueOf(text).toString();
    }
  }
}
