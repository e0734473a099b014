package dev.rigel.media;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.FolderTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The media of one session's turn under their wire references ({@code img_1a2b3c}, {@code doc_…}),
 * and a temporary folder that goes when it is closed. Thread-safe.
 */
public final class Workspace implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Workspace.class);
  private static final int DIGITS = 6;

  private final Path parentFolder;
  private final PixelAccount account;
  private final Map<String, Media> media = new LinkedHashMap<>();
  private final List<PixelAccount.Reservation> reservations = new ArrayList<>();
  private @Nullable Path folder;
  private boolean closed;

  /**
   * @param parentFolder where the temporary folder is made once it is needed
   * @param account counts the pictures that are added and that no other account counts
   */
  public Workspace(Path parentFolder, PixelAccount account) {
    this.parentFolder = requireNonNull(parentFolder, "parentFolder");
    this.account = requireNonNull(account, "account");
  }

  /**
   * The reference of a medium: its kind's prefix and the first six hexadecimal digits of its
   * content hash; on a collision the next six. The same content gets the same reference.
   */
  public String add(Media medium) {
    String hash = medium.contentHash();
    synchronized (media) {
      checkOpen();
      for (int at = 0; at + DIGITS <= hash.length(); at += DIGITS) {
        String reference = prefix(medium) + hash.substring(at, at + DIGITS);
        Media there = media.get(reference);
        if (there == null) {
          keep(reference, medium);
          return reference;
        }
        if (there.contentHash().equals(hash)) {
          return reference;
        }
      }
      throw new IllegalStateException("no reference is free for " + hash);
    }
  }

  /**
   * Puts a medium under the reference it had in an earlier turn.
   *
   * @throws IllegalArgumentException when other content has that reference
   */
  public void restore(String reference, Media medium) {
    synchronized (media) {
      checkOpen();
      Media there = media.get(reference);
      if (there == null) {
        keep(reference, medium);
      } else if (!there.contentHash().equals(medium.contentHash())) {
        throw new IllegalArgumentException("other content is called " + reference);
      }
    }
  }

  public Optional<Media> get(String reference) {
    synchronized (media) {
      return Optional.ofNullable(media.get(reference));
    }
  }

  /** Every reference, in the order in which they came. */
  public List<String> references() {
    synchronized (media) {
      return List.copyOf(media.keySet());
    }
  }

  public PixelAccount account() {
    return account;
  }

  /** The temporary folder, made when first asked for. */
  public Path folder() {
    synchronized (media) {
      checkOpen();
      Path made = folder;
      if (made == null) {
        try {
          Files.createDirectories(parentFolder);
          made = Files.createTempDirectory(parentFolder, "workspace-");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        folder = made;
      }
      return made;
    }
  }

  /** Deletes the temporary folder and lets go of all media. */
  @Override
  public void close() {
    List<Media> left;
    Path toDelete;
    synchronized (media) {
      closed = true;
      left = List.copyOf(media.values());
      media.clear();
      reservations.forEach(PixelAccount.Reservation::close);
      reservations.clear();
      toDelete = folder;
      folder = null;
    }
    for (Media medium : left) {
      if (medium instanceof Document document) {
        document.release();
      }
    }
    if (toDelete != null) {
      delete(toDelete);
    }
  }

  private void keep(String reference, Media medium) {
    if (medium instanceof Image image && !image.isCounted()) {
      reservations.add(account.reserve((long) image.width() * image.height()));
    }
    media.put(reference, medium);
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the workspace is closed");
    }
  }

  private static String prefix(Media medium) {
    return switch (medium) {
      case Image _ -> "img_";
      case Document _ -> "doc_";
    };
  }

  private static void delete(Path folder) {
    try {
      FolderTree.delete(folder);
    } catch (IOException e) {
      LOG.warn("A temporary folder could not be deleted whole: {}", folder, e);
    }
  }
}
