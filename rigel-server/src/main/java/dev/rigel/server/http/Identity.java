package dev.rigel.server.http;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.port.StoredKey;

/**
 * On whose behalf a request is made, and what it may do and use.
 *
 * @param tenant owns what the request makes, and sees nothing of others
 * @param key the id of the key that let it in; empty where no key did
 * @param admin may manage the server
 */
public record Identity(String tenant, String key, boolean admin, StoredKey.Limits limits) {
  /** Nobody in particular: for routes that need no key. */
  public static final Identity NOBODY = new Identity("", "", false, StoredKey.Limits.NONE);

  public Identity {
    requireNonNull(tenant, "tenant");
    requireNonNull(key, "key");
    requireNonNull(limits, "limits");
  }
}
