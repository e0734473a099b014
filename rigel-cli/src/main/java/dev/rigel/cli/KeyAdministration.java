package dev.rigel.cli;

import dev.rigel.protocol.KeyCreation;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Who makes and revokes API keys: a running server, or the store itself where none runs. */
interface KeyAdministration extends AutoCloseable {
  /** The new key with its secret, as on the wire. */
  JsonNode create(KeyCreation wish);

  /** All keys, revoked ones too, oldest first. */
  List<JsonNode> keys();

  /** The key as it is now. */
  JsonNode revoke(String id);

  @Override
  void close();
}
