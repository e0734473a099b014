package dev.rigel.server.resource;

import dev.rigel.agent.hub.Domain;
import dev.rigel.agent.hub.FieldSelection;
import dev.rigel.agent.hub.Hub;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.DomainInfo;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.ResourceReader;
import dev.rigel.protocol.SchemaInfo;
import dev.rigel.protocol.SchemaLookup;
import dev.rigel.server.http.Exchange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code /v1/hub}, {@code /v1/domains}, {@code /v1/models} and {@code /v1/schema}. */
final class HubEndpoints {
  /** The one model of predictions. */
  private static final String MODEL = "vlm-1";

  private final Hub hub;

  HubEndpoints(Hub hub) {
    this.hub = hub;
  }

  void info(Exchange exchange) {
    exchange.send(200, Json.object().put("version", Hub.VERSION));
  }

  void domains(Exchange exchange) {
    ArrayNode array = Json.array();
    for (Domain domain : hub.domains()) {
      array.add(new DomainInfo(domain.name(), domain.title(), domain.description()).toJson());
    }
    exchange.send(200, array);
  }

  /** Which model does predictions of which domain. */
  void models(Exchange exchange) {
    ArrayNode array = Json.array();
    for (Domain domain : hub.domains()) {
      array.addObject().put("model", MODEL).put("domain", domain.name());
    }
    exchange.send(200, array);
  }

  void schema(Exchange exchange) {
    SchemaLookup lookup = ResourceReader.schema(exchange.json());
    Domain domain =
        hub.domain(lookup.domain())
            .orElseThrow(() ->
                new RigelException(
                    ErrorCode.NOT_FOUND,
                    "There is no domain of this name. GET /v1/hub/domains lists them.",
                    "domain"));
    JsonNode schema =
        lookup
            .selection()
            .map(selection -> FieldSelection.parse(selection).of(domain.schema()))
            .orElse(domain.schema());
    exchange.send(
        200,
        new SchemaInfo(
                domain.name(),
                domain.description(),
                domain.version(),
                lookup.selection().orElse(""),
                schema)
            .toJson());
  }
}
