package dev.rigel.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.RigelException;
import dev.rigel.s3.S3Place;
import dev.rigel.s3.S3Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class S3BlobStorageTest extends BlobStorageContract {
  @TempDir Path objects;
  @TempDir Path scratch;
  private S3Server server;
  private BlobStorage blobs;

  private final BlobLocks locks =
      new BlobLocks() {
        private final ReentrantLock lock = new ReentrantLock();

        @Override
        public <T> T locked(String name, Supplier<T> work) {
          lock.lock();
          try {
            return work.get();
          } finally {
            lock.unlock();
          }
        }
      };

  @BeforeEach
  void start() {
    server = new S3Server(objects);
    blobs = open(server.settings("nodes/one"));
  }

  private BlobStorage open(S3Settings settings) {
    return new S3Place(settings).open(locks, scratch);
  }

  @AfterEach
  void stop() throws IOException {
    blobs.close();
    server.close();
    try (Stream<Path> left = Files.list(scratch)) {
      assertThat(left).as("left in the scratch folder").isEmpty();
    }
  }

  @Override
  BlobStorage blobs() {
    return blobs;
  }

  @Override
  BlobStorage reopened() {
    blobs.close();
    blobs = open(server.settings("nodes/one"));
    return blobs;
  }

  @Test
  void takesAPartOfABucket() throws IOException {
    String key = blobs.put(CAT);
    try (BlobStorage other = open(server.settings("nodes/two"));
        BlobStorage whole = open(server.settings(""))) {
      assertThat(other.open(key)).isEmpty();
      assertThat(whole.open(key)).isEmpty();
      whole.put("a dog".getBytes(UTF_8));
      List<String> found = new ArrayList<>();
      whole.putBefore(Instant.now().plusSeconds(3_600), found::addAll);
      assertThat(found).doesNotContain(key).hasSize(1);
    }
    assertThat(all()).containsExactly(key);
  }

  @ParameterizedTest
  @ValueSource(ints = {18, 12_000_000})
  void robustness53_reportsADamagedBlobAndOnlyThatOne(int size) throws IOException {
    String other = blobs.put("a dog".getBytes(UTF_8));
    byte[] content = new byte[size];
    String damaged = blobs.put(content);
    content[3] = 1;
    Files.write(object(damaged), content);

    assertThatThrownBy(() -> blobs.open(damaged))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("damaged");
    assertThat(read(other)).asString(UTF_8).isEqualTo("a dog");
  }

  @Test
  void putsAnewWhatIsOldAndLeavesWhatIsFresh() throws IOException {
    String key = blobs.put(CAT);
    Instant fresh = Instant.now().minus(Duration.ofHours(1));
    Files.setLastModifiedTime(object(key), FileTime.from(fresh));
    blobs.put(CAT);
    assertThat(Files.getLastModifiedTime(object(key)).toInstant()).isBefore(fresh.plusSeconds(1));

    Files.setLastModifiedTime(object(key), FileTime.from(Instant.now().minus(Duration.ofDays(9))));
    blobs.put(CAT);
    assertThat(Files.getLastModifiedTime(object(key)).toInstant()).isAfter(fresh);
  }

  @Test
  void neverLosesWhatIsPutWhileItIsSweptAway() throws Exception {
    Instant limit = Instant.now().minus(Duration.ofDays(1));
    String key = blobs.put(CAT);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 40; round++) {
        if (Files.exists(object(key))) {
          Files.setLastModifiedTime(object(key), FileTime.from(Instant.EPOCH));
        }
        Future<String> put = executor.submit(() -> blobs.put(CAT));
        Future<Boolean> swept = executor.submit(() -> blobs.deletePutBefore(key, limit));
        assertThat(put.get()).isEqualTo(key);
        swept.get();
        assertThat(blobs.open(key)).as("round " + round).isPresent();
      }
    }
  }

  @Test
  void saysThatTheKeysAreWrong() {
    S3Settings wrong =
        new S3Settings(
            S3Server.BUCKET,
            "",
            Optional.of(server.endpoint()),
            "us-east-1",
            Optional.of(new S3Settings.Keys("rigel", "guessed")));
    assertThatThrownBy(() -> open(wrong))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("refuses the keys")
        .hasMessageNotContaining("guessed");
  }

  @Test
  void saysThatThereIsNoSuchBucket() {
    S3Settings none =
        new S3Settings(
            "none", "", Optional.of(server.endpoint()), "us-east-1", Optional.of(S3Server.KEYS));
    assertThatThrownBy(() -> open(none))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("no such bucket");
  }

  @Test
  void saysThatTheStoreDoesNotAnswer() {
    S3Settings nobody =
        new S3Settings(
            "media",
            "",
            Optional.of(URI.create("http://127.0.0.1:1")),
            "us-east-1",
            Optional.of(S3Server.KEYS));
    assertThatThrownBy(() -> open(nobody))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("does not answer");

    String key = blobs.put(CAT);
    server.close();
    assertThatThrownBy(() -> blobs.put(CAT)).isInstanceOf(RigelException.class);
    assertThatThrownBy(() -> blobs.open(key)).isInstanceOf(RigelException.class);
    server = new S3Server(objects);
  }

  private Path object(String key) {
    try (Stream<Path> tree = Files.walk(objects)) {
      return tree.filter(file -> file.endsWith(key)).findFirst().orElse(objects.resolve(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
