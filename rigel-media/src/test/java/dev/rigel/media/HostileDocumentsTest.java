package dev.rigel.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PDFs that were written to harm their reader. */
@Timeout(60)
class HostileDocumentsTest {
  private static final String TEXT = "BT /T 20 Tf 20 100 Td (still here) Tj ET";
  private static final String FONTS = "/Font<</T<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>";

  /** A gigabyte in a megabyte. */
  private static final byte[] BOMB = RawPdf.packedSpaces(1_024);

  private final CallScope scope = CallScope.unlimited();
  private final MediaReader reader =
      new MediaReader(
          MediaLimits.DEFAULT.withTimes(Duration.ofSeconds(20), Duration.ofSeconds(20)),
          new PixelAccount(20_000_000),
          2);

  @AfterEach
  void close() {
    reader.close();
  }

  /** A page that says "still here" and has these entries and resources besides. */
  private static RawPdf pdf(String entries, String resources) {
    return new RawPdf()
        .page("/Contents 4 0 R/Resources<<" + FONTS + resources + ">>" + entries).stream(
            4, "", TEXT);
  }

  private void assertStillReadable(byte[] content) {
    Document document = reader.readDocument(content, scope);
    assertThat(document.words(1, scope)).extracting(Region::text).containsExactly("still", "here");
    assertThat(document.page(1, scope).packedPixels()).contains(0xff000000);
  }

  private void readOrRefuse(byte[] content) {
    try {
      Document document = reader.readDocument(content, scope);
      document.words(1, scope);
      assertThat(document.page(1, scope).width()).isPositive();
    } catch (RigelException e) {
      assertThat(e.code()).isIn(ErrorCode.MEDIA_REFUSED, ErrorCode.TOO_LARGE);
    }
  }

