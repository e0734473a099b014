package dev.rigel.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.Hashes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every place for blobs keeps to. */
abstract class BlobStorageContract {
  static final byte[] CAT = "a picture of a cat".getBytes(UTF_8);

  abstract BlobStorage blobs();

  /** The same place, as a new process would see it. */
  abstract BlobStorage reopened();

  @Test
  void givesBackWhatWasPut() throws IOException {
    String key = blobs().put(CAT);

    assertThat(key).isEqualTo(Hashes.sha256(CAT));
    assertThat(read(key)).isEqualTo(CAT);
    assertThat(blobs().open(Hashes.sha256("other"))).isEmpty();
    try (InputStream content = reopened().open(key).orElseThrow()) {
      assertThat(content.readAllBytes()).isEqualTo(CAT);
    }
  }

  @Test
  void takesAStreamOfAnyLength() throws IOException {
    byte[] large = new byte[20_000_001];
    new Random(1).nextBytes(large);

    String key = blobs().put(new ByteArrayInputStream(large));
    assertThat(key).isEqualTo(Hashes.sha256(large));
    assertThat(read(key)).isEqualTo(large);
    assertThat(blobs().put(new ByteArrayInputStream(large))).isEqualTo(key);
    assertThat(all()).containsExactly(key);
  }

  @Test
  void keepsNothingOfAStreamThatBreaksOff() {
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(CAT),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the sender is gone");
              }
            });
    assertThatThrownBy(() -> blobs().put(broken)).isInstanceOf(UncheckedIOException.class);
    assertThat(all()).isEmpty();
  }

  @Test
  void keepsEmptyContent() throws IOException {
    assertThat(read(blobs().put(new byte[0]))).isEmpty();
    assertThat(read(blobs().put(InputStream.nullInputStream()))).isEmpty();
  }

  @Test
  void keepsTheSameContentOnce() {
    assertThat(blobs().put(CAT)).isEqualTo(blobs().put(CAT.clone()));
    assertThat(all()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../../etc/passwd", "ABCDEF", "a\u0000b", "owner"})
  void robustness11_knowsNothingUnderStrangeKeys(String key) {
    blobs().claim("somebody");
    assertThat(blobs().open(key)).isEmpty();
  }

  @Test
  void takesTheSameContentFromManyAtOnce() throws Exception {
    byte[] large = new byte[1 << 20];
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> keys =
          IntStream.range(0, 20).mapToObj(_ -> executor.submit(() -> blobs().put(large))).toList();
      for (Future<String> key : keys) {
        assertThat(read(key.get())).isEqualTo(large);
      }
    }
    assertThat(all()).hasSize(1);
  }

  @Test
  void knowsWhoseBlobsTheyAre() {
    assertThat(blobs().owner()).isEmpty();
    blobs().claim("a database");
    assertThat(reopened().owner()).contains("a database");
    assertThat(all()).isEmpty();
  }

  @Test
  void findsAndDeletesWhatWasPutBefore() {
    String key = blobs().put(CAT);
    Instant past = Instant.now().minusSeconds(3_600);
    Instant future = Instant.now().plusSeconds(3_600);

    assertThat(keys(past)).isEmpty();
    assertThat(blobs().deletePutBefore(key, past)).isFalse();
    assertThat(blobs().open(key)).isPresent();

    assertThat(keys(future)).containsExactly(key);
    assertThat(blobs().deletePutBefore(key, future)).isTrue();
    assertThat(blobs().deletePutBefore(key, future)).isFalse();
    assertThat(blobs().open(key)).isEmpty();
    assertThat(blobs().put(CAT)).isEqualTo(key);
    assertThat(blobs().open(key)).isPresent();
  }

  @Test
  void listsManyInParts() {
    List<String> put =
        IntStream.range(0, 60).mapToObj(i -> blobs().put(("blob " + i).getBytes(UTF_8))).toList();
    assertThat(all()).containsExactlyInAnyOrderElementsOf(put);
  }

  final byte[] read(String key) throws IOException {
    try (InputStream content = blobs().open(key).orElseThrow()) {
      return content.readAllBytes();
    }
  }

  final List<String> all() {
    return keys(Instant.now().plusSeconds(3_600));
  }

  private List<String> keys(Instant limit) {
    List<String> keys = new ArrayList<>();
    blobs().putBefore(limit, keys::addAll);
    return keys;
  }
}
