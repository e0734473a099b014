package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import tools.jackson.databind.node.ObjectNode;

/** A kind of document or picture that a schema is kept for. */
public record DomainInfo(String domain, String name, String description) {
  public DomainInfo {
    requireNonNull(domain, "domain");
    requireNonNull(name, "name");
    requireNonNull(description, "description");
  }

  public ObjectNode toJson() {
    return Json.object().put("domain", domain).put("name", name).put("description", description);
  }
}
