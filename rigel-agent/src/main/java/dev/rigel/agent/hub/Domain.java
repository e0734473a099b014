package dev.rigel.agent.hub;

import static java.util.Objects.requireNonNull;

import tools.jackson.databind.JsonNode;

/**
 * A kind of document or picture and what it holds.
 *
 * @param name for example {@code document.invoice}
 * @param title for people
 * @param version of the schema
 * @param schema a JSON schema (2020-12); not to be changed
 */
public record Domain(
    String name, String title, String description, String version, JsonNode schema) {
  public Domain {
    requireNonNull(name, "name");
    requireNonNull(title, "title");
    requireNonNull(description, "description");
    requireNonNull(version, "version");
    requireNonNull(schema, "schema");
  }
}
