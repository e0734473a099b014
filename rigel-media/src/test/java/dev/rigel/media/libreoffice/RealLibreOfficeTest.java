package dev.rigel.media.libreoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import dev.rigel.base.CallScope;
import dev.rigel.media.Document;
import dev.rigel.media.MediaFormat;
import dev.rigel.media.MediaLimits;
import dev.rigel.media.MediaReader;
import dev.rigel.media.PixelAccount;
import dev.rigel.media.Region;
import dev.rigel.media.ffmpeg.FfmpegProgram;
import dev.rigel.media.office.OfficePrinter.Printed;
import dev.rigel.media.office.OfficeReader.Kind;
import dev.rigel.media.office.OfficeSamples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Documents as LibreOffice sets them, where it is installed (docs/media.md). */
@Tag("slow")
@Timeout(300)
class RealLibreOfficeTest {
  private static final String NAMESPACES =
      "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
          + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
          + " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""
          + " xmlns:script=\"urn:oasis:names:tc:opendocument:xmlns:script:1.0\""
          + " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\""
          + " xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

  @TempDir private Path folder;
  private final LibreOfficeFinder finder =
      new LibreOfficeFinder(Optional.empty(), System.getenv().getOrDefault("PATH", ""));
  private final CallScope scope = CallScope.unlimited();

  @BeforeEach
  void assumeThatLibreOfficeIsThere() {
    assumeThat(finder.find()).as("LibreOffice is installed on this machine").isPresent();
  }

  private LibreOffice office(Duration time) {
    return new LibreOffice(finder, folder, new LibreOffice.Limits(time, 50 << 20, 1));
  }

  private MediaReader reader(LibreOffice office) {
    return new MediaReader(
        MediaLimits.DEFAULT, new PixelAccount(50_000_000), 1, FfmpegProgram.Finder.none(), office);
  }

  private static Region line(Document document, String text) {
    return document.lines(1, CallScope.unlimited()).stream()
        .filter(line -> line.text().contains(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line with " + text));
  }

  private static byte[] openDocument(String type, String body, Map<String, String> more)
      throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    String mediaType = "application/vnd.oasis.opendocument." + type;
    StringBuilder entries = new StringBuilder();
    parts.put("mimetype", OfficeSamples.bytes(mediaType));
    parts.put(
        "content.xml",
        OfficeSamples.bytes(
            "<office:document-content office:version=\"1.2\" "
                + NAMESPACES
                + ">"
                + body
                + "</office:document-content>"));
    more.forEach((name, content) -> parts.put(name, OfficeSamples.bytes(content)));
    parts.keySet().stream()
        .skip(1)
        .forEach(name ->
            entries.append(
                "<manifest:file-entry manifest:media-type=\"text/xml\" manifest:full-path=\"%s\"/>"
                    .formatted(name)));
    parts.put(
        "META-INF/manifest.xml",
        OfficeSamples.bytes(
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"
                + "<manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\""
                + mediaType
                + "\"/>"
                + entries
                + "</manifest:manifest>"));
    return OfficeSamples.archive(parts);
  }

  @Test
  void showsHeadersFootnotesAndPicturesWhereTheyBelong() throws IOException {
    try (MediaReader reader = reader(office(Duration.ofSeconds(60)))) {
      Document document = reader.readDocument(OfficeSamples.docx(), scope);

      assertThat(document.note()).isEmpty();
      assertThat(document.pageCount()).isEqualTo(1);
      assertThat(line(document, "Top line").box().y()).isLessThan(0.1);
      assertThat(line(document, "Small print").box().y()).isGreaterThan(0.7);
      assertThat(line(document, "Body text").box().y()).isBetween(0.05, 0.2);
      int[] pixels = document.page(1, scope).packedPixels();
      assertThat(Arrays.stream(pixels).filter(pixel -> (pixel & 0xffffff) == 0xff0000).count())
          .isGreaterThan(5_000);
    }
  }

  @Test
  void givesTheSameBytesAgain() throws IOException {
    for (Kind kind : new Kind[] {Kind.DOCX, Kind.PPTX, Kind.ODT}) {
      byte[] content =
          kind == Kind.DOCX
              ? OfficeSamples.docx()
              : kind == Kind.PPTX ? OfficeSamples.pptx() : OfficeSamples.odt();
      byte[][] pdfs = new byte[2][];
      for (int i = 0; i < 2; i++) {
        try (LibreOffice office = office(Duration.ofSeconds(60))) {
          Printed printed = office.print(content, kind, scope);
          assertThat(printed).as("%s", kind).isInstanceOf(Printed.Pages.class);
          pdfs[i] = ((Printed.Pages) printed).pdf();
        }
      }
      assertThat(pdfs[0]).as("%s", kind).isEqualTo(pdfs[1]);
    }
  }

  @Test
  void robustness36runsNoMacros() throws IOException {
    Path trace = folder.resolve("trace");
    byte[] odt =
        openDocument(
            "text",
            "<office:scripts><office:event-listeners><script:event-listener"
                + " script:language=\"ooo:script\" script:event-name=\"dom:load\""
                + " xlink:href=\"vnd.sun.star.script:Standard.M.Main?language=Basic&amp;location=document\"/>"
                + "</office:event-listeners></office:scripts>"
                + "<office:body><office:text><text:p>Harmless</text:p></office:text></office:body>",
            Map.of(
                "Basic/script-lc.xml",
                "<library:libraries xmlns:library=\"http://openoffice.org/2000/library\">"
                    + "<library:library library:name=\"Standard\" library:link=\"false\"/>"
                    + "</library:libraries>",
                "Basic/Standard/script-lb.xml",
                "<library:library xmlns:library=\"http://openoffice.org/2000/library\""
                    + " library:name=\"Standard\"><library:element library:name=\"M\"/>"
                    + "</library:library>",
                "Basic/Standard/M.xml",
                "<script:module xmlns:script=\"http://openoffice.org/2000/script\""
                    + " script:name=\"M\" script:language=\"StarBasic\">Sub Main\nOpen \""
                    + trace
                    + "\" For Output As #1\nPrint #1, \"x\"\nClose #1\nEnd Sub</script:module>"));
    try (MediaReader reader = reader(office(Duration.ofSeconds(60)))) {
      Document document = reader.readDocument(odt, scope);

      assertThat(document.note()).isEmpty();
      assertThat(line(document, "Harmless").box().y()).isLessThan(0.2);
      assertThat(trace).doesNotExist();
    }
  }

  @Test
  void robustness36reachesNoNetworkEvenWhenItIsAskedTo() throws IOException {
    LibreOfficeProgram program = finder.find().orElseThrow();
    assumeThat(program.isIsolated()).as("this machine allows namespaces").isTrue();
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      byte[] odp =
          openDocument(
              "presentation",
              "<office:body><office:presentation><draw:page draw:name=\"one\"><draw:frame"
                  + " svg:width=\"5cm\" svg:height=\"3cm\" svg:x=\"1cm\" svg:y=\"1cm\"><draw:image"
                  + " xlink:href=\"http://127.0.0.1:"
                  + server.getAddress().getPort()
                  + "/a.png\" xlink:type=\"simple\" xlink:actuate=\"onLoad\"/></draw:frame>"
                  + "</draw:page></office:presentation></office:body>",
              Map.of());

      Conversion.Result result =
          new Conversion(program, folder, Duration.ofSeconds(60), 50 << 20)
              .run(odp, "odp", "impress8", Conversion.Target.PDF);

      assertThat(result.output()).isPresent();
      assertThat(asked).hasValue(0);
      try (LibreOffice office = office(Duration.ofSeconds(60))) {
        assertThat(office.print(odp, Kind.ODP, scope)).isInstanceOf(Printed.Failed.class);
      }
    } finally {
      server.stop(0);
    }
  }