  private void assertTooMuch(byte[] content) {
    assertThatThrownBy(() -> reader.readDocument(content, scope).page(1, scope))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED))
        .hasMessageContaining("unpacks to more than");
  }

  @Test
  void robustness30endsWhereTablesPointToEachOther() {
    assertStillReadable(pdf("", "").trailer("/Prev @").written());
    byte[] once = pdf("", "").trailer("/Prev 9999999").written();
    String two = new String(once, java.nio.charset.StandardCharsets.ISO_8859_1);
    int first = two.indexOf("xref\n0 1");
    String second = two.substring(first).replace("9999999", String.valueOf(first));
    assertStillReadable(
        RawPdf.bytes(
            two.replace("9999999", "%07d".formatted(once.length))
                + second.replaceFirst("startxref\n\\d+", "startxref\n" + once.length)));
    assertStillReadable(pdf("", "").trailer("/XRefStm @").written());
  }

  @Test
  void robustness30endsWhereObjectStreamsHoldEachOther() {
    String dictionary = "/Type/ObjStm/N 1/First 4/Extends ";
    readOrRefuse(
        pdf("/Extra 7 0 R", "").stream(5, dictionary + "6 0 R", "7 0 (x)").stream(
                6, dictionary + "5 0 R", "8 0 (y)")
            .writtenWithTableStream(9, Map.of(7, 5, 8, 6)));
    // Streams that are said to lie in themselves and in each other.
    readOrRefuse(
        pdf("/Extra 7 0 R", "").stream(5, dictionary + "5 0 R", "5 0 (x)").stream(
                6, dictionary + "5 0 R", "5 0 (y)")
            .writtenWithTableStream(9, Map.of(5, 6, 6, 5, 7, 5)));
    readOrRefuse(pdf("", "").writtenWithTableStream(9, Map.of(1, 4, 2, 4, 3, 4, 4, 4)));
  }

  @Test
  void robustness30endsWherePagesAreTheirOwnParents() {
    readOrRefuse(pdf("", "").object(2, "<</Type/Pages/Kids[2 0 R]/Count 1>>").written());
    // Nothing says how large the page is, and those who are asked ask each other.
    readOrRefuse(
        pdf("", "")
            .object(2, "<</Type/Pages/Kids[3 0 R]/Count 1/Parent 5 0 R>>")
            .object(5, "<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>")
            .written());
    readOrRefuse(pdf("/Parent 3 0 R", "").written());
    readOrRefuse(pdf("", "").object(2, "2 0 R").written());
  }

  @Test
  void robustness30endsWhereAFontsLetterIsWrittenWithItself() {
    readOrRefuse(
        pdf("", "/Font<</T 5 0 R>>")
            .object(
                5,
                "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]"
                    + "/FirstChar 32/LastChar 122/Encoding<</Differences[32/a 97/a 115/a]>>"
                    + "/CharProcs<</a 6 0 R>>/Resources<</Font<</T 5 0 R>>>>>>")
            .stream(6, "", "9 0 d0 BT /T 1 Tf (aaa) Tj ET 0 0 5 5 re f")
            .written());
  }

  @Test
  void robustness30endsWhereAPatternIsPaintedWithItself() {
    readOrRefuse(
        pdf("", "/Pattern<</P 5 0 R>>").stream(4, "", "/Pattern cs /P scn 0 0 300 200 re f").stream(
                5,
                "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 1/YStep 1"
                    + "/Resources<</Pattern<</P 5 0 R>>>>",
                "/Pattern cs /P scn 0 0 9 9 re f")
            .written());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/FlateDecode", "[/FlateDecode]", "[/FlateDecode/FlateDecode]", "/Fl"})
  void robustness31refusesAGigabyteInAMegabyteWhereverItStands(String filter) {
    assertThat(BOMB.length).isLessThan(1_200_000);
    assertTooMuch(pdf("", "").stream(4, "/Filter" + filter, BOMB).written());
    assertTooMuch(
        pdf("", "/XObject<</A<</Parent 5 0 R>>>>").stream(
                5, "/Subtype/Form/BBox[0 0 9 9]/Filter" + filter, BOMB)
            .written());
    assertTooMuch(
        pdf("", "/XObject<</Parent 5 0 R>>").stream(
                5,
                "/Subtype/Image/Width 9/Height 9/BitsPerComponent 8/ColorSpace/DeviceGray/Filter"
                    + filter,
                BOMB)
            .written());
    assertTooMuch(
        pdf("/Annots[<</Subtype/Stamp/Rect[0 0 9 9]/AP<</N 5 0 R>>>>]", "").stream(
                5, "/Subtype/Form/BBox[0 0 9 9]/Filter" + filter, BOMB)
            .written());
  }

  @Test
  void robustness31refusesAGigabyteBehindOtherFilters() {
    String hex = HexFormat.of().formatHex(BOMB) + ">";
    assertTooMuch(pdf("", "").stream(4, "/Filter[/ASCIIHexDecode/FlateDecode]", hex).written());
    assertTooMuch(
        pdf("", "").stream(4, "/Filter[/FlateDecode/RunLengthDecode]", runs(9_000_000)).written());
  }

  /** Packed runs of 128 spaces each. */
  private static byte[] runs(int count) {
    byte[] runs = new byte[2 * count];
    for (int i = 0; i < runs.length; i += 2) {
      runs[i] = (byte) 129;
      runs[i + 1] = ' ';
    }
    return RawPdf.packed(runs);
  }

  @Test
  void robustness31refusesAGigabyteOfTablesOrObjects() {
    assertTooMuch(
        pdf("", "").stream(5, "/Type/ObjStm/N 1/First 4/Filter/FlateDecode", BOMB)
            .writtenWithTableStream(9, Map.of(1, 5)));
    assertTooMuch(
        pdf("", "").stream(5, "/Type /XRef/W[1 4 1]/Size 9/Root 1 0 R/Filter/FlateDecode", BOMB)
            .written());
  }

  @Test
  void readsWhatIsPackedWell() {
    byte[] large = RawPdf.packedSpaces(30);
    assertStillReadable(
        pdf("", "").object(4, "[5 0 R 6 0 R]").stream(5, "/Filter/FlateDecode", large).stream(
                6, "/Filter/FlateDecode", RawPdf.packed(RawPdf.bytes(TEXT)))
            .written());
  }

  @Test
  void robustness31survivesFiftyFilters() {
    byte[] content = RawPdf.bytes(TEXT);
    for (int i = 0; i < 50; i++) {
      content = RawPdf.packed(content);
    }
    readOrRefuse(
        pdf("", "").stream(4, "/Filter[" + "/FlateDecode".repeat(50) + "]", content).written());
    readOrRefuse(
        pdf("", "").stream(4, "/Filter[" + "/FlateDecode/ASCIIHexDecode".repeat(25) + "]", content)
            .written());
    readOrRefuse(pdf("", "").stream(4, "/Filter[/NoSuchDecode/FlateDecode]", content).written());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/JBIG2Decode", "/JPXDecode", "/CCITTFaxDecode", "/DCTDecode", "/LZWDecode"})
  void robustness31showsTheRestOfAPageWithABrokenPicture(String filter) {
    for (byte[] packed :
        List.of(new byte[0], new byte[] {1, 2, 3, 4}, Samples.file("j2k.jp2"), jbig2())) {
      RawPdf page =
          pdf("", "/XObject<</I 5 0 R>>").stream(4, "", "q 50 0 0 50 200 20 cm /I Do Q " + TEXT)
              .stream(
                  5,
                  "/Subtype/Image/Width 64/Height 64/BitsPerComponent 1/ColorSpace/DeviceGray"
                      + "/Filter"
                      + filter,
                  packed);
      assertStillReadable(page.written());
    }
  }

  /** The page information of a picture of four billion times four billion pixels. */
  private static byte[] jbig2() {
    return HexFormat.of()
        .parseHex("00000000" + "30" + "00" + "01" + "00000013" + "ffffffff".repeat(4) + "00ffff");
  }

  @ParameterizedTest
  @CsvSource({"DeviceRGB,8", "DeviceGray,1", "DeviceCMYK,16"})
  void robustness31takesNoMemoryForHugePicturesInside(String colors, int bits) {
    String picture =
        "/Subtype/Image/Width 60000/Height 60000/BitsPerComponent %d/ColorSpace/%s"
            .formatted(bits, colors);
    String small =
        "/Subtype/Image/Width 8/Height 8/BitsPerComponent 8/ColorSpace/DeviceGray/SMask 6 0 R";
    for (RawPdf pdf :
        List.of(
            pdf("", "/XObject<</I 5 0 R>>").stream(5, picture, new byte[64]),
            pdf("", "/XObject<</I 5 0 R>>").stream(5, small, new byte[64]).stream(
                6, picture, new byte[64]))) {
      assertThatThrownBy(() ->
              reader
                  .readDocument(pdf.stream(4, "", "q 50 0 0 50 0 0 cm /I Do Q").written(), scope)
                  .page(1, scope))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED))
          .hasMessageContaining("60000 x 60000");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 -300 -200 | 625 x 416",
        "300 200 0 0 | 625 x 416",
        "-300 -200 0 0 | 625 x 416",
        "0 0 1036800 1036800 | 9 x 9",
      })
  void robustness31drawsPagesOfOddSizes(String box, String size) {
    byte[] content = pdf("/MediaBox[" + box + "]", "").written();

    Image page = reader.readDocument(content, scope).page(1, scope);

    if (size.equals("9 x 9")) {
      assertThat((long) page.width() * page.height()).isBetween(9_000_000L, 10_100_000L);
    } else {
      assertThat(page.width() + " x " + page.height()).isEqualTo(size);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 0 0",
        "0 0 300 0",
        "5 5 5 5",
        "0 0",
        "",
        "/a /b /c /d",
        "0 0 1e38 1e38",
        "0 0 .0001 .0001",
        "0 0 1 99999999"
      })
  void robustness31survivesPagesWithoutAUsableSize(String box) {
    readOrRefuse(pdf("/MediaBox[" + box + "]/CropBox[" + box + "]", "").written());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/Filter/Adobe.PubSec", "/Filter/Nobody.Knows", "/Filter/Standard/V 99"})
  void robustness32asksForAPasswordWhenItDoesNotKnowTheEncryption(String handler) {
    byte[] content =
        pdf("", "").trailer("/Encrypt<<" + handler + "/R 9/O(x)/U(x)/P 0>>/ID[<00><00>]").written();

    assertThatThrownBy(() -> reader.readDocument(content, scope).page(1, scope))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED))
        .hasMessageContaining("password required");
  }

  @Test
  void robustness35runsNothingAndFetchesNothing(@TempDir Path folder) throws IOException {
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
      Path touched = folder.resolve("touched");
      String script = "<</S/JavaScript/JS(app.launchURL('" + there + "');this.submitForm('x'))>>";
      String launch = "<</S/Launch/F(/bin/touch)/Unix<</F(/bin/touch)/P(" + touched + ")>>>>";
      String remote = "<</FS/URL/F(" + there + ")>>";
      assertStillReadable(
          pdf(
                  "/AA<</O "
                      + script
                      + "/C "
                      + launch
                      + ">>/Annots[<</Subtype/Link/Rect[0 0 9 9]"
                      + "/A<</S/URI/URI("
                      + there
                      + ")/Next "
                      + launch
                      + ">>>>"
                      + "<</Subtype/Screen/Rect[0 0 9 9]/A<</S/SubmitForm/F "
                      + remote
                      + ">>>>"
                      + "<</Subtype/FileAttachment/Rect[0 0 9 9]/FS "
                      + remote
                      + ">>]",
                  "/XObject<</I 5 0 R/F 6 0 R>>")
              .object(
                  1,
                  "<</Type/Catalog/Pages 2 0 R/OpenAction "
                      + script
                      + "/AA<</WC "
                      + launch
                      + ">>"
                      + "/Names<</JavaScript<</Names[(a)"
                      + script
                      + "]>>"
                      + "/EmbeddedFiles<</Names[(x)"
                      + remote
                      + "]>>>>>>")
              .stream(4, "", "/I Do /F Do " + TEXT)
              .stream(
                  5,
                  "/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/F "
                      + remote,
                  "")
              .stream(
                  6, "/Subtype/Form/BBox[0 0 9 9]/Ref<</F " + remote + "/Page 0>>/F " + remote, "")
              .written());
      assertThat(visits).hasValue(0);
      assertThat(touched).doesNotExist();
    } finally {
      server.stop(0);
    }
  }
}
