package dev.rigel.media;

import java.io.IOException;
import java.io.InterruptedIOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Bytes in memory for an ImageIO reader. Reading fails once the decoding thread is interrupted,
 * which is how a decoder that has run out of time is stopped.
 */
final class InterruptibleInput extends ImageInputStreamImpl {
  private final byte[] content;

  InterruptibleInput(byte[] content) {
    this.content = content;
  }

  @Override
  public int read() throws IOException {
    check();
    bitOffset = 0;
    return streamPos < content.length ? content[(int) streamPos++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    check();
    bitOffset = 0;
    if (streamPos >= content.length) {
      return length == 0 ? 0 : -1;
    }
    int count = (int) Math.min(length, content.length - streamPos);
    System.arraycopy(content, (int) streamPos, target, offset, count);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    return content.length;
  }

  private void check() throws IOException {
    checkClosed();
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("decoding was stopped");
    }
  }
}
