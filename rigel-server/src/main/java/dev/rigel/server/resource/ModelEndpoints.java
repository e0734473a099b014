package dev.rigel.server.resource;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.ModelList;
import dev.rigel.server.http.Exchange;
import java.util.stream.Stream;

/** {@code GET /v1/openai/models}. */
final class ModelEndpoints {
  /** When this version came out, in Unix seconds. */
  private static final long CREATED = 1_793_491_200;

  private static final ModelList MODELS =
      new ModelList(
          Stream.of(
                  "vlmrun-orion-1",
                  "vlmrun-orion-1:lite",
                  "vlmrun-orion-1:fast",
                  "vlmrun-orion-1:auto",
                  "vlmrun-orion-1:pro",
                  "vlmrun-orion-2:fast",
                  "vlmrun-orion-2:auto",
                  "vlmrun-orion-2:pro",
                  "rigel-embedded")
              .map(id -> new ModelList.Model(id, CREATED, "rigel"))
              .toList());

  private ModelEndpoints() {}

  static void list(Exchange exchange) {
    exchange.send(200, MODELS.toJson());
  }

  static void get(Exchange exchange) {
    exchange.send(
        200,
        MODELS
            .model(exchange.pathParameter("id"))
            .orElseThrow(() ->
                new RigelException(ErrorCode.NOT_FOUND, "There is no model of this name.", "model"))
            .toJson());
  }
}
