package dev.rigel.language.embedded.child;

import dev.rigel.base.Hashes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Tells model files apart without reading a gigabyte at every start: the hash of the size, the
 * first mebibyte and 256 samples spread over the rest. Files are verified whole when they are
 * pulled.
 */
final class Fingerprint {
  private static final int HEAD = 1 << 20;
  private static final int SAMPLES = 256;
  private static final int SAMPLE = 4096;

  private Fingerprint() {}

  static String of(Path file) throws IOException {
    MessageDigest digest = Hashes.sha256();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      digest.update(Long.toString(size).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      update(digest, channel, 0, HEAD);
      for (int i = 1; i <= SAMPLES; i++) {
        update(digest, channel, Math.max(0, size / SAMPLES * i - SAMPLE), SAMPLE);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, FileChannel channel, long from, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) > 0) {
      // Read on until the buffer is full or the file ends.
    }
    digest.update(buffer.flip());
  }
}
