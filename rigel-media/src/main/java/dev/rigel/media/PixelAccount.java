package dev.rigel.media;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.awt.image.BufferedImage;
import java.lang.ref.Cleaner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one account of decoded pixels of a process: a picture that would not fit is refused before it
 * is decoded. Thread-safe.
 *
 * <p>Pixels are given back when the picture they belong to is no longer reachable, so nobody has to
 * close a picture. When the account is full, it asks for a garbage collection and waits a moment
 * before it refuses.
 */
public final class PixelAccount {
  /** Pixels that are taken until it is closed; a second close does nothing. */
  public static final class Reservation implements AutoCloseable {
    private final PixelAccount account;
    private final long pixels;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Reservation(PixelAccount account, long pixels) {
      this.account = account;
      this.pixels = pixels;
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        account.giveBack(pixels);
      }
    }
  }

  private static final long WAIT_FOR_COLLECTION_MILLIS = 400;

  private final long limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition givenBack = lock.newCondition();
  private final Cleaner cleaner = Cleaner.create();
  private long used;

  public PixelAccount(long limit) {
    this.limit = limit;
  }

  /** A quarter of the heap limit, at four bytes a pixel. */
  public static PixelAccount ofHeap() {
    return new PixelAccount(Runtime.getRuntime().maxMemory() / 16);
  }

  public long limit() {
    return limit;
  }

  /** Pixels taken now. */
  public long used() {
    lock.lock();
    try {
      return used;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes pixels before they are decoded.
   *
   * @throws RigelException {@link ErrorCode#TOO_LARGE} when they can never fit, {@link
   *     ErrorCode#OVERLOADED} when others hold them
   */
  public Reservation reserve(long pixels) {
    if (pixels > limit) {
      throw new RigelException(
          ErrorCode.TOO_LARGE,
          "The picture has %,d pixels; this server can hold %,d decoded pixels in all. Send a smaller picture."
              .formatted(pixels, limit));
    }
    if (!take(pixels, 0)) {
      // Pictures that nobody holds any more are still counted until the collector has seen them.
      System.gc();
      if (!take(pixels, WAIT_FOR_COLLECTION_MILLIS)) {
        throw new RigelException(
            ErrorCode.OVERLOADED,
            "Other requests hold the memory for decoded pictures; try again in a moment.");
      }
    }
    return new Reservation(this, pixels);
  }

  /**
   * The picture, its pixels counted for as long as it is reachable. One that an account counts
   * already is given back as it is.
   *
   * @throws RigelException as {@link #reserve}
   */
  public Image counted(Image image) {
    return image.isCounted()
        ? image
        : image.countedBy(this, reserve((long) image.width() * image.height()));
  }

  /** Keeps the reservation open for as long as the picture is reachable. */
  void holdWhileReachable(BufferedImage picture, Reservation reservation) {
    cleaner.register(picture, reservation::close);
  }

  private boolean take(long pixels, long waitMillis) {
    long nanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
    lock.lock();
    try {
      while (used + pixels > limit) {
        if (nanos <= 0) {
          return false;
        }
        nanos = givenBack.awaitNanos(nanos);
      }
      used += pixels;
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(long pixels) {
    lock.lock();
    try {
      used -= pixels;
      givenBack.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
