package dev.rigel.tools;

import dev.rigel.program.ObjectType;
import dev.rigel.program.Parameter;
import dev.rigel.program.ToolSignature;
import dev.rigel.program.Type;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes declarations as the text that planners read: one signature a line, grouped, typed, with a
 * short comment.
 */
public final class ToolPrinter {
  private static final int COMMENT_COLUMN = 68;

  private ToolPrinter() {}

  /** All shelves, the answer function and the attributes of regions that are not rare. */
  public static String text(
      List<Shelf> shelves, ToolSignature answer, Collection<ObjectType<?>> types) {
    StringBuilder text = new StringBuilder();
    for (Shelf shelf : shelves) {
      if (!shelf.tools().isEmpty()) {
        text.append("# ").append(shelf.title()).append('\n');
        shelf.tools().forEach(tool -> text.append(line(tool.signature())).append('\n'));
      }
    }
    text.append("# the end\n").append(answerLine(answer)).append('\n');
    types.stream()
        .filter(type -> type.name().equals("Region"))
        .forEach(type -> text.append("# ").append(attributes(type)).append('\n'));
    return text.toString();
  }

  /** {@code crop(image: Image, region: Region) -> Image # comment}. */
  public static String line(ToolSignature tool) {
    String signature = signature(tool);
    return tool.comment().isEmpty() ? signature : padded(signature) + "# " + tool.comment();
  }

  public static String signature(ToolSignature tool) {
    return tool.name()
        + tool.parameters().stream()
            .map(ToolPrinter::parameter)
            .collect(Collectors.joining(", ", "(", ")"))
        + " -> "
        + (tool.refinement().isPresent() ? "Record" : tool.result().text());
  }

  /** {@code page: int = None}: that a {@code None} is allowed, the default tells. */
  private static String parameter(Parameter parameter) {
    return parameter.name()
        + ": "
        + shown(parameter)
        + parameter.defaultText().map(value -> " = " + value).orElse("");
  }

  private static String shown(Parameter parameter) {
    return parameter.defaultText().filter("None"::equals).isPresent()
        ? withoutNone(parameter.type()).text()
        : parameter.type().text();
  }

  static Type withoutNone(Type type) {
    if (!(type instanceof Type.UnionOf union)) {
      return type;
    }
    List<Type> others = union.options().stream().filter(option -> option != Type.NONE).toList();
    return others.size() == 1 ? others.getFirst() : new Type.UnionOf(others);
  }

  /** Without defaults: that all but one may be left out is easier read than six times None. */
  private static String answerLine(ToolSignature answer) {
    String parameters =
        answer.parameters().stream()
            .map(parameter -> parameter.name() + ": " + withoutNone(parameter.type()).text())
            .collect(Collectors.joining(", ", "(", ")"));
    return padded(answer.name() + parameters) + "# " + answer.comment();
  }

  private static String attributes(ObjectType<?> type) {
    return type.name()
        + ": "
        + type.attributes().stream()
            .filter(a -> !a.rare())
            .map(a -> "." + a.name())
            .collect(Collectors.joining(" "));
  }

  private static String padded(String signature) {
    return signature + " ".repeat(Math.max(3, COMMENT_COLUMN - signature.length()));
  }
}
