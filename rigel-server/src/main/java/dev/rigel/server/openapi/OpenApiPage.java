package dev.rigel.server.openapi;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * An OpenAPI document as one page of plain HTML: what there is to call by tag, with parameters,
 * bodies and answers; then the schemas. It needs no script.
 */
final class OpenApiPage {
  private static final String STYLE =
      """
      body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
      h2{margin-top:3rem;border-bottom:1px solid #d0d7de}h3{margin-bottom:.2rem}
      code,.method{font-family:ui-monospace,monospace;font-size:.95em}.method{font-weight:700;margin-right:.6em}
      table{border-collapse:collapse;margin:.5rem 0}td,th{border:1px solid #d0d7de;padding:.25rem .6rem;text-align:left;vertical-align:top}
      th{background:#f3f5f7}.note{color:#57606a}nav a{margin-right:1rem}a{color:#0b57d0}
      @media(prefers-color-scheme:dark){body{background:#101418;color:#e6e8ea}th{background:#1c2128}td,th,h2{border-color:#3a424b}.note{color:#9aa4ae}a{color:#8ab4f8}}
      """;

  private final JsonNode document;
  private final StringBuilder out = new StringBuilder();

  OpenApiPage(JsonNode document) {
    this.document = document;
  }

  String html() {
    JsonNode info = document.path("info");
    out.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
        .append(text(info.path("title").asString("")))
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body><h1>")
        .append(text(info.path("title").asString("")))
        .append(" <small class=\"note\">")
        .append(text(info.path("version").asString("")))
        .append("</small></h1>");
    paragraphs(info.path("description").asString(""));
    out.append("<nav>");
    for (JsonNode tag : document.path("tags")) {
      String name = tag.path("name").asString();
      out.append("<a href=\"#").append(text(name)).append("\">").append(text(name)).append("</a>");
    }
    out.append("<a href=\"#schemas\">schemas</a><a href=\"/openapi.json\">openapi.json</a></nav>");
    for (JsonNode tag : document.path("tags")) {
      tag(tag);
    }
    schemas();
    return out.append("</body></html>").toString();
  }

