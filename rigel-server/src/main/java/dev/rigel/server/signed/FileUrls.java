package dev.rigel.server.signed;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** URLs of uploaded files that need no key: where anybody may fetch one, and where to send one. */
public final class FileUrls {
  private static final String FILES = "/v1/signed/files/";
  private static final String UPLOADS = "/v1/signed/uploads/";
  private static final Pattern OWN =
      Pattern.compile("https?://[^/?#]+(?:/[^?#]*)?" + FILES + "([A-Za-z0-9_-]+)(?:\\.\\w{1,16})?");

  /** Public URLs end with their file, not before: far enough away for any clock. */
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  private final SignedTokens tokens;

  public FileUrls(SignedTokens tokens) {
    this.tokens = tokens;
  }

  /** A file of a tenant's. */
  public record Target(String tenant, String file) {}

  /**
   * The right to send one file.
   *
   * @param key the id of the API key whose limits the upload counts on; empty without keys
   */
  public record Upload(Target target, String key) {}

  /**
   * Where anybody may fetch a file as long as it is there.
   *
   * @param extension of the file's name, for clients that go by it; may be empty
   */
  public String publicUrl(String origin, Target target, String extension) {
    return origin
        + FILES
        + tokens.create(
            SignedTokens.Purpose.PUBLIC_FILE, NEVER, List.of(target.tenant(), target.file()))
        + (extension.isEmpty() ? "" : "." + extension);
  }

  /** Where one file may be sent for a while. */
  public String uploadUrl(String origin, Upload upload, Duration validity) {
    return origin
        + UPLOADS
        + tokens.create(
            SignedTokens.Purpose.UPLOAD,
            tokens.now().plus(validity),
            List.of(upload.target().tenant(), upload.target().file(), upload.key()));
  }

  /** What the last part of a public URL's path stands for; empty when it is not this server's. */
  public Optional<Target> publicTarget(String tokenWithExtension) {
    int point = tokenWithExtension.indexOf('.');
    String token = point < 0 ? tokenWithExtension : tokenWithExtension.substring(0, point);
    return tokens
        .read(SignedTokens.Purpose.PUBLIC_FILE, token)
        .filter(content -> content.fields().size() == 2)
        .map(content -> new Target(content.fields().get(0), content.fields().get(1)));
  }

  /** The file behind one of our own public URLs; empty for every other URL. */
  public Optional<Target> resolve(String url) {
    Matcher own = OWN.matcher(url);
    return own.matches() ? publicTarget(own.group(1)) : Optional.empty();
  }

  /**
   * What the last part of an upload URL's path allows.
   *
   * @throws RigelException {@code forbidden} when it is not this server's or its time is over
   */
  public Upload upload(String token) {
    SignedTokens.Content content =
        tokens
            .read(SignedTokens.Purpose.UPLOAD, token)
            .filter(c -> c.fields().size() == 3)
            .orElseThrow(() ->
                new RigelException(
                    ErrorCode.FORBIDDEN, "This upload URL does not have this server's signature."));
    if (tokens.hasExpired(content)) {
      throw new RigelException(
          ErrorCode.FORBIDDEN, "This upload URL has expired. Ask for a new one.");
    }
    List<String> fields = content.fields();
    return new Upload(new Target(fields.get(0), fields.get(1)), fields.get(2));
  }
}
