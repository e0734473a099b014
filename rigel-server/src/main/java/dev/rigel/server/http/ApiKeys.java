package dev.rigel.server.http;

import dev.rigel.base.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The accepted keys, kept as hashes. A key's owner is a tenant. */
public final class ApiKeys {
  /** The tenant of everybody where no keys are set. */
  public static final String LOCAL = "local";

  private final List<String> hashes;

  public ApiKeys(List<String> keys) {
    this.hashes = keys.stream().map(Hashes::sha256).toList();
  }

  boolean areNeeded() {
    return !hashes.isEmpty();
  }

  /** The tenant whom the key belongs to; empty when the key is not accepted. */
  Optional<String> tenant(String key) {
    byte[] hash = Hashes.sha256(key).getBytes(StandardCharsets.US_ASCII);
    String found = "";
    // Every key is compared, whole, so that the time tells nothing.
    for (String accepted : hashes) {
      if (MessageDigest.isEqual(hash, accepted.getBytes(StandardCharsets.US_ASCII))) {
        found = "key-" + accepted.substring(0, 32);
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }
}
