package dev.rigel.media.ffmpeg;

import dev.rigel.media.child.ChildProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first picture of a HEIC or AVIF file, upright: FFmpeg puts the tiles together and applies the
 * file's rotation and mirroring. Transparency is left out.
 *
 * @param rgb red, green and blue of each pixel, row by row, behind a header of {@code start} bytes
 */
public record StillPicture(int width, int height, byte[] rgb, int start) {
  private static final Logger LOG = LoggerFactory.getLogger(StillPicture.class);

  /** Coded pictures are filled up to whole blocks. */
  private static final int BLOCK = 64;

  private static final int LONGEST_HEADER = 64;

  /** A decoder's refusal; its reason is for the log. */
  public static final class NotDecodedException extends IOException {
    @java.io.Serial private static final long serialVersionUID = 1;

    NotDecodedException(String message) {
      super(message);
    }
  }

  /** What the file says about its largest picture, read without decoding. */
  public record Size(int width, int height) {
    /** Empty when the file says nothing. */
    public static Optional<Size> of(byte[] content) {
      return PictureBoxes.largest(content);
    }
  }

  /**
   * @param size what the file says; a larger picture is refused
   */
  public static StillPicture decode(
      FfmpegProgram program, byte[] content, Size size, Duration limit) throws IOException {
    long most = (long) (size.width() + BLOCK) * (size.height() + BLOCK);
    Path file = Files.createTempFile("rigel-picture", ".heif");
    try {
      Files.write(file, content);
      ChildProcess.Outcome outcome =
          new FfmpegChild(program).run(arguments(file, most), 3 * most + LONGEST_HEADER, limit);
      if (!outcome.succeeded()) {
        LOG.info("ffmpeg ended with {}: {}", outcome.reason(), outcome.words().strip());
        throw new NotDecodedException(outcome.reason().name());
      }
      return of(outcome.output());
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static List<String> arguments(Path file, long mostPixels) {
    return List.of(
        "-hide_banner",
        "-nostdin",
        "-loglevel",
        "error",
        "-protocol_whitelist",
        "file,pipe",
        "-max_pixels",
        Long.toString(mostPixels),
        "-threads",
        "2",
        "-f",
        "mov",
        "-i",
        "file:" + file,
        "-frames:v",
        "1",
        "-f",
        "image2pipe",
        "-c:v",
        "ppm",
        "-pix_fmt",
        "rgb24",
        "pipe:1");
  }

  /** Portable pixmap: {@code P6}, width, height and 255 as words, one white space, then bytes. */
  static StillPicture of(byte[] pixmap) throws NotDecodedException {
    String head =
        new String(pixmap, 0, Math.min(LONGEST_HEADER, pixmap.length), StandardCharsets.ISO_8859_1);
    String[] words = head.split("\\s", 5);
    if (words.length < 5 || !words[0].equals("P6") || !words[3].equals("255")) {
      throw new NotDecodedException("no pixmap");
    }
    try {
      int width = Integer.parseInt(words[1]);
      int height = Integer.parseInt(words[2]);
      int start = head.length() - words[4].length();
      if (width < 1 || height < 1 || pixmap.length - start < 3L * width * height) {
        throw new NotDecodedException("half a pixmap");
      }
      return new StillPicture(width, height, pixmap, start);
    } catch (NumberFormatException _) {
      throw new NotDecodedException("no pixmap");
    }
  }

  /** As {@code 0xffRRGGBB}. */
  public int[] packed() {
    int[] pixels = new int[width * height];
    for (int i = 0, at = start; i < pixels.length; i++, at += 3) {
      pixels[i] =
          0xff000000 | (rgb[at] & 255) << 16 | (rgb[at + 1] & 255) << 8 | (rgb[at + 2] & 255);
    }
    return pixels;
  }
}
