package dev.rigel.agent.skill;

import dev.rigel.protocol.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Writes the zip of a new skill. The same content gives the same bytes. */
final class SkillWriter {
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private SkillWriter() {}

  static byte[] zip(String name, String description, String body, Optional<JsonNode> schema) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      add(
          zip,
          "SKILL.md",
          "---\nname: "
              + quoted(name)
              + "\ndescription: "
              + quoted(description)
              + "\n---\n\n"
              + body.strip()
              + "\n");
      if (schema.isPresent()) {
        add(zip, "schema.json", Json.text(schema.get()) + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A JSON string is a YAML string. */
  private static String quoted(String text) {
    return Json.text(JsonNodeFactory.instance.stringNode(text.replaceAll("\\s+", " ").strip()));
  }

  private static void add(ZipOutputStream zip, String name, String text) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
