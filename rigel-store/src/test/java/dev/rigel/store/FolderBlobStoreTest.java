package dev.rigel.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.Hashes;
import dev.rigel.base.RigelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderBlobStoreTest {
  private static final byte[] CAT = "a picture of a cat".getBytes(UTF_8);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Durability.class)
  void givesBackWhatWasPut(Durability durability) throws IOException {
    FolderBlobStore blobs = new FolderBlobStore(folder, durability);
    String key = blobs.put(CAT);

    assertThat(key).isEqualTo(Hashes.sha256(CAT));
    assertThat(read(new FolderBlobStore(folder, durability), key)).isEqualTo(CAT);
    assertThat(blobs.open(Hashes.sha256("other"))).isEmpty();
  }

  @Test
  void keepsTheSameContentOnceAndLeavesNothingElse() throws IOException {
    FolderBlobStore blobs = new FolderBlobStore(folder, Durability.NORMAL);
    assertThat(blobs.put(CAT)).isEqualTo(blobs.put(CAT.clone()));
    assertThat(files()).hasSize(1);
  }

  @Test
  void takesAStreamOfAnyLength() throws IOException {
    FolderBlobStore blobs = new FolderBlobStore(folder, Durability.NORMAL);
    byte[] large = new byte[3_000_001];
    new Random(1).nextBytes(large);

    String key = blobs.put(new ByteArrayInputStream(large));
    assertThat(key).isEqualTo(Hashes.sha256(large));
    assertThat(read(blobs, key)).isEqualTo(large);
    assertThat(blobs.put(new ByteArrayInputStream(large))).isEqualTo(blobs.put(large));
    assertThat(files()).hasSize(1);
    assertThat(read(blobs, blobs.put(InputStream.nullInputStream()))).isEmpty();
  }

  @Test
  void keepsNothingOfAStreamThatBreaksOff() {
    FolderBlobStore blobs = new FolderBlobStore(folder, Durability.NORMAL);
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(CAT),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the sender is gone");
              }
            });
    assertThatThrownBy(() -> blobs.put(broken)).isInstanceOf(UncheckedIOException.class);
    assertThat(files()).isEmpty();
  }

  @Test
  void keepsEmptyContent() throws IOException {
    FolderBlobStore blobs = new FolderBlobStore(folder, Durability.NORMAL);
    assertThat(read(blobs, blobs.put(new byte[0]))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../../etc/passwd", "ABCDEF", "a\u0000b"})
  void robustness11_knowsNothingUnderStrangeKeys(String key) {
    assertThat(new FolderBlobStore(folder, Durability.NORMAL).open(key)).isEmpty();
  }

  @Test
  void robustness53_reportsADamagedBlobAndOnlyThatOne() throws IOException {
    FolderBlobStore blobs = new FolderBlobStore(folder, Durability.NORMAL);
    String other = blobs.put("a dog".getBytes(UTF_8));
    String damaged = blobs.put(CAT);
    Path file = files().stream().filter(f -> f.endsWith(damaged)).findFirst().orElseThrow();
    byte[] bytes = Files.readAllBytes(file);
    bytes[3] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> blobs.open(damaged))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("damaged")
        .hasMessageNotContaining(folder.toString());
    assertThat(read(blobs, other)).asString(UTF_8).isEqualTo("a dog");

    assertThat(blobs.put(CAT)).isEqualTo(damaged);
    assertThat(read(blobs, damaged)).isEqualTo(CAT);
  }

  @Test
  void removesWhatADeadProcessLeftUnfinished() throws IOException {
    new FolderBlobStore(folder, Durability.NORMAL);
    Files.write(folder.resolve("unfinished").resolve("blob1"), CAT);
    new FolderBlobStore(folder, Durability.NORMAL);
    assertThat(files()).isEmpty();
  }

  @Test
  void takesTheSameContentFromManyAtOnce() throws Exception {
    FolderBlobStore blobs = new FolderBlobStore(folder, Durability.NORMAL);
    byte[] large = new byte[1 << 20];
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var keys =
          IntStream.range(0, 20).mapToObj(_ -> executor.submit(() -> blobs.put(large))).toList();
      for (var key : keys) {
        assertThat(read(blobs, key.get())).isEqualTo(large);
      }
    }
    assertThat(files()).hasSize(1);
  }

  private List<Path> files() {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(FolderBlobStore blobs, String key) throws IOException {
    try (InputStream content = blobs.open(key).orElseThrow()) {
      return content.readAllBytes();
    }
  }
}