  private void tag(JsonNode tag) {
    String name = tag.path("name").asString();
    heading("h2", name, name);
    paragraphs(tag.path("description").asString(""));
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (operation.getValue().path("tags").path(0).asString("").equals(name)) {
          operation(operation.getKey(), path.getKey(), operation.getValue());
        }
      }
    }
  }

  private void operation(String method, String path, JsonNode operation) {
    out.append("<h3 id=\"")
        .append(text(operation.path("operationId").asString("")))
        .append("\"><span class=\"method\">")
        .append(method.toUpperCase(java.util.Locale.ROOT))
        .append("</span><code>")
        .append(text(path))
        .append("</code></h3>");
    paragraphs(operation.path("summary").asString(""));
    paragraphs(operation.path("description").asString(""));
    parameters(operation.path("parameters"));
    JsonNode body = resolved(operation.path("requestBody"));
    content("Body", body.path("content"));
    for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
      if (!answer.getKey().equals("default")) {
        JsonNode response = resolved(answer.getValue());
        content(
            answer.getKey() + ": " + response.path("description").asString(""),
            response.path("content"));
      }
    }
  }

  private void parameters(JsonNode parameters) {
    if (parameters.isEmpty()) {
      return;
    }
    out.append("<table><tr><th>parameter</th><th>in</th><th>type</th><th></th></tr>");
    for (JsonNode reference : parameters) {
      JsonNode parameter = resolved(reference);
      out.append("<tr><td><code>")
          .append(text(parameter.path("name").asString("")))
          .append("</code></td><td>")
          .append(text(parameter.path("in").asString("")))
          .append("</td><td>")
          .append(type(parameter.path("schema")))
          .append("</td><td>")
          .append(marked(parameter.path("description").asString("")))
          .append("</td></tr>");
    }
    out.append("</table>");
  }

  private void content(String title, JsonNode content) {
    if (content.isEmpty()) {
      return;
    }
    for (Map.Entry<String, JsonNode> kind : content.properties()) {
      JsonNode schema = kind.getValue().path("schema");
      out.append("<p>")
          .append(marked(title))
          .append(" <span class=\"note\">(")
          .append(text(kind.getKey()))
          .append(")</span>: ")
          .append(type(schema))
          .append("</p>");
      if (!schema.has("$ref")) {
        properties(schema);
      }
    }
  }

  private void schemas() {
    heading("h2", "schemas", "schemas");
    for (Map.Entry<String, JsonNode> schema :
        document.path("components").path("schemas").properties()) {
      heading("h3", schema.getKey(), schema.getKey());
      paragraphs(schema.getValue().path("description").asString(""));
      if (schema.getValue().has("properties")) {
        properties(schema.getValue());
      } else {
        out.append("<p>").append(type(schema.getValue())).append("</p>");
      }
    }
  }

  private void properties(JsonNode schema) {
    if (!schema.has("properties")) {
      return;
    }
    Set<String> required = new LinkedHashSet<>();
    schema.path("required").forEach(name -> required.add(name.asString()));
    out.append("<table><tr><th>field</th><th>type</th><th></th></tr>");
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      out.append("<tr><td><code>")
          .append(text(property.getKey()))
          .append("</code>")
          .append(required.contains(property.getKey()) ? " *" : "")
          .append("</td><td>")
          .append(type(property.getValue()))
          .append("</td><td>")
          .append(marked(property.getValue().path("description").asString("")))
          .append("</td></tr>");
    }
    out.append("</table>");
  }

  /** A schema in a few words, those with a name as a link. */
  private static String type(JsonNode schema) {
    if (schema.has("$ref")) {
      String name = schema.path("$ref").asString().replaceFirst(".*/", "");
      return "<a href=\"#" + text(name) + "\">" + text(name) + "</a>";
    }
    if (schema.has("enum")) {
      return "<code>" + text(joined(schema.path("enum"), " | ")) + "</code>";
    }
    if (schema.has("const")) {
      return "<code>" + text(schema.path("const").asString("")) + "</code>";
    }
    for (String choice : new String[] {"oneOf", "anyOf"}) {
      if (schema.has(choice)) {
        StringBuilder all = new StringBuilder();
        schema
            .path(choice)
            .forEach(one -> all.append(all.isEmpty() ? "" : " or ").append(type(one)));
        return all.toString();
      }
    }
    JsonNode type = schema.path("type");
    String name = type.isArray() ? joined(type, " or ") : type.asString("any");
    String items = schema.has("items") ? " of " + type(schema.path("items")) : "";
    String standard =
        schema.has("default") ? ", default " + text(schema.path("default").asString("")) : "";
    return text(name) + items + standard;
  }

  private static String joined(JsonNode values, String separator) {
    StringBuilder all = new StringBuilder();
    values.forEach(value ->
        all.append(all.isEmpty() ? "" : separator)
            .append(value.isNull() ? "null" : value.asString("")));
    return all.toString();
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
  }

  private void heading(String level, String id, String title) {
    out.append('<')
        .append(level)
        .append(" id=\"")
        .append(text(id))
        .append("\">")
        .append(text(title))
        .append("</")
        .append(level)
        .append('>');
  }

  private void paragraphs(String text) {
    for (String paragraph : text.strip().split("\n\\s*\n", -1)) {
      if (!paragraph.isBlank()) {
        out.append("<p>").append(marked(paragraph)).append("</p>");
      }
    }
  }

  /** What descriptions use of Markdown: code and emphasis. */
  private static String marked(String markdown) {
    return text(markdown.strip())
        .replaceAll("`([^`]+)`", "<code>$1</code>")
        .replaceAll("\\*(\\w[^*<>]*\\w)\\*", "<em>$1</em>");
  }

  private static String text(String raw) {
    return raw.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
