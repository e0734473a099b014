package dev.rigel.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells formats apart by their first bytes (and for PDF, whose header may follow up to a kilobyte
 * of other bytes, by that kilobyte). A declared type or a file name is never asked.
 */
final class FormatSniffer {
  private static final int PDF_HEADER_WITHIN = 1024;
  private static final int TEXT_SAMPLE = 1024;

  /** Less is more likely the first bytes of something that was cut off. */
  private static final int SHORTEST_TEXT = 8;

  private static final int MAIL_SAMPLE = 16 * 1024;

  /** Where a zip archive lists its parts. */
  private static final int ZIP_DIRECTORY = 1 << 20;

  /** Text for programs, not for people: vector graphics, PostScript, XPM, PNM, play lists, XML. */
  private static final Pattern PROGRAM =
      Pattern.compile("push graphic-context|%!ps|/\\* xpm|p[1-6]\\s|#extm3u|<\\?xml");

  private static final Pattern MAIL_START =
      Pattern.compile(
          "(from|to|received|return-path|delivered-to|mime-version|date|subject|message-id|"
              + "reply-to|x-[a-z0-9-]+|dkim-signature|arc-seal|content-type): ?[^\\n]*\\n");

  private FormatSniffer() {}

  static MediaFormat sniff(byte[] b) {
    MediaFormat picture = picture(b);
    if (picture != MediaFormat.UNKNOWN) {
      return picture;
    }
    if (at(b, 4, "ftyp")) {
      return isoBaseMedia(b);
    }
    if (at(b, 0, "RIFF")) {
      return riff(b);
    }
    MediaFormat stream = soundOrVideo(b);
    if (stream != MediaFormat.UNKNOWN) {
      return stream;
    }
    if (indexOf(b, "%PDF-", PDF_HEADER_WITHIN) >= 0) {
      return MediaFormat.PDF;
    }
    if (bytes(b, 0, 0x50, 0x4b, 0x03, 0x04)) {
      return zip(b);
    }
    if (bytes(b, 0, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) {
      return compound(b);
    }
    if (at(b, 0, "{\\rtf")) {
      return MediaFormat.RTF;
    }
    if (bytes(b, 0, 0x1f, 0x8b)) {
      return MediaFormat.GZIP;
    }
    return text(b);
  }

  private static MediaFormat picture(byte[] b) {
    if (bytes(b, 0, 0xff, 0xd8, 0xff)) {
      return MediaFormat.JPEG;
    }
    if (bytes(b, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
      return MediaFormat.PNG;
    }
    if (at(b, 0, "GIF87a") || at(b, 0, "GIF89a")) {
      return MediaFormat.GIF;
    }
    if (at(b, 0, "RIFF") && at(b, 8, "WEBP")) {
      return MediaFormat.WEBP;
    }
    if (at(b, 0, "BM") && b.length >= 18 && b[15] == 0 && b[16] == 0 && b[17] == 0) {
      // The header size of every BMP variant fits one byte.
      return MediaFormat.BMP;
    }
    if (bytes(b, 0, 'I', 'I', 42, 0)
        || bytes(b, 0, 'M', 'M', 0, 42)
        || bytes(b, 0, 'I', 'I', 43, 0)
        || bytes(b, 0, 'M', 'M', 0, 43)) {
      return MediaFormat.TIFF;
    }
    if (bytes(b, 0, 0xff, 0x0a) || bytes(b, 0, 0, 0, 0, 0x0c, 'J', 'X', 'L', ' ')) {
      return MediaFormat.JPEG_XL;
    }
    if (bytes(b, 0, 0, 0, 0, 0x0c, 'j', 'P', ' ', ' ') || bytes(b, 0, 0xff, 0x4f, 0xff, 0x51)) {
      return MediaFormat.JPEG_2000;
    }
    if (bytes(b, 0, 0, 0, 1, 0) && b.length > 5 && b[4] != 0 && b[5] == 0) {
      return MediaFormat.ICO;
    }
    return at(b, 0, "8BPS") ? MediaFormat.PHOTOSHOP : MediaFormat.UNKNOWN;
  }

  private static MediaFormat isoBaseMedia(byte[] b) {
    String brands = ascii(b, 8, 64);
    String major = brands.length() < 4 ? "" : brands.substring(0, 4);
    return switch (major) {
      case "avif", "avis" -> MediaFormat.AVIF;
      case "heic", "heix", "heim", "heis", "hevc", "hevx" -> MediaFormat.HEIC;
      case "mif1", "msf1" -> brands.contains("avif") ? MediaFormat.AVIF : MediaFormat.HEIC;
      case "M4A ", "M4B " -> MediaFormat.M4A;
      default -> MediaFormat.MP4;
    };
  }

  private static MediaFormat riff(byte[] b) {
    if (at(b, 8, "AVI ")) {
      return MediaFormat.AVI;
    }
    return at(b, 8, "WAVE") ? MediaFormat.WAV : MediaFormat.UNKNOWN;
  }

  private static MediaFormat soundOrVideo(byte[] b) {
    if (bytes(b, 0, 0x1a, 0x45, 0xdf, 0xa3)) {
      return MediaFormat.MATROSKA;
    }
    if (at(b, 0, "FLV\u0001")) {
      return MediaFormat.FLV;
    }
    if (bytes(b, 0, 0, 0, 1, 0xba) || bytes(b, 0, 0, 0, 1, 0xb3)) {
      return MediaFormat.MPEG;
    }
    if (at(b, 4, "moov") || at(b, 4, "mdat") || at(b, 4, "wide")) {
      return MediaFormat.MP4;
    }
    if (at(b, 0, "OggS")) {
      return MediaFormat.OGG;
    }
    if (at(b, 0, "fLaC")) {
      return MediaFormat.FLAC;
    }
    if (at(b, 0, "ID3") || bytes(b, 0, 0xff, 0xfb) || bytes(b, 0, 0xff, 0xf3)) {
      return MediaFormat.MP3;
    }
    return bytes(b, 0, 0xff, 0xf1) || bytes(b, 0, 0xff, 0xf9)
        ? MediaFormat.AAC
        : MediaFormat.UNKNOWN;
  }

  /** Told by the first part's content, or by the names of parts, which stand at the end again. */
  private static MediaFormat zip(byte[] b) {
    String start = ascii(b, 0, 4096);
    String names = start + ascii(b, Math.max(0, b.length - ZIP_DIRECTORY), b.length);
    if (start.contains("mimetypeapplication/epub+zip")) {
      return MediaFormat.EPUB;
    }
    if (start.contains("mimetypeapplication/vnd.oasis.opendocument.text")) {
      return MediaFormat.ODT;
    }
    if (start.contains("mimetypeapplication/vnd.oasis.opendocument.spreadsheet")) {
      return MediaFormat.ODS;
    }
    if (start.contains("mimetypeapplication/vnd.oasis.opendocument.presentation")) {
      return MediaFormat.ODP;
    }
    if (!names.contains("[Content_Types].xml")) {
      return MediaFormat.ZIP;
    }
    return names.contains("word/document")
        ? MediaFormat.DOCX
        : names.contains("xl/workbook")
            ? MediaFormat.XLSX
            : names.contains("ppt/presentation") ? MediaFormat.PPTX : MediaFormat.OFFICE;
  }

  /** Told by the names of its streams. */
  private static MediaFormat compound(byte[] b) {
    Set<String> names = CompoundDirectory.names(b);
    if (names.contains("WordDocument")) {
      return MediaFormat.DOC;
    }
    if (names.contains("PowerPoint Document")) {
      return MediaFormat.PPT;
    }
    return names.contains("Workbook") || names.contains("Book")
        ? MediaFormat.XLS
        : MediaFormat.OFFICE;
  }

  private static boolean isMail(String start) {
    return MAIL_START.matcher(start).lookingAt()
        && start.contains("from:")
        && (start.contains("subject:")
            || start.contains("date:")
            || start.contains("mime-version:"));
  }

  private static MediaFormat text(byte[] b) {
    String start =
        new String(b, 0, Math.min(b.length, TEXT_SAMPLE), StandardCharsets.UTF_8)
            .replace("\uFEFF", "")
            .strip()
            .toLowerCase(Locale.ROOT);
    if (start.startsWith("<svg") || (start.startsWith("<") && start.contains("<svg"))) {
      return start.contains("<html") ? MediaFormat.HTML : MediaFormat.SVG;
    }
    if (start.startsWith("<!doctype svg")) {
      return MediaFormat.SVG;
    }
    if (start.startsWith("<!doctype html")
        || start.startsWith("<html")
        || (start.startsWith("<") && (start.contains("<html") || start.contains("<body")))) {
      return MediaFormat.HTML;
    }
    if (start.startsWith("{") || start.startsWith("[")) {
      return MediaFormat.JSON;
    }
    if (isMail(
        new String(b, 0, Math.min(b.length, MAIL_SAMPLE), StandardCharsets.ISO_8859_1)
            .toLowerCase(Locale.ROOT))) {
      return MediaFormat.EML;
    }
    boolean readable =
        b.length >= SHORTEST_TEXT
            && !start.isEmpty()
            && !PROGRAM.matcher(start).lookingAt()
            && start.indexOf('\uFFFD') < 0
            && start.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
    return readable ? MediaFormat.TEXT : MediaFormat.UNKNOWN;
  }

  private static boolean at(byte[] b, int offset, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
    return b.length >= offset + wanted.length
        && Arrays.equals(b, offset, offset + wanted.length, wanted, 0, wanted.length);
  }

  private static boolean bytes(byte[] b, int offset, int... wanted) {
    if (b.length < offset + wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if ((b[offset + i] & 0xff) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static String ascii(byte[] b, int from, int to) {
    int end = Math.min(b.length, to);
    return from >= end ? "" : new String(b, from, end - from, StandardCharsets.ISO_8859_1);
  }

  private static int indexOf(byte[] b, String wanted, int within) {
    return ascii(b, 0, within).indexOf(wanted);
  }
}
