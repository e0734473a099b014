package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.Hashes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON schema made from a document, in the shape of a {@code SchemaResponse}. */
public record GeneratedSchema(String domain, String description, JsonNode schema) {
  private static final int HASH_DIGITS = 8;

  public GeneratedSchema {
    requireNonNull(domain, "domain");
    requireNonNull(description, "description");
    requireNonNull(schema, "schema");
  }

  public ObjectNode toJson() {
    ObjectNode node =
        Json.object()
            .put("domain", domain)
            .put("description", description)
            .put("schema_version", "1.0.0")
            .put("schema_hash", Hashes.sha256(Json.text(schema)).substring(0, HASH_DIGITS))
            .put("gql_stmt", "");
    node.set("json_schema", schema);
    return node;
  }
}
