package dev.rigel.media;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.ffmpeg.FfmpegProgram;
import dev.rigel.media.office.OfficePrinter;
import dev.rigel.media.office.OfficeReader;
import java.util.Optional;

/**
 * The way from bytes to media. What the bytes are is told from their content alone; size and pixels
 * are checked before anything is decoded; decoding has a time limit and runs on a bounded lane.
 *
 * <p>One for a process, shared by all threads.
 */
public final class MediaReader implements AutoCloseable {
  private static final int WAITING = 64;

  private final Decoding decoding;
  private final PictureDecoder pictures;
  private final FfmpegProgram.Finder ffmpeg;
  private final OfficePrinter printer;

  /**
   * @param threads how many media are decoded at the same time
   */
  public MediaReader(MediaLimits limits, PixelAccount account, int threads) {
    this(limits, account, threads, FfmpegProgram.Finder.none(), OfficePrinter.none());
  }

  /**
   * @param ffmpeg finds the program that decodes HEIC and AVIF pictures
   * @param printer sets documents of office programs on pages; closed with this reader
   */
  public MediaReader(
      MediaLimits limits,
      PixelAccount account,
      int threads,
      FfmpegProgram.Finder ffmpeg,
      OfficePrinter printer) {
    this.ffmpeg = requireNonNull(ffmpeg, "ffmpeg");
    this.printer = requireNonNull(printer, "printer");
    this.decoding =
        new Decoding(
            requireNonNull(limits, "limits"),
            requireNonNull(account, "account"),
            new DecodingLane("decoding", threads, WAITING));
    this.pictures = new PictureDecoder(limits, account);
  }

  /** With the default limits, a quarter of the heap for pixels, and a thread for each core. */
  public MediaReader() {
    this(MediaLimits.DEFAULT, PixelAccount.ofHeap(), Runtime.getRuntime().availableProcessors());
  }

  public MediaLimits limits() {
    return decoding.limits();
  }

  public PixelAccount account() {
    return decoding.account();
  }

  /**
   * A picture (the first of the file) or a document.
   *
   * @param content not to be changed afterwards: a document keeps it
   * @throws RigelException {@link ErrorCode#UNSUPPORTED_MEDIA} naming the format and what to do,
   *     {@link ErrorCode#MEDIA_REFUSED} when damaged or too large to decode, {@link
   *     ErrorCode#NOT_IMPLEMENTED} for video and audio
   */
  public Media read(byte[] content, CallScope scope) {
    return read(content, Optional.empty(), scope);
  }

  /**
   * The same of an encrypted PDF with its password. The document that comes of it is no longer
   * encrypted.
   *
   * @param password the user's or the owner's; not looked at for what is not encrypted
   * @throws RigelException as above, {@link ErrorCode#MEDIA_REFUSED} when the password is wrong
   */
  public Media read(byte[] content, Optional<String> password, CallScope scope) {
    MediaFormat format = accepted(content);
    if (format.kind() != MediaFormat.Kind.DOCUMENT) {
      return picture(content, format, 1, Integer.MAX_VALUE, scope);
    }
    return format == MediaFormat.PDF && password.isPresent()
        ? open(unlocked(content, password.get(), scope), format, scope)
        : open(content, format, scope);
  }

  private byte[] unlocked(byte[] content, String password, CallScope scope) {
    return decoding
        .lane()
        .call(
            scope,
            decoding.limits().decodeTime(),
            "Decrypting the PDF",
            () -> PdfFile.unlocked(content, password, decoding.unpackedBytes()));
  }

  /** The first picture of the file. */
  public Image readImage(byte[] content, CallScope scope) {
    return readScaled(content, Integer.MAX_VALUE, scope);
  }

  /**
   * The first picture, shrunk by area averaging when its longest side is longer than wanted. Takes
   * less time and memory than reading and then shrinking.
   */
  public Image readScaled(byte[] content, int maxSide, CallScope scope) {
    if (maxSide < 1) {
      throw new IllegalArgumentException("not a side: " + maxSide);
    }
    return picture(content, acceptedPicture(content), 1, maxSide, scope);
  }

