package dev.rigel.server;

import dev.rigel.agent.port.ArtifactUrls;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * URLs that carry their own permission: which artifact, until when, and a signature over both with
 * a secret of this server's.
 */
public final class SignedUrls implements ArtifactUrls {
  static final Duration VALIDITY = Duration.ofDays(7);
  private static final String PATH = "/v1/signed/";
  private static final Pattern OWN =
      Pattern.compile("https?://[^/?#]+(?:/[^?#]*)?" + PATH + "([A-Za-z0-9_-]+)(?:\\.\\w{1,8})?");
  private static final int VERSION = 1;
  private static final int SIGNATURE_BYTES = 16;
  private static final int SECRET_BYTES = 32;
  private static final int LONGEST_TOKEN = 2_048;

  private final byte[] secret;
  private final Clock clock;

  public SignedUrls(byte[] secret, Clock clock) {
    if (secret.length < SECRET_BYTES) {
      throw new IllegalArgumentException("the secret is too short");
    }
    this.secret = secret.clone();
    this.clock = clock;
  }

  /** With the secret of the data folder, which is made when it is not there. */
  public static SignedUrls of(Path dataFolder, Clock clock) {
    Path file = dataFolder.resolve("signing.key");
    try {
      if (!Files.exists(file)) {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        write(file, secret);
      }
      byte[] secret = Files.readAllBytes(file);
      if (secret.length < SECRET_BYTES) {
        throw new RigelException(
            ErrorCode.INTERNAL, file + " is damaged. Delete it: older signed URLs end with it.");
      }
      return new SignedUrls(secret, clock);
    } catch (IOException e) {
      throw RigelException.causedBy(
          e, ErrorCode.INTERNAL, "The key for signed URLs, " + file + ", cannot be read or made.");
    }
  }

  private static void write(Path file, byte[] secret) throws IOException {
    FileAttribute<?>[] onlyOwner =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Path whole = Files.createTempFile(file.getParent(), "signing", "", onlyOwner);
    try {
      Files.write(whole, secret, StandardOpenOption.WRITE);
      Files.move(whole, file);
    } catch (FileAlreadyExistsException e) {
      // Another thread was quicker; its key is as good.
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  @Override
  public String create(String origin, Target target, String extension) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream payload = new DataOutputStream(bytes);
      payload.writeByte(VERSION);
      payload.writeLong(clock.instant().plus(VALIDITY).getEpochSecond());
      payload.writeUTF(target.tenant());
      payload.writeUTF(target.session());
      payload.writeUTF(target.objectId());
      byte[] content = bytes.toByteArray();
      bytes.write(signature(content));
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
      return origin + PATH + token + (extension.isEmpty() ? "" : "." + extension);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
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
    if (token.length() > LONGEST_TOKEN) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    // The last letter of base64 has bits that mean nothing: only one spelling of a token is good.
    if (bytes.length <= SIGNATURE_BYTES
        || !Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(token)) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOf(bytes, bytes.length - SIGNATURE_BYTES);
    byte[] signature = Arrays.copyOfRange(bytes, content.length, bytes.length);
    if (!MessageDigest.isEqual(signature, signature(content))) {
      return Optional.empty();
    }
    try (DataInputStream payload = new DataInputStream(new ByteArrayInputStream(content))) {
      if (payload.readByte() != VERSION) {
        return Optional.empty();
      }
      long expires = payload.readLong();
      Target target = new Target(payload.readUTF(), payload.readUTF(), payload.readUTF());
      if (clock.instant().getEpochSecond() > expires) {
        throw new RigelException(
            ErrorCode.FORBIDDEN,
            "This signed URL has expired. Fetch the artifact by its id, or ask for a new URL.");
      }
      return Optional.of(target);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private byte[] signature(byte[] content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return Arrays.copyOf(mac.doFinal(content), SIGNATURE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }
}
