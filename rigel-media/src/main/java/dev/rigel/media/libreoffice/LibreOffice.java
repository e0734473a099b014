package dev.rigel.media.libreoffice;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.CallScope;
import dev.rigel.base.Hashes;
import dev.rigel.base.Lane;
import dev.rigel.base.RigelException;
import dev.rigel.media.child.ChildProcess;
import dev.rigel.media.office.OfficePrinter;
import dev.rigel.media.office.OfficeReader;
import dev.rigel.media.office.SelfContained;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets documents on pages by LibreOffice, each once: what came of it is kept for a while. The
 * program is given the document packed anew, and none that draws on files or addresses elsewhere.
 */
public final class LibreOffice implements OfficePrinter {
  private static final Logger LOG = LoggerFactory.getLogger(LibreOffice.class);
  private static final int WAITING = 16;
  private static final long KEPT_BYTES = 64L << 20;
  private static final long RENEWED_BYTES = 16L << 20;

  /** A folder of a conversion that is older is left over from a process that was killed. */
  private static final Duration LEFT_OVER = Duration.ofHours(1);

  /**
   * What a conversion may cost.
   *
   * @param time of one
   * @param bytes of the PDF that comes of it
   * @param atOnce how many at the same time
   */
  public record Limits(Duration time, long bytes, int atOnce) {
    public Limits {
      requireNonNull(time, "time");
      if (time.isNegative() || time.isZero() || bytes < 1 || atOnce < 1) {
        throw new IllegalArgumentException("limits of conversions must be positive");
      }
    }

    /** A minute, and one at a time on a small machine. */
    public static Limits of(long bytes, int cores) {
      return new Limits(Duration.ofSeconds(60), bytes, Math.max(1, cores / 4));
    }
  }

  private final LibreOfficeProgram.Finder finder;
  private final Path folder;
  private final Limits limits;
  private final InstantSource clock;
  private final KeptResults<Printed> kept;
  private final KeptResults<Optional<byte[]>> renewed;
  private final Lane lane;

  /**
   * @param folder where conversions have their folders while they run
   */
  public LibreOffice(LibreOfficeProgram.Finder finder, Path folder, Limits limits) {
    this(finder, folder, limits, InstantSource.system());
  }

  LibreOffice(LibreOfficeProgram.Finder finder, Path folder, Limits limits, InstantSource clock) {
    this.finder = requireNonNull(finder, "finder");
    this.folder = requireNonNull(folder, "folder");
    this.limits = requireNonNull(limits, "limits");
    this.clock = requireNonNull(clock, "clock");
    this.kept =
        new KeptResults<>(
            KEPT_BYTES,
            printed ->
                printed instanceof Printed.Pages(byte[] pdf) ? Optional.of(pdf) : Optional.empty(),
            clock);
    this.renewed = new KeptResults<>(RENEWED_BYTES, content -> content, clock);
    this.lane = new Lane("office", limits.atOnce(), WAITING);
  }

  /** How a kind is called and read there. */
  private record Source(String ending, String filter) {}

  private static Optional<Source> source(OfficeReader.Kind kind) {
    return switch (kind) {
      case DOCX -> Optional.of(new Source("docx", "MS Word 2007 XML"));
      case PPTX -> Optional.of(new Source("pptx", "Impress MS PowerPoint 2007 XML"));
      case ODT -> Optional.of(new Source("odt", "writer8"));
      case ODP -> Optional.of(new Source("odp", "impress8"));
      case XLSX, ODS, EPUB, HTML, MAIL, TEXT -> Optional.empty();
    };
  }

  @Override
  public Printed print(byte[] content, OfficeReader.Kind kind, CallScope scope) {
    Optional<Source> source = source(kind);
    if (source.isEmpty()) {
      return new Printed.NotTried();
    }
    Optional<LibreOfficeProgram> program = finder.find();
    if (program.isEmpty()) {
      return new Printed.NotTried();
    }
    return once(
        kept,
        kind + Hashes.sha256(content),
        () -> printed(content, source.get(), program.get()),
        scope);
  }

