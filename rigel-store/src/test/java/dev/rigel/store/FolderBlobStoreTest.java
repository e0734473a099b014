package dev.rigel.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.RigelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobStoreTest extends BlobStorageContract {
  @TempDir Path folder;
  private FolderBlobStore blobs;

  @BeforeEach
  void open() {
    blobs = new FolderBlobStore(folder, Durability.NORMAL);
  }

  @Override
  BlobStorage blobs() {
    return blobs;
  }

  @Override
  BlobStorage reopened() {
    blobs.close();
    blobs = new FolderBlobStore(folder, Durability.FULL);
    return blobs;
  }

  @Test
  void keepsNothingBesideTheContent() {
    blobs.put(CAT);
    blobs.put(CAT.clone());
    assertThat(files()).hasSize(1);
  }

  @Test
  void writesThroughWhenAskedTo() throws IOException {
    reopened();
    assertThat(read(blobs.put(CAT))).isEqualTo(CAT);
  }

  @Test
  void robustness53_reportsADamagedBlobAndOnlyThatOne() throws IOException {
    String other = blobs.put("a dog".getBytes(UTF_8));
    String damaged = blobs.put(CAT);
    Path file = file(damaged);
    byte[] bytes = Files.readAllBytes(file);
    bytes[3] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> blobs.open(damaged))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("damaged")
        .hasMessageNotContaining(folder.toString());
    assertThat(read(other)).asString(UTF_8).isEqualTo("a dog");

    assertThat(blobs.put(CAT)).isEqualTo(damaged);
    assertThat(read(damaged)).isEqualTo(CAT);
  }

  @Test
  void removesWhatADeadProcessLeftUnfinished() throws IOException {
    Files.write(folder.resolve("unfinished").resolve("blob1"), CAT);
    reopened();
    assertThat(files()).isEmpty();
  }

  @Test
  void countsAsPutWhatIsPutAgain() throws IOException {
    String key = blobs.put(CAT);
    Instant yesterday = Instant.now().minusSeconds(86_400);
    Files.setLastModifiedTime(file(key), FileTime.from(yesterday));
    blobs.put(CAT);
    assertThat(blobs.deletePutBefore(key, yesterday.plusSeconds(60))).isFalse();
    assertThat(read(key)).isEqualTo(CAT);
  }

  @Test
  void neverLosesWhatIsPutWhileItIsSweptAway() throws Exception {
    Instant future = Instant.now().plusSeconds(3_600);
    Instant past = Instant.now().minusSeconds(3_600);
    String key = blobs.put(CAT);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 200; round++) {
        // As old as can be, so that one side finds it old and the other renews it.
        if (Files.exists(file(key))) {
          Files.setLastModifiedTime(file(key), FileTime.from(Instant.EPOCH));
        }
        Future<String> put = executor.submit(() -> blobs.put(CAT));
        Future<Boolean> swept = executor.submit(() -> blobs.deletePutBefore(key, past));
        assertThat(put.get()).isEqualTo(key);
        swept.get();
        assertThat(blobs.open(key)).as("round " + round).isPresent();
      }
    }
    assertThat(blobs.deletePutBefore(key, future)).isTrue();
  }

  private Path file(String key) {
    return folder.resolve(key.substring(0, 2)).resolve(key);
  }

  private List<Path> files() {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
