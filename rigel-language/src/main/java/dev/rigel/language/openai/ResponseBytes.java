package dev.rigel.language.openai;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A response's body in pieces, with a limit on silence: reading from the stream itself could block
 * for ever, so a thread of its own does that.
 */
final class ResponseBytes implements AutoCloseable {
  private static final int LOOK_EVERY_MILLIS = 50;

  /** What the reading thread hands over. */
  sealed interface Piece {
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Bytes(byte[] content) implements Piece {}

    record End() implements Piece {}

    /** The connection broke. */
    record Broken() implements Piece {}
  }

  private final InputStream in;
  private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(64);
  private final Thread reader;

  ResponseBytes(InputStream in) {
    this.in = in;
    this.reader = Thread.ofVirtual().name("rigel-endpoint-reader").start(this::read);
  }

  private void read() {
    byte[] buffer = new byte[16 * 1024];
    try {
      try {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          if (count > 0) {
            pieces.put(new Piece.Bytes(Arrays.copyOf(buffer, count)));
          }
        }
        pieces.put(new Piece.End());
      } catch (IOException e) {
        pieces.put(new Piece.Broken());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * @throws RigelException when nothing comes for too long, or the scope is cancelled
   */
  Piece next(Duration silence, CallScope scope) {
    long until = System.nanoTime() + silence.toNanos();
    while (true) {
      scope.check();
      try {
        Piece piece = pieces.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        if (piece != null) {
          return piece;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RigelException(ErrorCode.CANCELLED, "The generation was cancelled.");
      }
      if (System.nanoTime() > until) {
        throw new RigelException(
            ErrorCode.MODEL_FAILED,
            "The model endpoint sent nothing for " + silence.toSeconds() + " s.");
      }
    }
  }

  @Override
  public void close() {
    reader.interrupt();
    try {
      in.close();
    } catch (IOException e) {
      // The connection is given up anyway.
    }
  }
}
