package dev.rigel.media.office;

import java.awt.Dimension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Tells whether a picture inside a document is a JPEG or PNG of a size that may be decoded. */
final class SettablePicture {
  private static final Set<String> KINDS = Set.of("jpeg", "png");

  /** A page at 300 dots an inch has some nine million. */
  private static final long MOST_PIXELS = 25_000_000;

  private SettablePicture() {}

  static boolean is(byte[] content) {
    return size(content).isPresent();
  }

  /** Its pixels; empty when it cannot be set. */
  static Optional<Dimension> size(byte[] content) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        if (!KINDS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
          return Optional.empty();
        }
        Dimension size = new Dimension(reader.getWidth(0), reader.getHeight(0));
        return Optional.of(size).filter(s -> (long) s.width * s.height <= MOST_PIXELS);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
