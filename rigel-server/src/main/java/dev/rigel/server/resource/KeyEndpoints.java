package dev.rigel.server.resource;

import dev.rigel.agent.port.KeyStore;
import dev.rigel.agent.port.StoredKey;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.KeyReader;
import dev.rigel.server.http.ApiKeys;
import dev.rigel.server.http.Exchange;
import java.time.Clock;
import tools.jackson.databind.node.ArrayNode;

/** {@code /v1/keys}, for administrators: the API keys. */
final class KeyEndpoints {
  private final KeyBook book;
  private final ApiKeys accepted;

  /**
   * @param accepted is told of every change, so that it holds at once
   */
  KeyEndpoints(KeyStore store, ApiKeys accepted, Clock clock) {
    this.book = new KeyBook(store, clock);
    this.accepted = accepted;
  }

  void create(Exchange exchange) {
    KeyBook.Made made = book.create(KeyReader.creation(exchange.json()));
    accepted.refresh();
    // The one time that the key itself goes out.
    exchange.header("Cache-Control", "no-store");
    exchange.send(201, KeyBook.info(made).toJson());
  }

  void list(Exchange exchange) {
    ArrayNode array = Json.array();
    for (StoredKey key : book.keys()) {
      array.add(KeyBook.info(key).toJson());
    }
    exchange.send(200, array);
  }

  void revoke(Exchange exchange) {
    StoredKey revoked =
        book.revoke(PathIds.id(exchange, "id", "key")).orElseThrow(() -> PathIds.unknown("key"));
    accepted.refresh();
    exchange.send(200, KeyBook.info(revoked).toJson());
  }
}
