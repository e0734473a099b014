package dev.rigel.media.office;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.util.List;

/**
 * Makes a PDF of a document of another kind, so that all that works on pages works on it. Macros,
 * scripts, links and embedded files are never run, followed or opened.
 */
public final class OfficeReader {
  private static final int LINES_LOOKED_AT = 20;

  private OfficeReader() {}

  /** The kinds that are read. */
  public enum Kind {
    DOCX,
    XLSX,
    PPTX,
    ODT,
    ODS,
    ODP,
    EPUB,
    HTML,
    MAIL,
    TEXT
  }

  /** Kinds that are read only after they were brought into a newer one. */
  public enum OldKind {
    DOC,
    RTF,
    XLS,
    PPT
  }

  /**
   * A PDF that says what the document says; the same document always gives the same bytes.
   *
   * @param mostPages how many pages the PDF may have
   * @throws RigelException when the document is damaged, a bomb, or too long
   */
  public static byte[] toPdf(byte[] content, Kind kind, int mostPages) {
    try {
      return FlowPdf.of(blocks(content, kind), mostPages);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      if (e instanceof RigelException refused) {
        throw refused;
      }
      throw RigelException.causedBy(
          e,
          ErrorCode.MEDIA_REFUSED,
          "The document is damaged, protected or not what it seems (%s); send it as a PDF."
              .formatted(kind));
    }
  }

  private static List<Block> blocks(byte[] content, Kind kind) throws IOException {
    return switch (kind) {
      case DOCX -> WordBlocks.of(checked(content));
      case XLSX -> SheetBlocks.of(checked(content));
      case PPTX -> SlideBlocks.of(checked(content));
      case ODT -> OpenDocumentBlocks.ofText(content);
      case ODS, ODP -> OpenDocumentBlocks.of(content);
      case EPUB -> BookBlocks.of(content);
      case HTML -> HtmlBlocks.of(content);
      case MAIL -> MailBlocks.of(content);
      case TEXT -> text(content);
    };
  }

  /** Unpacks once, so that a bomb is known before a library meets it. */
  private static byte[] checked(byte[] content) throws IOException {
    Archive.of(content);
    return content;
  }

  private static List<Block> text(byte[] content) throws IOException {
    List<String> start =
        TextBlocks.decoded(content)
            .lines()
            .filter(line -> !line.isBlank())
            .limit(LINES_LOOKED_AT)
            .toList();
    char separator = separator(start);
    if (separator != 0) {
      return TextBlocks.separated(content, separator);
    }
    boolean markdown =
        start.stream()
            .anyMatch(line ->
                line.matches(
                    "#{1,6} \\S.*|```.*|\\|?\\s*:?-{3,}:?\\s*(\\|\\s*:?-{3,}:?\\s*)+\\|?"));
    return markdown ? TextBlocks.markdown(content) : TextBlocks.plain(content);
  }

  /** The character that stands equally often in each of the first lines; 0 when there is none. */
  private static char separator(List<String> start) {
    if (start.size() < 2) {
      return 0;
    }
    for (char separator : new char[] {'\t', ';', ',', '|'}) {
      // Within quotes it is none.
      long[] counts =
          start.stream()
              .mapToLong(line ->
                  line.replaceAll("\"[^\"]*\"", "").chars().filter(c -> c == separator).count())
              .distinct()
              .toArray();
      if (counts.length == 1
          && counts[0] >= (separator == ',' && start.size() < 3 ? 2 : 1)
          && !start.getFirst().startsWith("|")) {
        return separator;
      }
    }
    return 0;
  }
}
