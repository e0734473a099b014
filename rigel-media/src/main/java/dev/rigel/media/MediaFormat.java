package dev.rigel.media;

/** What bytes turn out to be, by their content alone. */
public enum MediaFormat {
  JPEG("JPEG", "image/jpeg", Kind.PICTURE),
  PNG("PNG", "image/png", Kind.PICTURE),
  WEBP("WebP", "image/webp", Kind.PICTURE),
  GIF("GIF", "image/gif", Kind.PICTURE),
  BMP("BMP", "image/bmp", Kind.PICTURE),
  TIFF("TIFF", "image/tiff", Kind.PICTURE),
  PDF("PDF", "application/pdf", Kind.DOCUMENT),
  HEIC("HEIC", "image/heic", Kind.PICTURE),
  AVIF("AVIF", "image/avif", Kind.PICTURE),
  JPEG_XL("JPEG XL", "image/jxl", Kind.UNREADABLE_PICTURE),
  JPEG_2000("JPEG 2000", "image/jp2", Kind.UNREADABLE_PICTURE),
  SVG("SVG", "image/svg+xml", Kind.UNREADABLE_PICTURE),
  ICO("ICO", "image/vnd.microsoft.icon", Kind.UNREADABLE_PICTURE),
  PHOTOSHOP("Photoshop", "image/vnd.adobe.photoshop", Kind.UNREADABLE_PICTURE),
  MP4("MP4", "video/mp4", Kind.VIDEO),
  MATROSKA("WebM or Matroska", "video/x-matroska", Kind.VIDEO),
  AVI("AVI", "video/x-msvideo", Kind.VIDEO),
  FLV("FLV", "video/x-flv", Kind.VIDEO),
  MPEG("MPEG", "video/mpeg", Kind.VIDEO),
  MP3("MP3", "audio/mpeg", Kind.AUDIO),
  M4A("M4A", "audio/mp4", Kind.AUDIO),
  WAV("WAV", "audio/wav", Kind.AUDIO),
  OGG("Ogg", "audio/ogg", Kind.AUDIO),
  FLAC("FLAC", "audio/flac", Kind.AUDIO),
  AAC("AAC", "audio/aac", Kind.AUDIO),
  DOCX(
      "Word document",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      Kind.DOCUMENT),
  XLSX(
      "Excel workbook",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      Kind.DOCUMENT),
  PPTX(
      "PowerPoint file",
      "application/vnd.openxmlformats-officedocument.presentationml.presentation",
      Kind.DOCUMENT),
  ODT("OpenDocument text", "application/vnd.oasis.opendocument.text", Kind.DOCUMENT),
  ODS("OpenDocument spreadsheet", "application/vnd.oasis.opendocument.spreadsheet", Kind.DOCUMENT),
  ODP("OpenDocument file", "application/vnd.oasis.opendocument.presentation", Kind.DOCUMENT),
  EPUB("EPUB book", "application/epub+zip", Kind.DOCUMENT),
  EML("mail", "message/rfc822", Kind.DOCUMENT),
  HTML("HTML page", "text/html", Kind.DOCUMENT),
  TEXT("plain text", "text/plain", Kind.DOCUMENT),
  DOC("Word document of an older kind", "application/msword", Kind.DOCUMENT),
  XLS("Excel workbook of an older kind", "application/vnd.ms-excel", Kind.DOCUMENT),
  PPT("PowerPoint file of an older kind", "application/vnd.ms-powerpoint", Kind.DOCUMENT),
  RTF("RTF document", "application/rtf", Kind.DOCUMENT),
  JSON("JSON", "application/json", Kind.OTHER),
  OFFICE(
      "an Office file that is encrypted or of a kind that is not read",
      "application/octet-stream",
      Kind.OTHER),
  ZIP("a ZIP archive", "application/zip", Kind.OTHER),
  GZIP("gzip data", "application/gzip", Kind.OTHER),
  UNKNOWN("of an unknown format", "application/octet-stream", Kind.OTHER);

  /** What can be done with a format. */
  public enum Kind {
    PICTURE,
    DOCUMENT,
    /** A picture format that is recognised but for which there is no decoder. */
    UNREADABLE_PICTURE,
    VIDEO,
    AUDIO,
    OTHER
  }

  private final String title;
  private final String mediaType;
  private final Kind kind;

  MediaFormat(String title, String mediaType, Kind kind) {
    this.title = title;
    this.mediaType = mediaType;
    this.kind = kind;
  }

  /** The name as it stands in messages. */
  public String title() {
    return title;
  }

  /**
   * As in a {@code Content-Type}, without parameters; {@code application/octet-stream} for what
   * many kinds of files are.
   */
  public String mediaType() {
    return mediaType;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether it takes FFmpeg to decode it. */
  public boolean needsFfmpeg() {
    return this == HEIC || this == AVIF;
  }

  /** Never fails: what is not recognised is {@link #UNKNOWN}. */
  public static MediaFormat of(byte[] content) {
    return FormatSniffer.sniff(content);
  }
}
