package dev.rigel.cli;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.KeyCreation;
import dev.rigel.server.resource.KeyBook;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.store.Store;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The keys of a data folder that no server has open. */
final class StoredKeys implements KeyAdministration {
  private final Store store;
  private final KeyBook book;

  StoredKeys(RigelSettings settings) {
    this.store = Store.open(settings.folders().data(), settings.durability());
    this.book = new KeyBook(store.keys(), Clock.systemUTC());
  }

  @Override
  public JsonNode create(KeyCreation wish) {
    return KeyBook.info(book.create(wish)).toJson();
  }

  @Override
  public List<JsonNode> keys() {
    return book.keys().stream().<JsonNode>map(key -> KeyBook.info(key).toJson()).toList();
  }

  @Override
  public JsonNode revoke(String id) {
    return book.revoke(id)
        .map(key -> KeyBook.info(key).toJson())
        .orElseThrow(() ->
            new RigelException(
                ErrorCode.NOT_FOUND, "There is no key " + id + " that could be revoked."));
  }

  @Override
  public void close() {
    store.close();
  }
}
