package dev.rigel.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.CallScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TwoProcessesTest {
  private static final byte[] CONTENT = Samples.bytes(2_000_000, 5);

  @TempDir Path folder;

  /** Run as a process of its own: pulls the sample from the address into the folder. */
  static final class Puller {
    public static void main(String[] arguments) {
      try (PullingModelFiles models =
          new PullingModelFiles(
              Samples.catalogue(CONTENT, new Source.Url(arguments[0])),
              Path.of(arguments[1]),
              Map.of(),
              PullListener.silent())) {
        models.path("eyes", CallScope.unlimited());
      }
    }
  }

  @Test
  void twoProcessesThatStartTogetherPullOnce() throws Exception {
    try (FileServer server =
        new FileServer(
            CONTENT,
            (exchange, content, start) -> {
              sleep(1500);
              FileServer.whole().answer(exchange, content, start);
            })) {
      List<Process> pullers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        pullers.add(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Puller.class.getName(),
                    server.address() + "/{file}",
                    folder.toString())
                .inheritIO()
                .start());
      }
      for (Process puller : pullers) {
        assertThat(puller.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(puller.exitValue()).isZero();
      }
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
