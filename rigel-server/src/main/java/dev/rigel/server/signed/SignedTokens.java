package dev.rigel.server.signed;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and reads texts that say what their holder may do, until when, under a signature with a
 * secret of this server's. They fit into a URL's path.
 */
public final class SignedTokens {
  /** What a token is for: one that was made for one thing is no good for another. */
  public enum Purpose {
    ARTIFACT(1),
    PUBLIC_FILE(2),
    UPLOAD(3),
    ADMINISTRATION(4);

    private final int number;

    Purpose(int number) {
      this.number = number;
    }
  }

  /** What a token says that has this server's signature. */
  public record Content(Instant expires, List<String> fields) {
    public Content {
      fields = List.copyOf(fields);
    }
  }

  private static final int SIGNATURE_BYTES = 16;
  private static final int SECRET_BYTES = 32;
  private static final int LONGEST_TOKEN = 2_048;
  private static final int MOST_FIELDS = 8;

  private final byte[] secret;
  private final Clock clock;

  public SignedTokens(byte[] secret, Clock clock) {
    if (secret.length < SECRET_BYTES) {
      throw new IllegalArgumentException("the secret is too short");
    }
    this.secret = secret.clone();
    this.clock = clock;
  }

  /** With the secret of the data folder, which is made when it is not there. */
  public static SignedTokens of(Path dataFolder, Clock clock) {
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
      return new SignedTokens(secret, clock);
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

  public Instant now() {
    return clock.instant();
  }

  /**
   * @param fields what the token says; which is which depends on the purpose
   */
  public String create(Purpose purpose, Instant expires, List<String> fields) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream payload = new DataOutputStream(bytes);
      payload.writeByte(purpose.number);
      payload.writeLong(expires.getEpochSecond());
      for (String field : fields) {
        payload.writeUTF(field);
      }
      byte[] content = bytes.toByteArray();
      bytes.write(signature(content));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
  }

  /** What the token says; empty when it is not this server's, or for another purpose. */
  public Optional<Content> read(Purpose purpose, String token) {
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
    return content(purpose, content);
  }

  private static Optional<Content> content(Purpose purpose, byte[] content) {
    try (DataInputStream payload = new DataInputStream(new ByteArrayInputStream(content))) {
      if (payload.readByte() != purpose.number) {
        return Optional.empty();
      }
      Instant expires = Instant.ofEpochSecond(payload.readLong());
      List<String> fields = new ArrayList<>();
      while (payload.available() > 0 && fields.size() < MOST_FIELDS) {
        fields.add(payload.readUTF());
      }
      return Optional.of(new Content(expires, fields));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether the token's time is over. */
  public boolean hasExpired(Content content) {
    return clock.instant().isAfter(content.expires());
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
