package dev.rigel.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.office.OfficeSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A thousand files made by changing valid ones: each is read or refused, soon, and holds no pixels
 * afterwards.
 */
@Tag("slow")
class MutatedMediaTest {
  private static final int FILES = 1_000;

  /** By then everything that stays has been opened: jars, fonts, networks' libraries. */
  private static final int WARM = 200;

  /** Others on the machine may make a few of their own. */
  private static final int FEW = 10;

  private static final Duration LONGEST = Duration.ofSeconds(10);

  private static List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (String name :
        List.of(
            "progressive.jpg",
            "cmyk-adobe.jpg",
            "lossy.webp",
            "animated.gif",
            "lzw.tif",
            "pages.tif",
            "grey16.png",
            "palette-alpha.png")) {
      seeds.add(Samples.file(name));
    }
    for (String name : List.of("cat.jpg", "qr.png", "invoice.pdf", "invoice.pdf")) {
      seeds.add(Files.readAllBytes(Path.of("../examples", name)));
    }
    return seeds;
  }

  private static byte[] mutated(byte[] whole, Random random) {
    byte[] changed = whole.clone();
    switch (random.nextInt(4)) {
      case 0 -> {
        for (int i = 0; i <= random.nextInt(20); i++) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
      }
      case 1 -> changed = java.util.Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
      case 2 -> {
        // A stretch from elsewhere in the file.
        int length = 1 + random.nextInt(Math.min(400, whole.length / 2));
        int from = random.nextInt(whole.length - length);
        System.arraycopy(whole, from, changed, random.nextInt(whole.length - length), length);
      }
      default -> {
        int at = random.nextInt(changed.length);
        for (int i = at; i < Math.min(changed.length, at + 4); i++) {
          changed[i] = (byte) (random.nextBoolean() ? 0xff : 0);
        }
      }
    }
    return changed;
  }

  private static void readAll(MediaReader reader, byte[] content) {
    try {
      if (reader.read(content, CallScope.unlimited()) instanceof Document document) {
        document.page(1, CallScope.unlimited());
        document.words(1, CallScope.unlimited());
      }
    } catch (RigelException e) {
      assertThat(e.code()).isNotIn(ErrorCode.INTERNAL, ErrorCode.OVERLOADED);
    }
  }

  private static List<byte[]> officeSeeds() throws IOException {
    return List.of(
        OfficeSamples.docx(),
        OfficeSamples.xlsx(),
        OfficeSamples.pptx(),
        OfficeSamples.odt(),
        OfficeSamples.epub(),
        OfficeSamples.mail());
  }

  /** Changed as a whole, or in one part of its archive, so that the archive itself stays sound. */
  private static byte[] mutatedOffice(byte[] whole, Random random) throws IOException {
    Map<String, byte[]> parts = OfficeSamples.parts(whole);
    if (parts.isEmpty() || random.nextInt(3) == 0) {
      return mutated(whole, random);
    }
    List<String> names =
        parts.entrySet().stream()
            .filter(part -> part.getValue().length > 10)
            .map(Map.Entry::getKey)
            .toList();
    String name = names.get(random.nextInt(names.size()));
    parts.put(name, mutated(parts.get(name), random));
    return OfficeSamples.archive(parts);
  }

  @Test
  void robustness24and30areReadOrRefusedSoonAndLeaveNothing() throws Exception {
    Random random = new Random(2_430);
    assertReadOrRefusedSoon(seeds(), random, MutatedMediaTest::mutated);
  }

  @Test
  void robustness36officeDocumentsAreReadOrRefusedSoonAndLeaveNothing() throws Exception {
    Random random = new Random(3_637);
    assertReadOrRefusedSoon(officeSeeds(), random, MutatedMediaTest::mutatedOffice);
  }

  private interface Mutation {
    byte[] of(byte[] whole, Random random) throws IOException;
  }

  private static void assertReadOrRefusedSoon(List<byte[]> seeds, Random random, Mutation mutation)
      throws Exception {
    PixelAccount account = new PixelAccount(100_000_000);
    long handles = 0;
    long files = 0;
    try (MediaReader reader = new MediaReader(MediaLimits.DEFAULT, account, 2)) {
      for (int i = 0; i < FILES; i++) {
        byte[] content = mutation.of(seeds.get(i % seeds.size()), random);
        long start = System.nanoTime();
        readAll(reader, content);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .as("file %d", i)
            .isLessThan(LONGEST);
        if (i == WARM) {
          handles = count(Path.of("/proc/self/fd"));
          files = count(Path.of(System.getProperty("java.io.tmpdir")));
        }
      }
    }
    for (int i = 0; i < 50 && account.used() > 0; i++) {
      System.gc();
      Thread.sleep(50);
    }
    assertThat(account.used()).isZero();
    assertThat(count(Path.of("/proc/self/fd"))).as("open files").isLessThanOrEqualTo(handles + FEW);
    assertThat(count(Path.of(System.getProperty("java.io.tmpdir"))))
        .as("temporary files")
        .isLessThanOrEqualTo(files + FEW);
  }

  /** Entries of a folder; none where there is no such folder. */
  private static long count(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.count();
    }
  }
}
