package dev.rigel.tools;

import dev.rigel.program.ObjectType;
import dev.rigel.program.Parameter;
import dev.rigel.program.ToolSignature;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Writes the documentation page of all tools, in Markdown, from their declarations. */
public final class ToolsPage {
  private final StringBuilder page = new StringBuilder();

  private ToolsPage() {}

  public static String of(
      List<Shelf> shelves,
      List<NotConfigured> notConfigured,
      ToolSignature answer,
      Collection<ObjectType<?>> types) {
    ToolsPage writer = new ToolsPage();
    writer.line("# Tools");
    writer.line("");
    writer.line(
        "Every function that a visual program may call. This page is generated from the tools'"
            + " declarations; a test fails when it is out of date.");
    writer.line("");
    writer.line(
        "Boxes and points are parts of the picture, 0 to 1 from the top left. Pages count from 1.");
    for (Shelf shelf : shelves) {
      writer.heading(shelf.title());
      shelf.tools().forEach(writer::tool);
    }
    writer.heading("the end");
    writer.signature(answer);
    writer.heading("types");
    types.forEach(writer::type);
    writer.heading("not configured");
    writer.line(
        "These need an endpoint in the configuration; without it a call says which setting is missing.");
    writer.line("");
    notConfigured.forEach(writer::notConfigured);
    return writer.page.toString();
  }

  private void heading(String title) {
    line("");
    line("## " + Character.toUpperCase(title.charAt(0)) + title.substring(1));
    line("");
  }

  private void tool(Tool tool) {
    signature(tool.signature());
    paragraph("Use it: ", tool.card().use());
    paragraph("Rather not: ", tool.card().avoid());
    paragraph("Limits: ", tool.card().limits());
    line("Toolset `" + tool.signature().toolset() + "`.");
    line("");
    ToolExample.of(tool.signature().name()).ifPresent(this::example);
  }

  private void example(ToolExample example) {
    line(
        "Example, with "
            + String.join(
                " and ",
                example.inputs().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(input -> "`" + input.getKey() + "=" + input.getValue() + "`")
                    .toList())
            + ":");
    line("");
    line("```python");
    line(example.program().strip());
    line("```");
    line("");
    if (example.pictured()) {
      line("![What " + example.tool() + " gave](" + example.picture() + ")");
      line("");
    }
  }

  private void signature(ToolSignature tool) {
    line("### " + tool.name());
    line("");
    line("```python");
    line(ToolPrinter.signature(tool));
    line("```");
    line("");
    line(tool.purpose());
    line("");
    for (Parameter parameter : tool.parameters()) {
      line("- `" + parameter.name() + "`: " + parameter.comment() + words(parameter));
    }
    if (!tool.parameters().isEmpty()) {
      line("");
    }
  }

  private static String words(Parameter parameter) {
    return parameter.words().isEmpty()
        ? ""
        : "; one of "
            + String.join(", ", parameter.words().stream().map(w -> "`" + w + "`").toList());
  }

  private void paragraph(String title, String text) {
    if (!text.isEmpty()) {
      line(title + text);
      line("");
    }
  }

  private void type(ObjectType<?> type) {
    line("### " + type.name());
    line("");
    line(type.purpose());
    line("");
    type.attributes()
        .forEach(a ->
            line(
                "- `."
                    + a.name()
                    + "`: "
                    + ToolPrinter.withoutNone(a.type()).text()
                    + ", "
                    + a.comment()));
    line("");
  }

  private void notConfigured(NotConfigured tool) {
    line(
        "- `"
            + ToolPrinter.signature(tool.signature())
            + "`: "
            + tool.signature().purpose()
            + " Setting `"
            + tool.setting()
            + "`.");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
