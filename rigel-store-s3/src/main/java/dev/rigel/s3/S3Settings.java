package dev.rigel.s3;

import java.net.URI;
import java.util.Optional;

/**
 * Which part of which object store, and who asks.
 *
 * @param prefix of all names, without a slash at its end; empty for the whole bucket
 * @param endpoint of a store that is not Amazon's; its buckets are then named in the path
 * @param region as the store wants it
 * @param keys empty for what the environment, a profile or the machine's role gives
 */
public record S3Settings(
    String bucket, String prefix, Optional<URI> endpoint, String region, Optional<Keys> keys) {
  /** A pair of keys. */
  public record Keys(String access, String secret) {
    /** Without what is secret. */
    @Override
    public String toString() {
      return "Keys[access=" + access + "]";
    }
  }

  @Override
  public String toString() {
    return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }
}
