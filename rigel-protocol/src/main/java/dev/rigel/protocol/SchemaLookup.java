package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A question for a domain's schema.
 *
 * @param selection the fields that are wanted, as a GraphQL selection; empty for all
 */
public record SchemaLookup(String domain, Optional<String> selection) {
  public SchemaLookup {
    requireNonNull(domain, "domain");
    requireNonNull(selection, "selection");
  }
}