  /**
   * One picture of an animation or of a multi-page TIFF.
   *
   * @param number from 1
   */
  public Image readFrame(byte[] content, int number, CallScope scope) {
    MediaFormat format = acceptedPicture(content);
    if (number < 1 || number > decoding.limits().pagesPerDocument()) {
      throw new RigelException(
          ErrorCode.INVALID_REQUEST,
          "Picture %d of the %s is outside 1 to %d."
              .formatted(number, format.title(), decoding.limits().pagesPerDocument()));
    }
    return picture(content, format, number, Integer.MAX_VALUE, scope);
  }

  /** Opens a PDF, or a document of another kind, set on the pages of a PDF. */
  public Document readDocument(byte[] content, CallScope scope) {
    MediaFormat format = accepted(content);
    if (format.kind() != MediaFormat.Kind.DOCUMENT) {
      throw new RigelException(
          ErrorCode.UNSUPPORTED_MEDIA,
          "A document is needed here, but this is %s.".formatted(article(format)));
    }
    return open(content, format, scope);
  }

  Decoding decoding() {
    return decoding;
  }

  private Document open(byte[] content, MediaFormat format, CallScope scope) {
    Optional<OfficeReader.OldKind> old = oldKind(format);
    if (old.isPresent()) {
      byte[] renewed = renewed(content, format, old.get(), scope);
      return open(renewed, MediaFormat.of(renewed), scope);
    }
    Optional<OfficeReader.Kind> kind = officeKind(format);
    if (kind.isEmpty()) {
      return Document.open(content, decoding, scope);
    }
    return switch (printer.print(content, kind.get(), scope)) {
      case OfficePrinter.Printed.Pages(byte[] pdf) -> Document.open(pdf, decoding, scope);
      case OfficePrinter.Printed.Failed(String why) ->
          plain(content, format, kind.get(), " (" + why + ")", scope);
      case OfficePrinter.Printed.NotTried() -> plain(content, format, kind.get(), "", scope);
    };
  }

  /**
   * @param why it is not set as its own program would
   */
  private Document plain(
      byte[] content, MediaFormat format, OfficeReader.Kind kind, String why, CallScope scope) {
    byte[] pdf =
        decoding
            .lane()
            .call(
                scope,
                decoding.limits().decodeTime(),
                "Reading the " + format.title(),
                () -> OfficeReader.toPdf(content, kind, decoding.limits().pagesPerDocument()));
    return Document.open(pdf, decoding, scope)
        .noting(
            "The %s is set plainly on pages%s: text, lists and tables, without its own look."
                .formatted(format.title(), why));
  }

  private byte[] renewed(
      byte[] content, MediaFormat format, OfficeReader.OldKind kind, CallScope scope) {
    if (!printer.renewsOldKinds()) {
      throw new RigelException(
          ErrorCode.UNSUPPORTED_MEDIA,
          "The medium is a %s, which this server cannot read; save it in a newer format or as a PDF."
              .formatted(format.title()));
    }
    return printer
        .renewed(content, kind, scope)
        .filter(renewed -> officeKind(MediaFormat.of(renewed)).isPresent())
        .orElseThrow(() ->
            new RigelException(
                ErrorCode.MEDIA_REFUSED,
                "The %s could not be read: it is damaged, protected or too large; save it in a newer format or as a PDF."
                    .formatted(format.title())));
  }

  private static Optional<OfficeReader.OldKind> oldKind(MediaFormat format) {
    return switch (format) {
      case DOC -> Optional.of(OfficeReader.OldKind.DOC);
      case RTF -> Optional.of(OfficeReader.OldKind.RTF);
      case XLS -> Optional.of(OfficeReader.OldKind.XLS);
      case PPT -> Optional.of(OfficeReader.OldKind.PPT);
      default -> Optional.empty();
    };
  }

