package dev.rigel.weights;

import dev.rigel.base.CallScope;
import dev.rigel.base.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one catalogue entry lies in the cache folder, and whether it is there unharmed.
 *
 * <p>Hashing a large file takes seconds, so a successful check is remembered beside the files with
 * the size and modification time of each; it counts until one of them changes.
 */
final class CachedModel {
  private static final Logger LOG = LoggerFactory.getLogger(CachedModel.class);
  private static final int CHUNK = 1 << 20;

  private final Path root;
  private final String key;
  private final ModelEntry.Content content;

  CachedModel(Path root, ModelEntry entry, ModelEntry.Content content) {
    this.root = root;
    this.key = entry.name() + "-" + content.fingerprint();
    this.content = content;
  }

  /**
   * The folder's name; it changes with the bytes, so that two versions of Rigel can share a cache.
   */
  String key() {
    return key;
  }

  Path folder() {
    return root.resolve(key);
  }

  /** What users of the model get: the file, or the folder of several files. */
  Path path() {
    return content.files().size() == 1
        ? folder().resolve(content.files().getFirst().name())
        : folder();
  }

  /** Where a pull works until its files are verified; on the same file system as the folder. */
  Path workFolder() {
    return root.resolve(".pulling").resolve(key);
  }

  Path lockFile() {
    return root.resolve(".locks").resolve(key + ".lock");
  }

  /** Whether an earlier check still counts; reads no content. */
  boolean isKnownGood() {
    try {
      return Files.isRegularFile(markFile()) && Files.readString(markFile()).equals(mark());
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether every file is there with the right size. */
  boolean hasAllFiles() {
    for (ModelFile file : content.files()) {
      Path path = folder().resolve(file.name());
      try {
        if (!Files.isRegularFile(path) || Files.size(path) != file.bytes()) {
          return false;
        }
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }

  private boolean hasAnyFile() {
    return content.files().stream().anyMatch(f -> Files.exists(folder().resolve(f.name())));
  }

  /** Reads and hashes every file, whatever is remembered, and remembers the outcome. */
  ModelState verify(CallScope scope) throws IOException {
    if (!hasAllFiles()) {
      return hasAnyFile() ? ModelState.DAMAGED : ModelState.MISSING;
    }
    for (ModelFile file : content.files()) {
      if (!sha256(folder().resolve(file.name()), scope).equals(file.sha256())) {
        forget();
        return ModelState.DAMAGED;
      }
    }
    remember();
    return ModelState.READY;
  }

  /** Checks the files in the work folder and, if all are right, moves them to their place. */
  boolean install(CallScope scope) throws IOException {
    for (ModelFile file : content.files()) {
      Path pulled = workFolder().resolve(file.name());
      if (Files.size(pulled) != file.bytes() || !sha256(pulled, scope).equals(file.sha256())) {
        return false;
      }
    }
    Files.createDirectories(folder());
    for (ModelFile file : content.files()) {
      Path pulled = workFolder().resolve(file.name());
      flush(pulled);
      Files.move(
          pulled,
          folder().resolve(file.name()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
    remember();
    return true;
  }

  /** On the disk before the rename: a power cut must not leave a right name on wrong bytes. */
  private static void flush(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static String sha256(Path file, CallScope scope) throws IOException {
    MessageDigest digest = Hashes.sha256();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        scope.check();
        digest.update(chunk, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private Path markFile() {
    return root.resolve(".verified").resolve(key);
  }

  /** One line a file: hash, size, modification time, name. */
  private String mark() throws IOException {
    StringBuilder mark = new StringBuilder();
    for (ModelFile file : content.files()) {
      var facts = Files.readAttributes(folder().resolve(file.name()), BasicFileAttributes.class);
      mark.append(file.sha256())
          .append(' ')
          .append(facts.size())
          .append(' ')
          .append(facts.lastModifiedTime().toMillis())
          .append(' ')
          .append(file.name())
          .append('\n');
    }
    return mark.toString();
  }

  private void remember() {
    try {
      Files.createDirectories(markFile().getParent());
      Path temporary = Files.createTempFile(markFile().getParent(), key, ".tmp");
      Files.writeString(temporary, mark());
      Files.move(temporary, markFile(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // A cache that cannot be written (a read-only image) costs a new hash at the next start.
      LOG.debug("the check of {} cannot be remembered", key, e);
    }
  }

  private void forget() throws IOException {
    Files.deleteIfExists(markFile());
  }

  @Override
  public String toString() {
    return content.files().stream().map(ModelFile::name).collect(Collectors.joining(", "));
  }
}
