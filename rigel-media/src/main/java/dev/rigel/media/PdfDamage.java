package dev.rigel.media;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether the end of a PDF or its table of objects is broken, so that PDFBox had to look for
 * the objects itself. Looks at the last kilobytes and a few entries only.
 */
final class PdfDamage {
  private static final int TAIL = 2_048;
  private static final int TABLE = 16_384;
  private static final int ENTRIES_LOOKED_AT = 20;

  private static final Pattern START = Pattern.compile("startxref\\s+(\\d{1,12})");
  private static final Pattern OBJECT = Pattern.compile("^\\s*(\\d+)\\s+(\\d+)\\s+obj");
  private static final Pattern SECTION = Pattern.compile("\\G\\s*(\\d+)\\s+(\\d+)\\s*(?=\\d{10})");
  private static final Pattern ENTRY = Pattern.compile("\\G\\s*(\\d{10})\\s(\\d{5})\\s([nf])");

  private final byte[] content;

  /** Some PDFs begin behind other bytes; places count from their header. */
  private final int header;

  private PdfDamage(byte[] content) {
    this.content = content;
    this.header = Math.max(0, text(0, 1_024).indexOf("%PDF-"));
  }

  /** What is broken, in words that continue "The PDF …"; empty when nothing seems to be. */
  static Optional<String> of(byte[] content) {
    return new PdfDamage(content).found();
  }

  private Optional<String> found() {
    String tail = text(Math.max(0, content.length - TAIL), content.length);
    Matcher start = START.matcher(tail);
    long place = -1;
    while (start.find()) {
      place = Long.parseLong(start.group(1));
    }
    if (place < 0) {
      return Optional.of("ends early");
    }
    if (header + place >= content.length) {
      return Optional.of("has no table of objects where it should be");
    }
    int from = (int) (header + place);
    String table = text(from, Math.min(content.length, from + TABLE));
    if (OBJECT.matcher(table).find()) {
      return Optional.empty();
    }
    String plain = table.stripLeading();
    if (!plain.startsWith("xref")) {
      return Optional.of("has no table of objects where it should be");
    }
    return wrongEntry(plain)
        ? Optional.of("has wrong places in its table of objects")
        : Optional.empty();
  }

  private boolean wrongEntry(String table) {
    Matcher section = SECTION.matcher(table).region("xref".length(), table.length());
    int looked = 0;
    while (looked < ENTRIES_LOOKED_AT && section.find()) {
      long number = Long.parseLong(section.group(1));
      Matcher entry = ENTRY.matcher(table).region(section.end(), table.length());
      int end = section.end();
      while (looked < ENTRIES_LOOKED_AT && entry.find()) {
        if (entry.group(3).equals("n") && !isObject(Long.parseLong(entry.group(1)), number)) {
          return true;
        }
        end = entry.end();
        number++;
        looked++;
      }
      section.region(end, table.length());
    }
    return false;
  }

  private boolean isObject(long place, long number) {
    if (header + place >= content.length) {
      return false;
    }
    int from = (int) (header + place);
    Matcher object = OBJECT.matcher(text(from, Math.min(content.length, from + 40)));
    return object.find() && Long.parseLong(object.group(1)) == number;
  }

  private String text(int from, int to) {
    int end = Math.min(to, content.length);
    return new String(content, from, end - from, StandardCharsets.ISO_8859_1);
  }
}
