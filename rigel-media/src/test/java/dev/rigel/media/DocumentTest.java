package dev.rigel.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DocumentTest {
  private final CallScope scope = CallScope.unlimited();
  private final MediaReader reader = new MediaReader(MediaLimits.DEFAULT, PixelAccount.ofHeap(), 2);

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void drawsAPageAtOneHundredFiftyDotsAnInch() {
    Document document =
        open(
            Samples.pdf(
                new PDRectangle(144, 72),
                (_, _, stream) -> {
                  stream.setNonStrokingColor(1f, 0f, 0f);
                  stream.addRect(0, 36, 72, 36);
                  stream.fill();
                }));

    Image page = document.page(1, scope);

    assertThat(page.width()).isEqualTo(300);
    assertThat(page.height()).isEqualTo(150);
    assertThat(page.page()).hasValue(1);
    assertThat(page.packedPixels()[10 * 300 + 10] & 0xffffff).isEqualTo(0xff0000);
    assertThat(page.packedPixels()[140 * 300 + 10] & 0xffffff).isEqualTo(0xffffff);
    assertThat(page.contentHash())
        .isEqualTo(document.page(1, scope).contentHash())
        .isNotEqualTo(document.contentHash());
  }

  @Test
  void findsWordsWhereTheyStand() {
    Document document =
        open(Samples.pdf(PDRectangle.A4, Samples.text(20, 100, 700, "Total due: 42.50", "office")));

    List<Region> words = document.words(1, scope);

    assertThat(words).extracting(Region::text).containsExactly("Total", "due:", "42.50", "office");
    Region first = words.getFirst();
    assertThat(first.label()).isEqualTo("word");
    assertThat(first.page()).hasValue(1);
    assertThat(first.source()).isEqualTo(document.contentHash());
    assertThat(first.box().x()).isCloseTo(100 / 595.28, within(0.002));
    assertThat(first.box().bottom()).isCloseTo(1 - (700 - 4.5) / 841.89, within(0.004));
    assertThat(first.box().width()).isCloseTo(44.5 / 595.28, within(0.004));
    assertThat(document.lines(1, scope))
        .extracting(Region::text)
        .containsExactly("Total due: 42.50", "office");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 90, 180, 270})
  void placesWordsOnTurnedAndCroppedPagesWhereTheyAreSeen(int rotation) {
    byte[] content =
        Samples.pdf(
            new PDRectangle(400, 600),
            (document, page, stream) -> {
              page.setRotation(rotation);
              page.setCropBox(new PDRectangle(50, 100, 300, 400));
              Samples.text(24, 80, 420, "Mark").draw(document, page, stream);
            });
    Document document = open(content);

    Region word = document.words(1, scope).getFirst();

    Image page = document.page(1, scope);
    assertThat(word.text()).isEqualTo("Mark");
    Box ink = inkOf(page);
    assertThat(word.box().intersection(ink)).isGreaterThan(0.95 * ink.area());
    assertThat(word.box().area()).isLessThan(2.2 * ink.area());
    assertThat(word.angle().orElse(0)).isEqualTo(rotation);
  }

  @Test
  void readsColumnsOneAfterTheOther() {
    String[] left =
        IntStream.rangeClosed(1, 6)
            .mapToObj(i -> "left column line number " + i)
            .toArray(String[]::new);
    String[] right =
        IntStream.rangeClosed(1, 6)
            .mapToObj(i -> "right column line number " + i)
            .toArray(String[]::new);
    Document document =
        open(
            Samples.pdf(
                PDRectangle.A4,
                (pdf, page, stream) -> {
                  Samples.text(11, 320, 680, right).draw(pdf, page, stream);
                  Samples.text(11, 60, 680, left).draw(pdf, page, stream);
                  Samples.text(16, 60, 730, "A headline over both of the columns of this page")
                      .draw(pdf, page, stream);
                }));

    List<String> lines = document.lines(1, scope).stream().map(Region::text).toList();

    assertThat(lines.getFirst()).startsWith("A headline");
    assertThat(lines.subList(1, 7)).containsExactly(left);
    assertThat(lines.subList(7, 13)).containsExactly(right);
  }

  @Test
  void readsTablesRowByRow() {
    Document document =
        open(
            Samples.pdf(
                PDRectangle.A4,
                (pdf, page, stream) -> {
                  Samples.text(11, 60, 700, "Item", "Pen", "Ink").draw(pdf, page, stream);
                  Samples.text(11, 200, 700, "Price", "1.20", "7.00").draw(pdf, page, stream);
                }));

    assertThat(document.words(1, scope))
        .extracting(Region::text)
        .containsExactly("Item", "Price", "Pen", "1.20", "Ink", "7.00");
  }

  @Test
  void doesNotRepeatTextThatIsPrintedTwiceToLookBold() {
    Document document =
        open(
            Samples.pdf(
                PDRectangle.A4,
                (pdf, page, stream) -> {
                  Samples.text(12, 60, 700, "Bold").draw(pdf, page, stream);
                  Samples.text(12, 60, 700, "Bold").draw(pdf, page, stream);
                }));

    assertThat(document.words(1, scope)).extracting(Region::text).containsExactly("Bold");
  }

  @Test
  void keepsEqualLettersOfDifferentSizesApart() {
    // 10 / 700 and 20 / 1400 cells of their own size: the same numbers, another place.
    Document document =
        open(
            Samples.pdf(
                new PDRectangle(600, 800),
                (pdf, page, stream) -> {
                  Samples.text(10, 50, 700, "r").draw(pdf, page, stream);
                  Samples.text(20, 100, 600, "r").draw(pdf, page, stream);
                }));

    assertThat(document.words(1, scope)).hasSize(2);
  }

  @Test
  void refusesPagesThatAreNotThere() {
    Document document = open(Samples.pdf(PDRectangle.A4, Samples.text(12, 60, 700, "one")));

    assertThatThrownBy(() -> document.page(2, scope)).hasMessageContaining("pages are 1 to 1");
    assertThatThrownBy(() -> document.words(0, scope)).isInstanceOf(RigelException.class);
  }

  @Test
  void robustness32opensWhatIsEncryptedWithAnEmptyPasswordAndAsksForAnyOther() throws IOException {
    assertThat(open(encrypted("")).words(1, scope)).extracting(Region::text).contains("secret");
    assertThatThrownBy(() -> open(encrypted("open sesame")))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED))
        .hasMessageContaining("password required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"open sesame", "owner"})
  void robustness32opensWithTheUsersOrTheOwnersPassword(String password) throws IOException {
    byte[] content = encrypted("open sesame");
    Document document = (Document) reader.read(content, Optional.of(password), scope);
    assertThat(document.words(1, scope)).extracting(Region::text).contains("secret");
    assertThat(document.page(1, scope).width()).isPositive();
    // What comes of it needs no password any more.
    assertThat(open(document.bytes()).words(1, scope)).hasSameSizeAs(document.words(1, scope));
    assertThat(document.repair()).isEmpty();
  }

  @Test
  void robustness32refusesAWrongPasswordAndNeedsNoneWhereThereIsNone() throws IOException {
    assertThatThrownBy(
            () -> reader.read(encrypted("open sesame"), Optional.of("open says me"), scope))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED))
        .hasMessageContaining("password required")
        .hasMessageContaining("does not open it")
        .hasMessageNotContaining("says me");
    byte[] plain = Samples.pdf(PDRectangle.A6, Samples.text(12, 30, 200, "plain"));
    Media media = reader.read(plain, Optional.of("any"), scope);
    assertThat(((Document) media).bytes()).isEqualTo(plain);
  }

  @Test
  void notesThatADamagedFileWasRepaired() {
    byte[] sound = Samples.pdf(PDRectangle.A6, Samples.text(12, 30, 200, "still here"));
    assertThat(open(sound).repair()).isEmpty();
    String text = new String(sound, StandardCharsets.ISO_8859_1);

    byte[] cut = Arrays.copyOf(sound, text.lastIndexOf("startxref"));
    assertRepaired(cut, "ends early");

    byte[] shifted = RawPdf.bytes(text.replaceFirst("startxref\\s+\\d+", "startxref\n7"));
    assertRepaired(shifted, "no table of objects");

    byte[] raw =
        new RawPdf()
                .page(
                    "/Contents 4 0 R/Resources<</Font<</T<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>")
                .stream(4, "", "BT /T 20 Tf 20 100 Td (still here) Tj ET")
                .written();
    assertThat(open(raw).repair()).isEmpty();
    String wrong = new String(raw, StandardCharsets.ISO_8859_1);
    int entry = wrong.indexOf(" 00000 n");
    assertRepaired(
        RawPdf.bytes(wrong.substring(0, entry - 3) + "999" + wrong.substring(entry)),
        "wrong places");
  }

  private void assertRepaired(byte[] damaged, String why) {
    Document document = open(damaged);
    assertThat(document.words(1, scope)).extracting(Region::text).containsExactly("still", "here");
    assertThat(document.repair()).hasValueSatisfying(note -> assertThat(note).contains(why));
  }

  @Test
  void limitsTheNumberOfPages() {
    byte[] three = Samples.pdf(PDRectangle.A6, (_, _, _) -> {}, (_, _, _) -> {}, (_, _, _) -> {});
    try (MediaReader two =
        new MediaReader(MediaLimits.DEFAULT.withPagesPerDocument(2), PixelAccount.ofHeap(), 1)) {
      assertThatThrownBy(() -> two.read(three, scope))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
    }
  }

  @Test
  void drawsHugePagesSmallerAndRefusesPagesWithoutArea() throws IOException {
    byte[] huge = Samples.pdf(new PDRectangle(100_000, 50_000), (_, _, _) -> {});
    try (MediaReader limited =
        new MediaReader(
            MediaLimits.DEFAULT.withPixelsPerImage(1_000_000), PixelAccount.ofHeap(), 1)) {
      Image page = limited.readDocument(huge, scope).page(1, scope);
      assertThat((long) page.width() * page.height()).isBetween(900_000L, 1_001_000L);
    }
    byte[] flat = Samples.pdf(new PDRectangle(0, 0), (_, _, _) -> {});
    Document document = open(flat);
    assertThatThrownBy(() -> document.page(1, scope)).isInstanceOf(RigelException.class);
  }

  @Test
  void endsOnPageTreesThatLoop() throws IOException {
    byte[] content;
    try (PDDocument pdf = new PDDocument()) {
      pdf.addPage(new PDPage());
      COSDictionary pages = pdf.getPages().getCOSObject();
      COSArray kids = pages.getCOSArray(COSName.KIDS);
      kids.add(pages);
      pages.setInt(COSName.COUNT, 50);
      content = Samples.saved(pdf);
    }
    try {
      Document document = open(content);
      assertThatThrownBy(() -> document.page(50, scope)).isInstanceOf(RigelException.class);
    } catch (RigelException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED);
    }
  }

  @Test
  void endsOnFormsThatCallThemselves() throws IOException {
    byte[] content;
    try (PDDocument pdf = new PDDocument()) {
      PDPage page = new PDPage();
      pdf.addPage(page);
      COSStream form = pdf.getDocument().createCOSStream();
      form.setItem(COSName.TYPE, COSName.XOBJECT);
      form.setItem(COSName.SUBTYPE, COSName.FORM);
      form.setItem(COSName.BBOX, PDRectangle.A4.getCOSArray());
      COSDictionary forms = new COSDictionary();
      forms.setItem(COSName.getPDFName("F"), form);
      COSDictionary resources = new COSDictionary();
      resources.setItem(COSName.XOBJECT, forms);
      form.setItem(COSName.RESOURCES, resources);
      try (var out = form.createOutputStream()) {
        out.write("/F Do /F Do /F Do".getBytes(StandardCharsets.ISO_8859_1));
      }
      COSStream contents = pdf.getDocument().createCOSStream();
      try (var out = contents.createOutputStream()) {
        out.write("/F Do".getBytes(StandardCharsets.ISO_8859_1));
      }
      page.getCOSObject().setItem(COSName.RESOURCES, resources);
      page.getCOSObject().setItem(COSName.CONTENTS, contents);
      content = Samples.saved(pdf);
    }
    try (MediaReader quick =
        new MediaReader(
            MediaLimits.DEFAULT.withTimes(Duration.ofSeconds(10), Duration.ofSeconds(2)),
            PixelAccount.ofHeap(),
            1)) {
      Document document = quick.readDocument(content, scope);
      try {
        assertThat(document.page(1, scope).width()).isPositive();
      } catch (RigelException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED);
      }
    }
  }

  @Test
  void stopsAPageThatTakesTooLongAndDrawsTheNextOne() throws IOException {
    byte[] content =
        Samples.pdf(
            PDRectangle.A4,
            (_, _, stream) -> {
              for (int i = 0; i < 400_000; i++) {
                stream.addRect(i % 500, i % 700, 300, 300);
                stream.stroke();
              }
            },
            Samples.text(12, 60, 700, "quick"));
    try (MediaReader quick =
        new MediaReader(
            MediaLimits.DEFAULT.withTimes(Duration.ofSeconds(20), Duration.ofMillis(1500)),
            PixelAccount.ofHeap(),
            1)) {
      Document document = quick.readDocument(content, scope);
      document.page(2, scope);
      assertThatThrownBy(() -> document.page(1, scope))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED))
          .hasMessageContaining("Page 1");
      assertThat(document.words(2, scope)).extracting(Region::text).containsExactly("quick");
    }
  }

  @Test
  void survivesTruncationAndChangedBytes() {
    byte[] whole = Samples.pdf(PDRectangle.A6, Samples.text(12, 60, 200, "whole"));
    Random random = new Random(30);
    for (int round = 0; round < 120; round++) {
      byte[] changed =
          round % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      for (int i = 0; i < round % 5 && changed.length > 8; i++) {
        changed[8 + random.nextInt(changed.length - 8)] = (byte) random.nextInt(256);
      }
      try {
        Media media = reader.read(changed, scope);
        assertThat(((Document) media).page(1, scope).width()).isPositive();
      } catch (RigelException e) {
        assertThat(e.code())
            .isIn(ErrorCode.MEDIA_REFUSED, ErrorCode.UNSUPPORTED_MEDIA, ErrorCode.TOO_LARGE);
      }
    }
  }

  @Test
  void isReadByManyThreadsAtOnce() {
    Document document =
        open(
            Samples.pdf(
                PDRectangle.A6,
                Samples.text(12, 30, 200, "first"),
                Samples.text(12, 30, 200, "second")));

    List<CompletableFuture<String>> reads =
        IntStream.range(0, 24)
            .mapToObj(i ->
                CompletableFuture.supplyAsync(
                    () -> {
                      document.page(i % 2 + 1, scope);
                      return document.words(i % 2 + 1, scope).getFirst().text();
                    },
                    Thread::startVirtualThread))
            .toList();

    for (int i = 0; i < reads.size(); i++) {
      assertThat(reads.get(i).join()).isEqualTo(i % 2 == 0 ? "first" : "second");
    }
  }

  private Document open(byte[] content) {
    return reader.readDocument(content, scope);
  }

  private static byte[] encrypted(String userPassword) throws IOException {
    byte[] plain = Samples.pdf(PDRectangle.A6, Samples.text(12, 30, 200, "secret"));
    try (PDDocument pdf = Loader.loadPDF(plain)) {
      StandardProtectionPolicy policy =
          new StandardProtectionPolicy("owner", userPassword, new AccessPermission());
      policy.setEncryptionKeyLength(128);
      pdf.protect(policy);
      return Samples.saved(pdf);
    }
  }

  private static Box inkOf(Image page) {
    int left = page.width();
    int top = page.height();
    int right = 0;
    int bottom = 0;
    for (int y = 0; y < page.height(); y++) {
      for (int x = 0; x < page.width(); x++) {
        if ((page.packedPixels()[y * page.width() + x] & 0xff) < 128) {
          left = Math.min(left, x);
          top = Math.min(top, y);
          right = Math.max(right, x + 1);
          bottom = Math.max(bottom, y + 1);
        }
      }
    }
    return Box.ofPixels(left, top, right, bottom, page.width(), page.height());
  }
}