  /** What is kept, or else what the work gives, in its turn. */
  private <T> T once(KeptResults<T> results, String hash, Callable<T> work, CallScope scope) {
    Optional<T> known = results.get(hash);
    return known.isPresent()
        ? known.get()
        : lane.call(
            scope,
            () -> {
              // It may have been made while this one waited.
              Optional<T> now = results.get(hash);
              if (now.isPresent()) {
                return now.get();
              }
              T result = work.call();
              if (!Thread.currentThread().isInterrupted()) {
                results.keep(hash, result);
              }
              return result;
            });
  }

  /** How an older kind is called and read, and as what it is written again. */
  private record Renewal(Source source, Conversion.Target target) {}

  private static Renewal renewal(OfficeReader.OldKind kind) {
    return switch (kind) {
      case DOC ->
          new Renewal(
              new Source("doc", "MS Word 97"), new Conversion.Target("docx", "MS Word 2007 XML"));
      case RTF ->
          new Renewal(
              new Source("rtf", "Rich Text Format"),
              new Conversion.Target("docx", "MS Word 2007 XML"));
      case XLS ->
          new Renewal(
              new Source("xls", "MS Excel 97"),
              new Conversion.Target("xlsx", "Calc MS Excel 2007 XML"));
      case PPT ->
          new Renewal(
              new Source("ppt", "MS PowerPoint 97"),
              new Conversion.Target("pptx", "Impress MS PowerPoint 2007 XML"));
    };
  }

  /** Files of older kinds cannot be looked at before, so there must be no network to reach. */
  @Override
  public boolean renewsOldKinds() {
    return finder.find().filter(LibreOfficeProgram::isIsolated).isPresent();
  }

  @Override
  public Optional<byte[]> renewed(byte[] content, OfficeReader.OldKind kind, CallScope scope) {
    Optional<LibreOfficeProgram> program = finder.find().filter(LibreOfficeProgram::isIsolated);
    return program.isEmpty()
        ? Optional.empty()
        : once(
            renewed,
            kind + Hashes.sha256(content),
            () -> renewed(content, renewal(kind), program.get()),
            scope);
  }

  private Optional<byte[]> renewed(byte[] content, Renewal renewal, LibreOfficeProgram program) {
    sweep();
    try {
      return new Conversion(program, folder, limits.time(), limits.bytes())
          .run(content, renewal.source().ending(), renewal.source().filter(), renewal.target())
          .output();
    } catch (IOException e) {
      LOG.info("a document was not converted: {}", e.toString());
      return Optional.empty();
    }
  }

  private Printed printed(byte[] content, Source source, LibreOfficeProgram program) {
    sweep();
    try {
      Optional<byte[]> packed = SelfContained.of(content);
      if (packed.isEmpty()) {
        return new Printed.Failed("it draws on files elsewhere, which are never opened");
      }
      Conversion.Result result =
          new Conversion(program, folder, limits.time(), limits.bytes())
              .run(packed.get(), source.ending(), source.filter(), Conversion.Target.PDF);
      return result.output().isPresent()
          ? new Printed.Pages(StablePdf.of(result.output().get()))
          : new Printed.Failed(why(result.reason()));
    } catch (RigelException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      LOG.info("a document was not converted: {}", e.toString());
      return new Printed.Failed(why(ChildProcess.Reason.FAILED));
    }
  }

  private String why(ChildProcess.Reason reason) {
    return switch (reason) {
      case TOO_LONG -> "LibreOffice took longer than %d s".formatted(limits.time().toSeconds());
      case TOO_MUCH -> "what LibreOffice made of it was too large";
      case NOT_STARTED -> "LibreOffice did not start";
      case FAILED, SUCCEEDED -> "LibreOffice did not convert it";
    };
  }

  private void sweep() {
    FileTime oldest = FileTime.from(clock.instant().minus(LEFT_OVER));
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> there =
        Files.newDirectoryStream(folder, Conversion.FOLDER_PREFIX + "*")) {
      for (Path one : there) {
        if (Files.getLastModifiedTime(one).compareTo(oldest) < 0) {
          Conversion.delete(one);
        }
      }
    } catch (IOException e) {
      LOG.warn("left-over folders of conversions were not swept: {}", e.toString());
    }
  }

  @Override
  public void close() {
    lane.close();
  }
}