  /** Empty for a PDF. */
  private static Optional<OfficeReader.Kind> officeKind(MediaFormat format) {
    return switch (format) {
      case DOCX -> Optional.of(OfficeReader.Kind.DOCX);
      case XLSX -> Optional.of(OfficeReader.Kind.XLSX);
      case PPTX -> Optional.of(OfficeReader.Kind.PPTX);
      case ODT -> Optional.of(OfficeReader.Kind.ODT);
      case ODS -> Optional.of(OfficeReader.Kind.ODS);
      case ODP -> Optional.of(OfficeReader.Kind.ODP);
      case EPUB -> Optional.of(OfficeReader.Kind.EPUB);
      case EML -> Optional.of(OfficeReader.Kind.MAIL);
      case HTML -> Optional.of(OfficeReader.Kind.HTML);
      case TEXT -> Optional.of(OfficeReader.Kind.TEXT);
      default -> Optional.empty();
    };
  }

  private Image picture(
      byte[] content, MediaFormat format, int frame, int maxSide, CallScope scope) {
    if (format.needsFfmpeg()) {
      return byFfmpeg(content, format, maxSide, scope);
    }
    return decoding
        .lane()
        .call(
            scope,
            decoding.limits().decodeTime(),
            "Decoding the " + format.title(),
            () -> pictures.decode(content, format, frame, maxSide));
  }

  /** The program is looked for before the lane is taken: it may have to be pulled. */
  private Image byFfmpeg(byte[] content, MediaFormat format, int maxSide, CallScope scope) {
    FfmpegProgram program =
        ffmpeg
            .find(scope)
            .orElseThrow(() ->
                new RigelException(
                    ErrorCode.UNSUPPORTED_MEDIA,
                    "%s pictures cannot be decoded: this server has no FFmpeg 8.1 or newer. Convert the picture to JPEG, PNG or WebP."
                        .formatted(format.title())));
    return decoding
        .lane()
        .call(
            scope,
            decoding.limits().decodeTime(),
            "Decoding the " + format.title(),
            () ->
                pictures.decodeByFfmpeg(
                    program, content, format, maxSide, decoding.limits().decodeTime()));
  }

  private MediaFormat acceptedPicture(byte[] content) {
    MediaFormat format = accepted(content);
    if (format.kind() != MediaFormat.Kind.PICTURE) {
      throw new RigelException(
          ErrorCode.UNSUPPORTED_MEDIA,
          "A picture is needed here, but this is %s.".formatted(article(format)));
    }
    return format;
  }

  private MediaFormat accepted(byte[] content) {
    if (content.length == 0) {
      throw new RigelException(
          ErrorCode.MEDIA_REFUSED, "The medium is empty (0 bytes); send its content.");
    }
    if (content.length > decoding.limits().bytesPerMedium()) {
      throw new RigelException(
          ErrorCode.TOO_LARGE,
          "The medium has %,d bytes; at most %,d are read."
              .formatted(content.length, decoding.limits().bytesPerMedium()));
    }
    MediaFormat format = MediaFormat.of(content);
    return switch (format.kind()) {
      case PICTURE, DOCUMENT -> format;
      case UNREADABLE_PICTURE ->
          throw new RigelException(
              ErrorCode.UNSUPPORTED_MEDIA,
              "%s pictures cannot be decoded; convert the picture to JPEG, PNG or WebP."
                  .formatted(format.title()));
      case VIDEO ->
          throw new RigelException(
              ErrorCode.NOT_IMPLEMENTED,
              "The medium is a video (%s); video is not available in this version. Send its frames as pictures."
                  .formatted(format.title()));
      case AUDIO ->
          throw new RigelException(
              ErrorCode.NOT_IMPLEMENTED,
              "The medium is audio (%s); audio is not available in this version."
                  .formatted(format.title()));
      case OTHER ->
          throw new RigelException(
              ErrorCode.UNSUPPORTED_MEDIA,
              ("The medium is %s, not a picture or document; send JPEG, PNG, WebP, GIF, BMP, TIFF,"
                      + " PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, EPUB, EML, HTML, CSV, Markdown or text.")
                  .formatted(format.title()));
    };
  }

  private static String article(MediaFormat format) {
    return "a " + format.title();
  }

  @Override
  public void close() {
    printer.close();
    decoding.lane().close();
  }
}
