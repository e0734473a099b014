package dev.rigel.weights;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to pull one entry, among all processes and threads of the machine. The operating system
 * gives it back when its holder dies; the lock file itself stays, because deleting it would let two
 * holders in.
 */
final class PullLock implements AutoCloseable {
  private static final long POLL_MILLIS = 100;

  private final FileChannel channel;

  private PullLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @param onWait run once if somebody else holds the lock
   */
  static PullLock acquire(Path file, CallScope scope, Runnable onWait) throws IOException {
    Files.createDirectories(file.getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean held = false;
    try {
      boolean told = false;
      while (tryLock(channel) == null) {
        scope.check();
        if (!told) {
          onWait.run();
          told = true;
        }
        Thread.sleep(POLL_MILLIS);
      }
      held = true;
      return new PullLock(channel);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigelException(ErrorCode.CANCELLED, "The pull was cancelled.");
    } finally {
      if (!held) {
        channel.close();
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by another thread of this process.
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
