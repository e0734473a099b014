package dev.rigel.perception.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.Lane;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class NetworksTest {
  @TempDir Path folder;
  private final Lane lane = new Lane("networks", 1, 4);

  @AfterEach
  void close() {
    lane.close();
  }

  @Test
  void aFileThatIsNoNetworkIsAClearErrorWithoutTheDecodersText() throws IOException {
    Path file = Files.writeString(folder.resolve("broken.onnx"), "not a network at all");
    try (Networks networks = new Networks((name, scope) -> file, lane, 1, folder);
        Tensor input = Tensor.input(1, 3, 8, 8)) {
      Network network = networks.network("text-detection", CallScope.unlimited());

      assertThatThrownBy(() -> network.run(input, CallScope.unlimited()))
          .isInstanceOfSatisfying(
              RigelException.class,
              failure -> {
                assertThat(failure.code()).isEqualTo(ErrorCode.MODEL_FAILED);
                assertThat(failure.getMessage())
                    .contains("text-detection")
                    .doesNotContain("protobuf")
                    .doesNotContain(folder.toString());
              });
      assertThatThrownBy(() -> network.metadata("character")).isInstanceOf(RigelException.class);
    }
  }

  @Test
  void asksForAFileOnce() {
    AtomicInteger asked = new AtomicInteger();
    try (Networks networks =
        new Networks(
            (name, scope) -> {
              asked.incrementAndGet();
              return folder.resolve(name);
            },
            lane,
            1,
            folder)) {
      Network first = networks.network("a", CallScope.unlimited());

      assertThat(networks.network("a", CallScope.unlimited())).isSameAs(first);
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void aFileThatCannotBePulledFailsBeforeTheLaneIsEntered() {
    RigelException refusal = new RigelException(ErrorCode.NOT_FOUND, "no source");
    try (Networks networks =
        new Networks(
            (name, scope) -> {
              throw refusal;
            },
            lane,
            1,
            folder)) {
      assertThatThrownBy(() -> networks.network("a", CallScope.unlimited())).isSameAs(refusal);
    }
  }

  @Test
  void refusesToRunWithoutAThread() {
    assertThatThrownBy(() -> new Networks((name, scope) -> folder, lane, 0, folder))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
