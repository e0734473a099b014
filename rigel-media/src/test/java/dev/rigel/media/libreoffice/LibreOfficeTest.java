package dev.rigel.media.libreoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Document;
import dev.rigel.media.MediaLimits;
import dev.rigel.media.MediaReader;
import dev.rigel.media.PixelAccount;
import dev.rigel.media.ffmpeg.FfmpegProgram;
import dev.rigel.media.office.OfficePrinter.Printed;
import dev.rigel.media.office.OfficeReader;
import dev.rigel.media.office.OfficeReader.Kind;
import dev.rigel.media.office.OfficeSamples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a document when LibreOffice works, and when it does not. */
@Timeout(60)
class LibreOfficeTest {
  private static final LibreOffice.Limits LIMITS =
      new LibreOffice.Limits(Duration.ofSeconds(30), 1 << 20, 1);
  private static final LibreOffice.Limits SHORT =
      new LibreOffice.Limits(Duration.ofSeconds(1), 1 << 20, 1);

  @TempDir private Path folder;
  private final CallScope scope = CallScope.unlimited();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private Path work;
  private Path ready;
  private Path calls;

  @BeforeEach
  void prepare() throws IOException {
    work = folder.resolve("work");
    calls = folder.resolve("calls");
    ready = folder.resolve("ready.pdf");
    Files.write(
        ready, OfficeReader.toPdf("As it looks".getBytes(StandardCharsets.UTF_8), Kind.TEXT, 10));
  }

  private LibreOffice office(String lines, LibreOffice.Limits limits) throws IOException {
    Path script =
        FakeLibreOffice.in(folder.resolve("bin"), "echo \"$all\" >> '" + calls + "'\n" + lines);
    return new LibreOffice(new LibreOfficeFinder(Optional.of(script), ""), work, limits, now::get);
  }

  private String copying() {
    return "cp '" + ready + "' \"$out\"";
  }

