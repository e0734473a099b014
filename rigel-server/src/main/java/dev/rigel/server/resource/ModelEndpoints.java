package dev.rigel.server.resource;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.ModelList;
import dev.rigel.server.http.Exchange;
import java.util.function.Supplier;

/** {@code GET /v1/openai/models}. */
final class ModelEndpoints {
  private final Supplier<ModelList> models;

  ModelEndpoints(Supplier<ModelList> models) {
    this.models = models;
  }

  void list(Exchange exchange) {
    exchange.send(200, models.get().toJson());
  }

  void get(Exchange exchange) {
    exchange.send(
        200,
        models
            .get()
            .model(exchange.pathParameter("id"))
            .orElseThrow(() ->
                new RigelException(ErrorCode.NOT_FOUND, "There is no model of this name.", "model"))
            .toJson());
  }
}
