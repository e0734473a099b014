package dev.rigel.server;

import dev.rigel.base.Hashes;

/** Two people with a key each, as the settings of a test name them. */
final class Tenants {
  static final String KEYS = "k1,k2";
  static final String[] ANNA = {"Authorization", "Bearer k1"};
  static final String[] BERT = {"Authorization", "Bearer k2"};

  private Tenants() {}

  /** Under which name a key of the settings owns things. */
  static String tenant(String key) {
    return "key-" + Hashes.sha256(key).substring(0, 32);
  }
}
