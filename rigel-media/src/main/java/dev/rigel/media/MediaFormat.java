package dev.rigel.media;

/** What bytes turn out to be, by their content alone. */
public enum MediaFormat {
  JPEG("JPEG", Kind.PICTURE),
  PNG("PNG", Kind.PICTURE),
  WEBP("WebP", Kind.PICTURE),
  GIF("GIF", Kind.PICTURE),
  BMP("BMP", Kind.PICTURE),
  TIFF("TIFF", Kind.PICTURE),
  PDF("PDF", Kind.DOCUMENT),
  HEIC("HEIC", Kind.UNREADABLE_PICTURE),
  AVIF("AVIF", Kind.UNREADABLE_PICTURE),
  JPEG_XL("JPEG XL", Kind.UNREADABLE_PICTURE),
  JPEG_2000("JPEG 2000", Kind.UNREADABLE_PICTURE),
  SVG("SVG", Kind.UNREADABLE_PICTURE),
  ICO("ICO", Kind.UNREADABLE_PICTURE),
  PHOTOSHOP("Photoshop", Kind.UNREADABLE_PICTURE),
  MP4("MP4", Kind.VIDEO),
  MATROSKA("WebM or Matroska", Kind.VIDEO),
  AVI("AVI", Kind.VIDEO),
  FLV("FLV", Kind.VIDEO),
  MPEG("MPEG", Kind.VIDEO),
  MP3("MP3", Kind.AUDIO),
  M4A("M4A", Kind.AUDIO),
  WAV("WAV", Kind.AUDIO),
  OGG("Ogg", Kind.AUDIO),
  FLAC("FLAC", Kind.AUDIO),
  AAC("AAC", Kind.AUDIO),
  HTML("an HTML page", Kind.OTHER),
  JSON("JSON", Kind.OTHER),
  OFFICE("an Office file", Kind.OTHER),
  ZIP("a ZIP archive", Kind.OTHER),
  GZIP("gzip data", Kind.OTHER),
  TEXT("plain text", Kind.OTHER),
  UNKNOWN("of an unknown format", Kind.OTHER);

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
  private final Kind kind;

  MediaFormat(String title, Kind kind) {
    this.title = title;
    this.kind = kind;
  }

  /** The name as it stands in messages. */
  public String title() {
    return title;
  }

  public Kind kind() {
    return kind;
  }

  /** Never fails: what is not recognised is {@link #UNKNOWN}. */
  public static MediaFormat of(byte[] content) {
    return FormatSniffer.sniff(content);
  }
}
