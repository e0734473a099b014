package dev.rigel.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.Hashes;
import dev.rigel.base.RigelException;
import dev.rigel.store.BlobLocks;
import dev.rigel.store.BlobStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Blobs as objects named by their content's hash. An object appears under its name only when it is
 * whole; when it was last put is when the store says it was last modified.
 */
final class S3BlobStorage implements BlobStorage {
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
  private static final String OWNER = "owner";

  /** What is at most so large is checked in memory before it is given out. */
  private static final long IN_MEMORY = 8L << 20;

  /** A blob that was put so lately need not be put again: nothing sweeps it away yet. */
  private static final Duration FRESH = Duration.ofHours(6);

  private static final int LISTED = 500;

  private final S3Client client;
  private final S3Settings settings;
  private final BlobLocks locks;
  private final Path scratch;

  /**
   * @param scratch a folder of this process's own
   */
  S3BlobStorage(S3Client client, S3Settings settings, BlobLocks locks, Path scratch) {
    this.client = client;
    this.settings = settings;
    this.locks = locks;
    this.scratch = scratch;
  }

  @Override
  public String put(byte[] content) {
    String key = Hashes.sha256(content);
    put(key, RequestBody.fromBytes(content));
    return key;
  }

  @Override
  public String put(InputStream content) {
    Path spooled = scratchFile();
    try {
      String key = spool(content, spooled);
      put(key, RequestBody.fromFile(spooled));
      return key;
    } finally {
      remove(spooled);
    }
  }

  private void put(String key, RequestBody content) {
    Optional<Instant> known = lastPut(key);
    if (known.isPresent() && known.get().isAfter(Instant.now().minus(FRESH))) {
      return;
    }
    Runnable put =
        () ->
            asked(
                "A medium cannot be stored",
                () ->
                    client.putObject(
                        request -> request.bucket(settings.bucket()).key(name(key)), content));
    if (known.isEmpty()) {
      put.run();
      return;
    }
    // An old one may be on its way out at this moment.
    locks.locked(
        key,
        () -> {
          put.run();
          return key;
        });
  }

  private Optional<Instant> lastPut(String key) {
    return asked(
        "The object store cannot be asked for a medium",
        () -> {
          try {
            return Optional.of(
                client
                    .headObject(request -> request.bucket(settings.bucket()).key(name(key)))
                    .lastModified());
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public Optional<InputStream> open(String key) {
    if (!KEY.matcher(key).matches()) {
      return Optional.empty();
    }
    return asked(
        "A stored medium cannot be read",
        () -> {
          try (ResponseInputStream<GetObjectResponse> content =
              client.getObject(request -> request.bucket(settings.bucket()).key(name(key)))) {
            return Optional.of(checked(content, key));
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          } catch (IOException | UncheckedIOException e) {
            throw failure(e, "A stored medium cannot be read");
          }
        });
  }

  /** The whole content: half an answer cannot be taken back. */
  private InputStream checked(ResponseInputStream<GetObjectResponse> content, String key)
      throws IOException {
    @Nullable Long length = content.response().contentLength();
    if (length != null && length <= IN_MEMORY) {
      byte[] whole = content.readAllBytes();
      requireWhole(Hashes.sha256(whole), key);
      return new ByteArrayInputStream(whole);
    }
    Path spooled = scratchFile();
    boolean done = false;
    try {
      requireWhole(spool(content, spooled), key);
      InputStream whole = Files.newInputStream(spooled, StandardOpenOption.DELETE_ON_CLOSE);
      done = true;
      return whole;
    } finally {
      if (!done) {
        remove(spooled);
      }
    }
  }

  private static void requireWhole(String hash, String key) {
    if (!hash.equals(key)) {
      throw new RigelException(
          ErrorCode.INTERNAL, "A stored medium is damaged. Send or make it again.");
    }
  }

  private Path scratchFile() {
    try {
      return Files.createTempFile(scratch, "blob", "");
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  /** Copies to a file; gives the hash of the content. */
  private static String spool(InputStream content, Path file) {
    MessageDigest digest = Hashes.sha256();
    byte[] buffer = new byte[64 * 1024];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = read(content, buffer); read >= 0; read = read(content, buffer)) {
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      throw notWritten(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Tells a source that breaks off from a disk that does not take it. */
  private static int read(InputStream content, byte[] buffer) {
    try {
      return content.read(buffer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RigelException notWritten(IOException cause) {
    return RigelException.causedBy(
        cause,
        ErrorCode.INTERNAL,
        "A medium cannot be stored: the disk is full or the data folder is not writable.");
  }

  private static void remove(Path spooled) {
    try {
      Files.deleteIfExists(spooled);
    } catch (IOException e) {
      // Removed with the next start.
    }
  }

  @Override
  public Optional<String> owner() {
    return asked(
        "The object store cannot be asked whose it is",
        () -> {
          try {
            return Optional.of(
                client
                    .getObjectAsBytes(request -> request.bucket(settings.bucket()).key(path(OWNER)))
                    .asUtf8String());
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public void claim(String owner) {
    asked(
        "The object store cannot be told whose it is",
        () ->
            client.putObject(
                request -> request.bucket(settings.bucket()).key(path(OWNER)),
                RequestBody.fromBytes(owner.getBytes(UTF_8))));
  }

  @Override
  public void putBefore(Instant limit, Consumer<List<String>> keys) {
    String folder = path("blobs/");
    @Nullable String next = null;
    do {
      @Nullable String from = next;
      var page =
          asked(
              "The object store cannot be listed",
              () ->
                  client.listObjectsV2(request ->
                      request
                          .bucket(settings.bucket())
                          .prefix(folder)
                          .maxKeys(LISTED)
                          .continuationToken(from)));
      List<String> found =
          page.contents().stream()
              .filter(object -> object.lastModified().isBefore(limit))
              .map(S3Object::key)
              .map(name -> name.substring(name.lastIndexOf('/') + 1))
              .filter(key -> KEY.matcher(key).matches())
              .toList();
      if (!found.isEmpty()) {
        keys.accept(found);
      }
      next = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
    } while (next != null);
  }

  @Override
  public boolean deletePutBefore(String key, Instant limit) {
    return locks.locked(
        key,
        () -> {
          if (lastPut(key).filter(put -> put.isBefore(limit)).isEmpty()) {
            return false;
          }
          asked(
              "A medium that nobody needs any more cannot be deleted",
              () ->
                  client.deleteObject(request -> request.bucket(settings.bucket()).key(name(key))));
          return true;
        });
  }

  private String name(String key) {
    return path("blobs/" + key.substring(0, 2) + "/" + key);
  }

  private String path(String name) {
    return settings.prefix().isEmpty() ? name : settings.prefix() + "/" + name;
  }

  private <T> T asked(String what, Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw failure(e, what);
    }
  }

  /** The library's own text may repeat names and addresses and stays in the log. */
  private RigelException failure(Exception cause, String what) {
    return RigelException.causedBy(
        cause, ErrorCode.INTERNAL, what + ": " + S3Failure.reason(cause) + ".");
  }

  @Override
  public void close() {
    client.close();
  }
}