  private List<String> calls() throws IOException {
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> left = Files.list(work)) {
      assertThat(left).isEmpty();
    }
  }

  private static String why(Printed printed) {
    return printed instanceof Printed.Failed(String why) ? why : printed.toString();
  }

  @Test
  void givesThePagesAndAsksOnceForTheSameDocument() throws IOException {
    byte[] docx = OfficeSamples.docx();
    try (LibreOffice office = office(copying(), LIMITS)) {
      Printed first = office.print(docx, Kind.DOCX, scope);
      Printed second = office.print(docx.clone(), Kind.DOCX, scope);

      assertThat(first).isInstanceOf(Printed.Pages.class).isSameAs(second);
      assertThat(calls()).hasSize(1);
      assertThat(calls().getFirst())
          .contains("--headless", "--infilter=MS Word 2007 XML", "-env:UserInstallation=file:///");
      assertNothingIsLeft();
    }
  }

  @Test
  void isReadAndSeenAlikeByTheMediaReader() throws IOException {
    try (MediaReader reader = reader(office(copying(), LIMITS))) {
      Document document = reader.readDocument(OfficeSamples.docx(), scope);

      assertThat(document.lines(1, scope).getFirst().text()).isEqualTo("As it looks");
      assertThat(document.note()).isEmpty();
    }
  }

  private static MediaReader reader(LibreOffice office) {
    return new MediaReader(
        MediaLimits.DEFAULT, new PixelAccount(50_000_000), 1, FfmpegProgram.Finder.none(), office);
  }

  @Test
  void isSetPlainlyWithANoteWhenItFails() throws IOException {
    try (MediaReader reader = reader(office("exit 3", LIMITS))) {
      Document document = reader.readDocument(OfficeSamples.docx(), scope);

      assertThat(document.lines(1, scope)).anyMatch(line -> line.text().contains("Body text"));
      assertThat(document.note())
          .hasValueSatisfying(
              note -> assertThat(note).contains("set plainly", "LibreOffice did not convert it"));
    }
  }

  @Test
  void theSameDocumentGivesTheSameBytesWheneverItIsConverted() throws IOException {
    byte[] docx = OfficeSamples.docx();
    byte[] first;
    try (LibreOffice office = office(copying(), LIMITS)) {
      first = ((Printed.Pages) office.print(docx, Kind.DOCX, scope)).pdf();
    }
    try (LibreOffice office = office(copying(), LIMITS)) {
      assertThat(((Printed.Pages) office.print(docx, Kind.DOCX, scope)).pdf()).isEqualTo(first);
    }
  }

  @Test
  void robustness41survivesOneThatHangsWithAllThatItStarted() throws Exception {
    Path alive = folder.resolve("alive");
    try (LibreOffice office =
        office("(sleep 3; echo still here > '" + alive + "') & sleep 300", SHORT)) {
      assertThat(why(office.print(OfficeSamples.docx(), Kind.DOCX, scope)))
          .contains("longer than 1 s");
      assertNothingIsLeft();
      Thread.sleep(3_000);
      assertThat(alive).doesNotExist();
    }
  }

  @Test
  void robustness41survivesRubbishCrashesAndNoOutput() throws IOException {
    for (String lines :
        List.of(
            "echo rubbish > \"$out\"",
            "head -c 300 '" + ready + "' > \"$out\"",
            ": > \"$out\"",
            "mkdir \"$out\"",
            "exit 0",
            copying() + "; exit 77",
            "kill -SEGV $$")) {
      try (LibreOffice office = office(lines, LIMITS)) {
        assertThat(why(office.print(OfficeSamples.docx(), Kind.DOCX, scope)))
            .as(lines)
            .isEqualTo("LibreOffice did not convert it");
        assertNothingIsLeft();
      }
    }
  }

  @Test
  void robustness41stopsOneThatWritesWithoutEnd() throws IOException {
    try (LibreOffice office = office("cat /dev/zero > \"$out\"", LIMITS)) {
      assertThat(office.print(OfficeSamples.docx(), Kind.DOCX, scope))
          .isInstanceOf(Printed.Failed.class);
      assertNothingIsLeft();
    }
    try (LibreOffice office = office("cat /dev/zero", LIMITS)) {
      assertThat(why(office.print(OfficeSamples.docx(), Kind.DOCX, scope))).contains("too large");
    }
  }

  @Test
  void triesAgainLaterWhatFailed() throws IOException {
    try (LibreOffice office = office("exit 3", LIMITS)) {
      byte[] docx = OfficeSamples.docx();
      office.print(docx, Kind.DOCX, scope);
      office.print(docx, Kind.DOCX, scope);
      assertThat(calls()).hasSize(1);

      now.updateAndGet(time -> time.plus(Duration.ofMinutes(11)));
      office.print(docx, Kind.DOCX, scope);
      assertThat(calls()).hasSize(2);
    }
  }

  @Test
  void endsWhenNobodyWaitsAnyMore() throws Exception {
    Cancellation cancellation = new Cancellation();
    CallScope cancelled = new CallScope(Deadline.never(), cancellation, Budget.standard());
    byte[] docx = OfficeSamples.docx();
    try (LibreOffice office = office("sleep 300", LIMITS)) {
      CompletableFuture<Printed> waiting =
          CompletableFuture.supplyAsync(() -> office.print(docx, Kind.DOCX, cancelled));
      while (calls().isEmpty()) {
        Thread.sleep(20);
      }
      cancellation.cancel("the client is gone");

      assertThatThrownBy(waiting::join).hasCauseInstanceOf(RigelException.class);
      while (true) {
        try (Stream<Path> left = Files.list(work)) {
          if (left.findAny().isEmpty()) {
            break;
          }
        }
        Thread.sleep(20);
      }
    }
  }

  @Test
  void convertsOneAtATime() throws IOException {
    String lines =
        "if ! mkdir '%s/busy'; then exit 9; fi; sleep 0.3; rmdir '%s/busy'; %s"
            .formatted(folder, folder, copying());
    try (LibreOffice office = office(lines, LIMITS)) {
      List<byte[]> documents = List.of(OfficeSamples.docx(), OfficeSamples.pptx());
      List<CompletableFuture<Printed>> all =
          IntStream.range(0, 2)
              .mapToObj(i ->
                  CompletableFuture.supplyAsync(
                      () -> office.print(documents.get(i), i == 0 ? Kind.DOCX : Kind.PPTX, scope)))
              .toList();

      assertThat(all).allSatisfy(one -> assertThat(one.join()).isInstanceOf(Printed.Pages.class));
    }
  }

  @Test
  void sweepsWhatAKilledProcessLeft() throws IOException {
    Path old = Files.createDirectories(work.resolve("conversion-1/profile"));
    Files.writeString(old.resolve("file"), "x");
    Path fresh = Files.createDirectories(work.resolve("conversion-2"));
    Files.setLastModifiedTime(old.getParent(), FileTime.from(now.get().minus(Duration.ofHours(2))));
    try (LibreOffice office = office(copying(), LIMITS)) {
      office.print(OfficeSamples.docx(), Kind.DOCX, scope);
    }

    assertThat(old.getParent()).doesNotExist();
    assertThat(fresh).exists();
  }

  @Test
  void isNotAskedForWhatIsNoneOfItsDocuments() throws IOException {
    try (LibreOffice office = office(copying(), LIMITS)) {
      assertThat(office.print(new byte[] {'a'}, Kind.TEXT, scope))
          .isInstanceOf(Printed.NotTried.class);
      assertThat(calls()).isEmpty();
    }
    try (LibreOffice none = new LibreOffice(Optional::empty, work, LIMITS)) {
      assertThat(none.print(OfficeSamples.docx(), Kind.DOCX, scope))
          .isInstanceOf(Printed.NotTried.class);
    }
  }

  @Test
  void robustness36isNotGivenWhatDrawsOnFilesElsewhere() throws IOException {
    byte[] docx =
        OfficeSamples.with(
            OfficeSamples.docx(),
            "word/_rels/document.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\""
                + " Target=\"file:///etc/hostname\" TargetMode=\"External\"/></Relationships>");
    try (LibreOffice office = office(copying(), LIMITS)) {
      assertThat(why(office.print(docx, Kind.DOCX, scope))).contains("elsewhere");
      assertThat(calls()).isEmpty();
    }
  }

  private LibreOffice isolated(String lines) throws IOException {
    Path unshare = folder.resolve("isolated/unshare");
    Files.createDirectories(unshare.getParent());
    Files.writeString(
        unshare, "#!/bin/sh\nwhile [ \"$1\" != /bin/sh ]; do shift; done\nexec \"$@\"\n");
    assertThat(unshare.toFile().setExecutable(true)).isTrue();
    Path script =
        FakeLibreOffice.in(folder.resolve("bin"), "echo \"$all\" >> '" + calls + "'\n" + lines);
    return new LibreOffice(
        new LibreOfficeFinder(Optional.of(script), unshare.getParent().toString()),
        work,
        LIMITS,
        now::get);
  }

  private static byte[] oldWorkbook() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (HSSFWorkbook workbook = new HSSFWorkbook()) {
      workbook.createSheet("One").createRow(0).createCell(0).setCellValue("old cell");
      workbook.write(out);
    }
    return out.toByteArray();
  }

  @Test
  void bringsFilesOfOlderKindsIntoTheNewerOneAndReadsThat() throws IOException {
    Path newer = folder.resolve("newer.xlsx");
    Files.write(newer, OfficeSamples.xlsx());
    try (MediaReader reader = reader(isolated("cp '" + newer + "' \"$folder/document.xlsx\""))) {
      Document document = reader.readDocument(oldWorkbook(), scope);
      reader.readDocument(oldWorkbook(), scope);

      assertThat(document.contentHash())
          .isEqualTo(reader.readDocument(OfficeSamples.xlsx(), scope).contentHash());
      assertThat(calls()).hasSize(1);
      assertThat(calls().getFirst()).contains("MS Excel 97", "xlsx:Calc MS Excel 2007 XML");
      assertNothingIsLeft();
    }
  }

  @Test
  void refusesFilesOfOlderKindsWhereTheyCannotBeConvertedInSafety() throws IOException {
    byte[] xls = oldWorkbook();
    try (MediaReader withNetwork = reader(office(copying(), LIMITS));
        MediaReader failing = reader(isolated("exit 2"));
        MediaReader lying = reader(isolated("echo x > \"$folder/document.xlsx\""))) {
      assertThatThrownBy(() -> withNetwork.readDocument(xls, scope))
          .isInstanceOfSatisfying(
              RigelException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA))
          .hasMessageContaining("Excel workbook of an older kind");
      for (MediaReader reader : List.of(failing, lying)) {
        assertThatThrownBy(() -> reader.readDocument(xls, scope))
            .isInstanceOfSatisfying(
                RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED))
            .hasMessageContaining("could not be read");
      }
    }
    // One call by each of the two that may.
    assertThat(calls()).hasSize(2);
  }
}
