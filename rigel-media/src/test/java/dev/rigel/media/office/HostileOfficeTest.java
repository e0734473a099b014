package dev.rigel.media.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Document;
import dev.rigel.media.MediaLimits;
import dev.rigel.media.MediaReader;
import dev.rigel.media.PixelAccount;
import dev.rigel.media.Region;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Office documents that were written to harm their reader. */
@Timeout(60)
class HostileOfficeTest {
  private static final String DOCUMENT = "word/document.xml";

  private final CallScope scope = CallScope.unlimited();
  private final MediaReader reader = new MediaReader(MediaLimits.DEFAULT, PixelAccount.ofHeap(), 1);

  @AfterEach
  void close() {
    reader.close();
  }

  private String text(byte[] content) {
    Document document = reader.readDocument(content, scope);
    return IntStream.rangeClosed(1, document.pageCount())
        .boxed()
        .flatMap(page -> document.words(page, scope).stream())
        .map(Region::text)
        .collect(Collectors.joining(" "));
  }

  private static String xml(byte[] docx) throws IOException {
    return new String(OfficeSamples.parts(docx).get(DOCUMENT), StandardCharsets.UTF_8);
  }

  /** The document with a document type, and a reference to its entity in the text. */
  private static byte[] withEntity(String type, String reference) throws IOException {
    byte[] docx = OfficeSamples.docx();
    String body = xml(docx).replaceFirst("<\\?xml[^>]*\\?>", "").replace("Body text", reference);
    return OfficeSamples.with(docx, DOCUMENT, "<?xml version=\"1.0\"?>" + type + body);
  }

  private void assertRefused(byte[] content) {
    assertThatThrownBy(() -> reader.readDocument(content, scope))
        .isInstanceOfSatisfying(
            RigelException.class,
            e -> assertThat(e.code()).isIn(ErrorCode.MEDIA_REFUSED, ErrorCode.TOO_LARGE));
  }

  @Test
  void robustness36resolvesNoEntitiesOfOfficeDocuments(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "TOPSECRET");
    assertRefused(
        withEntity("<!DOCTYPE d [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>", "&x;"));
    String lots = "lol".repeat(20_000);
    assertRefused(withEntity("<!DOCTYPE d [<!ENTITY x \"" + lots + "\">]>", "&x;".repeat(20_000)));
  }

  @Test
  void robustness36writesNoFileWhateverTheNamesInTheArchive(@TempDir Path folder)
      throws IOException {
    Path outside = folder.resolve("evil.txt");
    Map<String, byte[]> parts =
        new LinkedHashMap<>(OfficeSamples.parts(OfficeSamples.typed(OfficeSamples.docx())));
    for (String name : List.of("../../../../../.." + outside, outside.toString(), "..\\evil.txt")) {
      parts.put(name, OfficeSamples.bytes("evil"));
    }
    assertThat(text(OfficeSamples.archive(parts))).contains("Body text");
    assertThat(outside).doesNotExist();
  }

  @Test
  void robustness36fetchesNoExternalPartsAndRunsNoMacros() throws IOException {
    AtomicInteger visits = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          visits.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      String there = "http://127.0.0.1:" + server.getAddress().getPort() + "/x";
      byte[] docx = OfficeSamples.typed(OfficeSamples.docx());
      String name = "word/_rels/document.xml.rels";
      String relations = new String(OfficeSamples.parts(docx).get(name), StandardCharsets.UTF_8);
      String kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
      String external =
          "<Relationship Id=\"rX\" Type=\"%simage\" Target=\"%s\" TargetMode=\"External\"/>"
                  .formatted(kind, there)
              + "<Relationship Id=\"rY\" Type=\"%sattachedTemplate\" Target=\"%s\" TargetMode=\"External\"/>"
                  .formatted(kind, there);
      byte[] hostile =
          OfficeSamples.with(
              docx, name, relations.replace("</Relationships>", external + "</Relationships>"));
      hostile = OfficeSamples.with(hostile, "word/vbaProject.bin", "Sub AutoOpen()");
      assertThat(text(hostile)).contains("Body text");
      assertThat(visits).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void robustness36survivesAMillionSharedStrings() throws IOException {
    String name = "xl/sharedStrings.xml";
    String strings =
        "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"1000000\">"
            + "<si><t>word</t></si>".repeat(1_000_000)
            + "</sst>";
    byte[] hostile = OfficeSamples.with(OfficeSamples.xlsx(), name, strings);
    try {
      assertThat(text(hostile)).contains("word");
    } catch (RigelException e) {
      assertThat(e.code()).isIn(ErrorCode.MEDIA_REFUSED, ErrorCode.TOO_LARGE);
    }
  }

  @Test
  void robustness37opensNoArchivesInArchives() throws IOException {
    byte[] inner = new byte[1 << 20];
    for (int depth = 0; depth < 6; depth++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        for (int i = 0; i < 10; i++) {
          zip.putNextEntry(new ZipEntry(i + ".zip"));
          zip.write(inner);
        }
      }
      inner = out.toByteArray();
    }
    Map<String, byte[]> parts =
        new LinkedHashMap<>(OfficeSamples.parts(OfficeSamples.typed(OfficeSamples.docx())));
    parts.put("word/embeddings/more.zip", inner);
    assertThat(text(OfficeSamples.archive(parts))).contains("Body text");
  }

  @Test
  void setsHeadersFootersFootnotesAndPicturesOfTexts() throws IOException {
    byte[] docx = OfficeSamples.docx();
    assertThat(text(docx)).matches("Top line Body text.*Small print.*Town.*12.*Foot line");
    Document document = reader.readDocument(docx, scope);
    assertThat(document.drawing(1, scope).pictures()).hasSize(1);
    assertThat(
            Arrays.stream(document.page(1, scope).packedPixels()).filter(HostileOfficeTest::isRed))
        .hasSizeGreaterThan(10_000);
  }

  private static boolean isRed(int rgb) {
    return (rgb >> 16 & 0xff) > 200 && (rgb >> 8 & 0xff) < 60 && (rgb & 0xff) < 60;
  }

  @Test
  void setsTheTextAroundADamagedPicture() throws IOException {
    byte[] docx = OfficeSamples.docx();
    String picture =
        OfficeSamples.parts(docx).keySet().stream()
            .filter(name -> name.endsWith(".png"))
            .findFirst()
            .orElseThrow();
    byte[] damaged = OfficeSamples.with(docx, picture, "\u0089PNG no more");
    assertThat(text(damaged)).contains("Body text", "Foot line");
  }
}
