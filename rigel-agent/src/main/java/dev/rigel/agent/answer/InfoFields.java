package dev.rigel.agent.answer;

import dev.rigel.tools.Info;
import java.util.LinkedHashMap;
import java.util.Map;

/** The facts of a medium by name, as answers give them. */
final class InfoFields {
  private InfoFields() {}

  static Map<String, Object> of(Info info) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", info.kind());
    fields.put("width", info.width());
    fields.put("height", info.height());
    info.pages().ifPresent(pages -> fields.put("pages", pages));
    return fields;
  }
}
