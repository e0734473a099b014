package dev.rigel.server.signed;

import java.time.Duration;
import java.util.List;

/**
 * Keys that are good for some minutes and made from the data folder's secret: who may read the data
 * folder may manage the server that owns it, without another key.
 */
public final class AdministrationTokens {
  private static final String PREFIX = "rigel-local.";
  private static final Duration VALIDITY = Duration.ofMinutes(10);

  private final SignedTokens tokens;

  public AdministrationTokens(SignedTokens tokens) {
    this.tokens = tokens;
  }

  public String create() {
    return PREFIX
        + tokens.create(
            SignedTokens.Purpose.ADMINISTRATION, tokens.now().plus(VALIDITY), List.of());
  }

  public boolean isGood(String key) {
    return key.startsWith(PREFIX)
        && tokens
            .read(SignedTokens.Purpose.ADMINISTRATION, key.substring(PREFIX.length()))
            .filter(content -> !tokens.hasExpired(content))
            .isPresent();
  }
}
