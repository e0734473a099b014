package dev.rigel.server;

import dev.rigel.agent.port.ArtifactUrls;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.server.signed.SignedTokens;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * URLs that carry their own permission: which artifact, until when, and a signature over both with
 * a secret of this server's.
 */
public final class SignedUrls implements ArtifactUrls {
  static final Duration VALIDITY = Duration.ofDays(7);
  private static final String PATH = "/v1/signed/";
  private static final Pattern OWN =
      Pattern.compile("https?://[^/?#]+(?:/[^?#]*)?" + PATH + "([A-Za-z0-9_-]+)(?:\\.\\w{1,8})?");

  private final SignedTokens tokens;

  private SignedUrls(SignedTokens tokens) {
    this.tokens = tokens;
  }

  public SignedUrls(byte[] secret, Clock clock) {
    this(new SignedTokens(secret, clock));
  }

  /** With the secret of the data folder, which is made when it is not there. */
  public static SignedUrls of(Path dataFolder, Clock clock) {
    return new SignedUrls(SignedTokens.of(dataFolder, clock));
  }

  /** What signs these URLs, for other things that are to be signed. */
  public SignedTokens tokens() {
    return tokens;
  }

  @Override
  public String create(String origin, Target target, String extension) {
    String token =
        tokens.create(
            SignedTokens.Purpose.ARTIFACT,
            tokens.now().plus(VALIDITY),
            List.of(target.tenant(), target.session(), target.objectId()));
    return origin + PATH + token + (extension.isEmpty() ? "" : "." + extension);
  }

  /**
   * What the last part of a signed URL's path stands for.
   *
   * @throws RigelException {@code not_found} when it is not signed by this server, {@code
   *     forbidden} when its time is over
   */
  public Target verify(String tokenWithExtension) {
    int point = tokenWithExtension.indexOf('.');
    String token = point < 0 ? tokenWithExtension : tokenWithExtension.substring(0, point);
    return read(token)
        .orElseThrow(() ->
            new RigelException(
                ErrorCode.NOT_FOUND, "This signed URL is not one of this server's."));
  }

  @Override
  public Optional<Target> resolve(String url) {
    Matcher own = OWN.matcher(url);
    return own.matches() ? read(own.group(1)) : Optional.empty();
  }

  private Optional<Target> read(String token) {
    Optional<SignedTokens.Content> content =
        tokens.read(SignedTokens.Purpose.ARTIFACT, token).filter(c -> c.fields().size() == 3);
    if (content.filter(tokens::hasExpired).isPresent()) {
      throw new RigelException(
          ErrorCode.FORBIDDEN,
          "This signed URL has expired. Fetch the artifact by its id, or ask for a new URL.");
    }
    return content.map(c -> new Target(c.fields().get(0), c.fields().get(1), c.fields().get(2)));
  }
}
