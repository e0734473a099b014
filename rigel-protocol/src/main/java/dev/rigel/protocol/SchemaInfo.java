package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.Hashes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A domain's JSON schema, as clients see it.
 *
 * @param selection the GraphQL statement that it was asked for with; empty for all fields
 */
public record SchemaInfo(
    String domain, String description, String version, String selection, JsonNode schema) {
  private static final int HASH_DIGITS = 8;

  public SchemaInfo {
    requireNonNull(domain, "domain");
    requireNonNull(description, "description");
    requireNonNull(version, "version");
    requireNonNull(selection, "selection");
    requireNonNull(schema, "schema");
  }

  /** The first eight hexadecimal digits of the SHA-256 of the schema's text. */
  public String hash() {
    return Hashes.sha256(Json.text(schema)).substring(0, HASH_DIGITS);
  }

  public ObjectNode toJson() {
    ObjectNode node =
        Json.object()
            .put("domain", domain)
            .put("description", description)
            .put("schema_version", version)
            .put("schema_hash", hash())
            .put("gql_stmt", selection);
    node.set("json_schema", schema);
    return node;
  }
}
