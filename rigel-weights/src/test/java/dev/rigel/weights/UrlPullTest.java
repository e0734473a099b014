package dev.rigel.weights;

import static dev.rigel.weights.FileServer.cutAfter;
import static dev.rigel.weights.FileServer.ignoringRanges;
import static dev.rigel.weights.FileServer.silentAfter;
import static dev.rigel.weights.FileServer.status;
import static dev.rigel.weights.FileServer.whole;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UrlPullTest {
  private static final byte[] CONTENT = Samples.bytes(300_000, 1);
  private static final UrlFetcher.Patience SHORT =
      new UrlFetcher.Patience(Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofMillis(5));

  @TempDir Path folder;
  private final List<PullEvent> events = new CopyOnWriteArrayList<>();

  @Test
  void aFileIsPulledOnceAndThenTakenFromTheCache() throws IOException {
    try (FileServer server = new FileServer(CONTENT, whole());
        PullingModelFiles models = models(Map.of(), server)) {
      Path file = models.path("eyes", CallScope.unlimited());
      Path again = models.path("eyes", CallScope.unlimited());

      assertThat(file).hasBinaryContent(CONTENT).isEqualTo(again);
      assertThat(server.requests()).hasSize(1);
      assertThat(events).hasAtLeastOneElementOfType(PullEvent.Progress.class);
    }
    assertThat(models(Map.of("RIGEL_OFFLINE", "1")).path("eyes", CallScope.unlimited()))
        .hasBinaryContent(CONTENT);
  }

  @Test
  void aCutTransferIsTakenUpWhereItEnded() throws IOException {
    try (FileServer server = new FileServer(CONTENT, cutAfter(100_000), cutAfter(50_000), whole());
        PullingModelFiles models = models(Map.of(), server)) {
      assertThat(models.path("eyes", CallScope.unlimited())).hasBinaryContent(CONTENT);

      assertThat(server.requests())
          .containsExactly("/eyes.onnx 0", "/eyes.onnx 100000", "/eyes.onnx 150000");
    }
  }

  @Test
  void aLaterRunGoesOnWhereAnEarlierOneGaveUp() throws IOException {
    try (FileServer server = new FileServer(CONTENT, cutAfter(100_000), status(503));
        PullingModelFiles models = models(Map.of(), server)) {
      assertThatThrownBy(() -> models.path("eyes", CallScope.unlimited()))
          .hasMessageContaining("it answered with status 503");
    }
    try (FileServer server = new FileServer(CONTENT, whole());
        PullingModelFiles models = models(Map.of(), server)) {
      assertThat(models.path("eyes", CallScope.unlimited())).hasBinaryContent(CONTENT);
      assertThat(server.requests()).containsExactly("/eyes.onnx 100000");
    }
  }

  @Test
  void aServerThatKnowsNoRangesSendsTheFileFromTheBeginning() throws IOException {
    try (FileServer server = new FileServer(CONTENT, cutAfter(100_000), ignoringRanges());
        PullingModelFiles models = models(Map.of(), server)) {
      assertThat(models.path("eyes", CallScope.unlimited())).hasBinaryContent(CONTENT);
    }
  }

  @Test
  void aDamagedLeftoverCostsOneNewPullAndNoMore() throws IOException {
    try (FileServer server = new FileServer(CONTENT, cutAfter(100_000), status(503));
        PullingModelFiles models = models(Map.of(), server)) {
      assertThatThrownBy(() -> models.path("eyes", CallScope.unlimited()))
          .isInstanceOf(RigelException.class);
    }
    Path partial = onlyFileUnder(folder.resolve(".pulling"));
    Files.write(partial, new byte[100_000]);

    try (FileServer server = new FileServer(CONTENT, whole());
        PullingModelFiles models = models(Map.of(), server)) {
      assertThat(models.path("eyes", CallScope.unlimited())).hasBinaryContent(CONTENT);
      assertThat(server.requests()).containsExactly("/eyes.onnx 100000", "/eyes.onnx 0");
    }
  }

  @Test
  void wrongBytesAreAnErrorThatKeepsNothing() throws IOException {
    byte[] wrong = CONTENT.clone();
    wrong[200_000] ^= 1;
    try (FileServer server = new FileServer(wrong, whole());
        PullingModelFiles models = models(Map.of(), server)) {
      assertThatThrownBy(() -> models.path("eyes", CallScope.unlimited()))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FAILED))
          .hasMessageContaining("127.0.0.1")
          .hasMessageContaining("SHA-256 differs")
          .hasMessageContaining("put eyes.onnx into " + folder);
      assertThat(models.state("eyes", CallScope.unlimited())).isEqualTo(ModelState.MISSING);
    }
    assertThat(filesUnder(folder)).allSatisfy(f -> assertThat(f.toString()).endsWith(".lock"));
  }

  @Test
  void anAnswerOfAnotherSizeIsRefusedBeforeItIsRead() throws IOException {
    try (FileServer server = new FileServer("<html>Not found</html>".getBytes(UTF_8), whole());
        PullingModelFiles models = models(Map.of(), server)) {
      assertThatThrownBy(() -> models.path("eyes", CallScope.unlimited()))
          .hasMessageContaining("another size");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void theNextSourceIsTriedAndTheFailedOneIsTold() throws IOException {
    try (FileServer gone = new FileServer(CONTENT, status(404));
        FileServer good = new FileServer(CONTENT, whole());
        PullingModelFiles models = models(Map.of(), gone, good)) {
      assertThat(models.path("eyes", CallScope.unlimited())).hasBinaryContent(CONTENT);

      assertThat(gone.requests()).hasSize(1);
      assertThat(events)
          .contains(new PullEvent.SourceFailed("eyes", "127.0.0.1", "it answered with status 404"));
    }
  }

  @Test
  void aHostThatCannotBeReachedIsAskedOnceARun() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Source.Url gone = new Source.Url("http://127.0.0.1:" + port + "/{file}");
    try (PullingModelFiles models =
        new PullingModelFiles(
            Samples.catalogue(CONTENT, gone, gone), folder, Map.of(), events::add, SHORT)) {
      assertThatThrownBy(() -> models.path("eyes", CallScope.unlimited()))
          .hasMessageContaining("no connection")
          .hasMessageContaining("not reachable a moment ago");
    }
  }

  @Test
  void aServerThatFallsSilentIsLeftForTheNextSource() throws IOException {
    try (FileServer silent = new FileServer(CONTENT, silentAfter(1000), silentAfter(0));
        FileServer good = new FileServer(CONTENT, whole());
        PullingModelFiles models = models(Map.of(), silent, good)) {
      assertThat(models.path("eyes", CallScope.unlimited())).hasBinaryContent(CONTENT);
      assertThat(events)
          .contains(new PullEvent.SourceFailed("eyes", "127.0.0.1", "it stopped sending"));
    }
  }

  @Test
  void aCancelledPullEndsAtOnce() throws Exception {
    Cancellation cancellation = new Cancellation();
    CallScope scope = new CallScope(Deadline.never(), cancellation, Budget.standard());
    UrlFetcher.Patience patient =
        new UrlFetcher.Patience(
            Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofMillis(5));
    try (FileServer server = new FileServer(CONTENT, silentAfter(1000));
        PullingModelFiles models =
            new PullingModelFiles(
                Samples.catalogue(CONTENT, url(server)), folder, Map.of(), events::add, patient);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Path> pull = threads.submit(() -> models.path("eyes", scope));
      while (events.stream().noneMatch(PullEvent.Progress.class::isInstance)) {
        Thread.sleep(5);
      }
      cancellation.cancel("the client went away");

      assertThatThrownBy(pull::get)
          .hasRootCauseInstanceOf(RigelException.class)
          .rootCause()
          .hasMessageContaining("the client went away");
    }
  }

  @Test
  void manyThreadsThatWantOneEntryPullItOnce() throws Exception {
    try (FileServer server = new FileServer(CONTENT, whole());
        PullingModelFiles first = models(Map.of(), server);
        PullingModelFiles second = models(Map.of(), server);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Path>> pulls = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        pulls.add(() -> first.path("eyes", CallScope.unlimited()));
        pulls.add(() -> second.path("eyes", CallScope.unlimited()));
      }
      for (Future<Path> pull : threads.invokeAll(pulls)) {
        assertThat(pull.get()).hasBinaryContent(CONTENT);
      }
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aFileChangedOnDiskIsNoticedAndPulledAgain() throws IOException {
    try (FileServer server = new FileServer(CONTENT, whole());
        PullingModelFiles models = models(Map.of(), server)) {
      Path file = models.path("eyes", CallScope.unlimited());
      byte[] damaged = CONTENT.clone();
      damaged[0] ^= 1;
      Files.write(file, damaged);
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));

      assertThat(models.state("eyes", CallScope.unlimited())).isEqualTo(ModelState.DAMAGED);
      assertThat(models.path("eyes", CallScope.unlimited())).hasBinaryContent(CONTENT);
    }
  }

  @Test
  void verifyingReadsTheBytesAlthoughSizeAndTimeAreUnchanged() throws IOException {
    try (FileServer server = new FileServer(CONTENT, whole());
        PullingModelFiles models = models(Map.of(), server)) {
      Path file = models.path("eyes", CallScope.unlimited());
      FileTime time = Files.getLastModifiedTime(file);
      byte[] damaged = CONTENT.clone();
      damaged[0] ^= 1;
      Files.write(file, damaged);
      Files.setLastModifiedTime(file, time);

      assertThat(models.verify("eyes", CallScope.unlimited())).isEqualTo(ModelState.DAMAGED);
      assertThat(models.path("eyes", CallScope.unlimited())).hasBinaryContent(CONTENT);
    }
  }

  @Test
  void aFilePutThereByHandIsCheckedAndTaken() throws IOException {
    PullingModelFiles models = models(Map.of("RIGEL_OFFLINE", "1"));
    Path place = models.place("eyes");
    Files.createDirectories(place.getParent());
    Files.write(place, CONTENT);

    assertThat(models.path("eyes", CallScope.unlimited())).isEqualTo(place);
  }

  @Test
  void offlineAsksNobody() throws IOException {
    try (FileServer server = new FileServer(CONTENT, whole());
        PullingModelFiles models = models(Map.of("RIGEL_OFFLINE", "1"), server)) {
      assertThatThrownBy(() -> models.path("eyes", CallScope.unlimited()))
          .hasMessageContaining("RIGEL_OFFLINE is set");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aMirrorIsAskedFirstWithTheLayoutOfTheCache() throws IOException {
    try (FileServer server = new FileServer(CONTENT, status(404));
        FileServer mirror = new FileServer(CONTENT, whole());
        PullingModelFiles models =
            models(Map.of("RIGEL_MODELS_MIRROR", mirror.address() + "/models"), server)) {
      Path file = models.path("eyes", CallScope.unlimited());

      assertThat(mirror.requests()).containsExactly("/models/" + folder.relativize(file) + " 0");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aRedirectIsFollowed() throws IOException {
    try (FileServer target = new FileServer(CONTENT, whole());
        FileServer server =
            new FileServer(
                CONTENT,
                (exchange, _, _) -> {
                  exchange.getResponseHeaders().set("Location", target.address() + "/there");
                  exchange.sendResponseHeaders(302, -1);
                });
        PullingModelFiles models = models(Map.of(), server)) {
      assertThat(models.path("eyes", CallScope.unlimited())).hasBinaryContent(CONTENT);
      assertThat(target.requests()).containsExactly("/there 0");
    }
  }

  private PullingModelFiles models(Map<String, String> environment, FileServer... servers) {
    Source[] sources =
        servers.length == 0
            ? new Source[] {new Source.Url("http://127.0.0.1:9/{file}")}
            : Arrays.stream(servers).map(UrlPullTest::url).toArray(Source[]::new);
    return new PullingModelFiles(
        Samples.catalogue(CONTENT, sources), folder, environment, events::add, SHORT);
  }

  private static Source.Url url(FileServer server) {
    return new Source.Url(server.address() + "/{file}");
  }

  private static Path onlyFileUnder(Path folder) throws IOException {
    List<Path> files = filesUnder(folder);
    assertThat(files).hasSize(1);
    return files.getFirst();
  }

  private static List<Path> filesUnder(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
