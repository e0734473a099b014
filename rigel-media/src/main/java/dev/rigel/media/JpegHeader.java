package dev.rigel.media;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the markers of a JPEG say, read without decoding anything, and the same JPEG with nothing
 * but what a decoder needs.
 *
 * <p>The Java decoder guesses colours from application markers and fails on broken thumbnails and
 * profiles in them. So it gets a copy without them, in which one marker states the colours.
 */
final class JpegHeader {
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;
  private static final int COMMENT = 0xfe;
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};
  private static final byte[] ICC = {'I', 'C', 'C', '_', 'P', 'R', 'O', 'F', 'I', 'L', 'E', 0};
  private static final byte[] ADOBE = {'A', 'd', 'o', 'b', 'e'};

  /** Three components are YCbCr, one is grey. */
  private static final byte[] JFIF_SEGMENT = {
    (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
  };

  private final byte[] content;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final Map<Integer, byte[]> profileParts = new TreeMap<>();
  private int width;
  private int height;
  private int components;
  private int precision;
  private int frameType = -1;
  private int scans;
  private int adobeTransform = -1;
  private boolean namedRgb;
  private boolean jfif;
  private byte @Nullable [] exif;

  private JpegHeader(byte[] content) {
    this.content = content;
  }

  /** Reads as far as the file is whole; what it does not say stays 0. */
  static JpegHeader of(byte[] content) {
    JpegHeader header = new JpegHeader(content);
    header.walk();
    return header;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int components() {
    return components;
  }

  /** Bits a sample. */
  int precision() {
    return precision;
  }

  /** Baseline, extended or progressive Huffman coding: what is used everywhere. */
  boolean isOrdinary() {
    return frameType >= 0 && frameType <= 2;
  }

  /** Scans up to the end of the file's first picture. */
  int scans() {
    return scans;
  }

  /** Colour transform of Adobe's marker: 0 none, 1 YCbCr, 2 YCCK. */
  OptionalInt adobeTransform() {
    return adobeTransform < 0 ? OptionalInt.empty() : OptionalInt.of(adobeTransform);
  }

  /** The TIFF block of the Exif marker. */
  Optional<byte[]> exif() {
    return Optional.ofNullable(exif);
  }

  /** The ICC profile, put together from its parts. */
  Optional<byte[]> profile() {
    if (profileParts.isEmpty()) {
      return Optional.empty();
    }
    ByteArrayOutputStream profile = new ByteArrayOutputStream();
    profileParts.values().forEach(profile::writeBytes);
    return Optional.of(profile.toByteArray());
  }

  /** The picture with one marker that states its colours and no other application data. */
  byte[] essential() {
    return kept.toByteArray();
  }

  private void walk() {
    ByteArrayOutputStream body = new ByteArrayOutputStream(content.length);
    int at = 2;
    while (at + 4 <= content.length) {
      if (unsigned(at) != 0xff) {
        at++;
        continue;
      }
      int marker = unsigned(at + 1);
      if (marker == 0xff) {
        at++;
      } else if (marker == END_OF_IMAGE) {
        break;
      } else if (marker == 0 || marker == 1 || (marker >= 0xd0 && marker <= 0xd8)) {
        at += 2;
      } else {
        int end = Math.min(content.length, at + 2 + Math.max(2, shortAt(at + 2)));
        segment(marker, at + 4, end);
        if (!isApplicationData(marker)) {
          body.write(content, at, end - at);
        }
        at = end;
        if (marker == START_OF_SCAN) {
          scans++;
          int next = endOfScan(at);
          body.write(content, at, next - at);
          at = next;
        }
      }
    }
    kept.write(0xff);
    kept.write(0xd8);
    kept.writeBytes(statedColors());
    kept.writeBytes(body.toByteArray());
    kept.write(0xff);
    kept.write(END_OF_IMAGE);
  }

  private void segment(int marker, int from, int end) {
    if (marker == 0xe0 && end - from >= 5 && content[from] == 'J' && content[from + 1] == 'F') {
      jfif = true;
    } else if (marker == 0xe1 && startsWith(EXIF, from, end) && exif == null) {
      exif = Arrays.copyOfRange(content, from + EXIF.length, end);
    } else if (marker == 0xe2 && startsWith(ICC, from, end) && end - from > ICC.length + 2) {
      profileParts.put(
          unsigned(from + ICC.length), Arrays.copyOfRange(content, from + ICC.length + 2, end));
    } else if (marker == 0xee && startsWith(ADOBE, from, end) && end - from >= 12) {
      adobeTransform = unsigned(from + 11);
    } else if (isFrame(marker) && end - from >= 6 && frameType < 0) {
      frame(marker, from, end);
    }
  }

  private void frame(int marker, int from, int end) {
    frameType = marker - 0xc0;
    precision = unsigned(from);
    height = shortAt(from + 1);
    width = shortAt(from + 3);
    components = unsigned(from + 5);
    namedRgb =
        components == 3
            && end - from >= 15
            && content[from + 6] == 'R'
            && content[from + 9] == 'G'
            && content[from + 12] == 'B';
  }

  /** Whether three components are red, green and blue, not YCbCr. */
  boolean isRgb() {
    return components == 3 && (adobeTransform == 0 || (namedRgb && adobeTransform < 0 && !jfif));
  }

  private byte[] statedColors() {
    if (isRgb() || components == 4) {
      int transform = isRgb() ? 0 : Math.max(0, adobeTransform);
      return new byte[] {
        (byte) 0xff,
        (byte) 0xee,
        0,
        14,
        'A',
        'd',
        'o',
        'b',
        'e',
        0,
        100,
        0,
        0,
        0,
        0,
        (byte) transform
      };
    }
    return JFIF_SEGMENT;
  }

  /** Where entropy-coded data ends: at the next marker that is neither stuffing nor a restart. */
  private int endOfScan(int from) {
    for (int at = from; at + 1 < content.length; at++) {
      if (content[at] == (byte) 0xff) {
        int marker = unsigned(at + 1);
        if (marker != 0 && marker != 0xff && (marker < 0xd0 || marker > 0xd7)) {
          return at;
        }
      }
    }
    return content.length;
  }

  private static boolean isApplicationData(int marker) {
    return (marker >= 0xe0 && marker <= 0xef) || marker == COMMENT;
  }

  /** A frame header: the C0 markers but for Huffman tables, arithmetic tables and JPG. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private boolean startsWith(byte[] prefix, int from, int end) {
    return end - from >= prefix.length
        && Arrays.equals(content, from, from + prefix.length, prefix, 0, prefix.length);
  }

  private int unsigned(int at) {
    return content[at] & 0xff;
  }

  private int shortAt(int at) {
    return unsigned(at) << 8 | unsigned(at + 1);
  }
}
