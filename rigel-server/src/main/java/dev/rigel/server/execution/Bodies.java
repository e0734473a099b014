package dev.rigel.server.execution;

import dev.rigel.protocol.ErrorDetail;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.ValidationException;
import dev.rigel.server.http.Exchange;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads bodies that must be there. */
final class Bodies {
  private Bodies() {}

  static JsonNode json(byte[] body) {
    if (body.length == 0) {
      throw new ValidationException(new ErrorDetail(List.of("body"), "Field required", "missing"));
    }
    return Json.parse(body);
  }

  static JsonNode json(Exchange exchange) {
    return json(exchange.body());
  }
}
