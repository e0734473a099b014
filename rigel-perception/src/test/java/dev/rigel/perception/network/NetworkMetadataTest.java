package dev.rigel.perception.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NetworkMetadataTest {
  private static byte[] field(int number, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(number << 3 | 2);
    int length = content.length;
    while (length > 127) {
      out.write(length & 127 | 128);
      length >>= 7;
    }
    out.write(length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(out::writeBytes);
    return out.toByteArray();
  }

  private static byte[] model(String value) {
    return joined(
        new byte[] {1 << 3, 8},
        field(2, "maker".getBytes(UTF_8)),
        field(7, new byte[300]),
        field(14, joined(field(1, "character".getBytes(UTF_8)), field(2, value.getBytes(UTF_8)))));
  }

  @Test
  void keepsCharactersOutsideTheBasicPlane() throws IOException {
    String characters = "a\n\uD840\uDC0B\nb\n" + "é\n".repeat(200);

    assertThat(NetworkMetadata.read(ByteBuffer.wrap(model(characters))))
        .containsEntry("character", characters);
  }

  @Test
  void aTruncatedFileIsAnErrorOrHasNoEntry() {
    byte[] whole = model("a\nb");
    for (int length = 0; length < whole.length; length++) {
      ByteBuffer part = ByteBuffer.wrap(whole, 0, length);
      try {
        assertThat(NetworkMetadata.read(part)).doesNotContainKey("character");
      } catch (IOException expected) {
        assertThat(expected).hasMessageNotContaining("character");
      }
    }
  }

  @Test
  void anyBytesAreReadOrRefused() {
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      assertThatCode(
              () -> {
                try {
                  NetworkMetadata.read(ByteBuffer.wrap(bytes));
                } catch (IOException expected) {
                  // Refused, as it should be.
                }
              })
          .doesNotThrowAnyException();
    }
  }

  @Test
  void refusesALengthBeyondTheFile() {
    assertThatThrownBy(
            () -> NetworkMetadata.read(ByteBuffer.wrap(new byte[] {14 << 3 | 2, 100, 0})))
        .isInstanceOf(IOException.class);
  }
}