  @Test
  void robustness41leavesNothingWhenItTakesTooLong() throws Exception {
    try (LibreOffice office = office(Duration.ofMillis(300))) {
      assertThat(office.print(OfficeSamples.docx(), Kind.DOCX, scope))
          .isInstanceOf(Printed.Failed.class);
    }
    Thread.sleep(200);
    assertThat(
            ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(folder.toString())))
        .isEmpty();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void robustness24survivesDamage() throws IOException {
    Random random = new Random(24);
    byte[] docx = OfficeSamples.docx();
    String xml =
        new String(
            OfficeSamples.parts(docx).get("word/document.xml"),
            java.nio.charset.StandardCharsets.UTF_8);
    try (LibreOffice office = office(Duration.ofSeconds(60))) {
      for (int i = 0; i < 8; i++) {
        String changed =
            xml.replace("Body text", "Body text " + i)
                .replaceFirst("<w:tblGrid>.*?</w:tblGrid>", i % 2 == 0 ? "" : "<w:tblGrid/>")
                .replace("w:tc>", random.nextBoolean() ? "w:tc>" : "w:tr>")
                .replace("<w:p>", random.nextBoolean() ? "<w:p>" : "<w:p w:rsidR=\"-1\">");

        Printed printed =
            office.print(OfficeSamples.with(docx, "word/document.xml", changed), Kind.DOCX, scope);

        assertThat(printed).isNotInstanceOf(Printed.NotTried.class);
      }
    }
  }

  @Test
  void readsFilesOfOlderKinds() throws IOException {
    LibreOfficeProgram program = finder.find().orElseThrow();
    assumeThat(program.isIsolated()).as("this machine allows namespaces").isTrue();
    Conversion conversion = new Conversion(program, folder, Duration.ofSeconds(60), 50 << 20);
    byte[] docx = OfficeSamples.docx();
    String word = "MS Word 2007 XML";
    byte[] doc =
        conversion
            .run(docx, "docx", word, new Conversion.Target("doc", "MS Word 97"))
            .output()
            .orElseThrow();
    byte[] rtf =
        conversion
            .run(docx, "docx", word, new Conversion.Target("rtf", "Rich Text Format"))
            .output()
            .orElseThrow();
    byte[] ppt =
        conversion
            .run(
                OfficeSamples.pptx(),
                "pptx",
                "Impress MS PowerPoint 2007 XML",
                new Conversion.Target("ppt", "MS PowerPoint 97"))
            .output()
            .orElseThrow();
    assertThat(MediaFormat.of(doc)).isEqualTo(MediaFormat.DOC);
    assertThat(MediaFormat.of(rtf)).isEqualTo(MediaFormat.RTF);
    assertThat(MediaFormat.of(ppt)).isEqualTo(MediaFormat.PPT);
    try (MediaReader reader = reader(office(Duration.ofSeconds(60)))) {
      for (byte[] old : new byte[][] {doc, rtf}) {
        Document document = reader.readDocument(old, scope);
        assertThat(document.note()).isEmpty();
        assertThat(line(document, "Body text").box().y()).isLessThan(0.3);
      }
      assertThat(reader.readDocument(ppt, scope).lines(1, scope)).isNotEmpty();
    }
  }
}
