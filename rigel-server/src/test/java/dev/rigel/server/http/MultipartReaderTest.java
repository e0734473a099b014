package dev.rigel.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.protocol.ValidationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartReaderTest {
  private static final Optional<String> TYPE = Optional.of("multipart/form-data; boundary=B");

  /** What came, by field; files with their names. */
  private static final class Collected implements MultipartReader.Parts {
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, ByteArrayOutputStream> files = new LinkedHashMap<>();

    @Override
    public OutputStream file(String field, String filename) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      files.put(field + "/" + filename, content);
      return content;
    }

    @Override
    public void text(String field, String value) {
      texts.put(field, value);
    }
  }

  /** Gives a body in pieces of any size. */
  private static final class Pieces extends InputStream {
    private final InputStream all;
    private final Random random;

    private Pieces(byte[] body, long seed) {
      all = new ByteArrayInputStream(body);
      random = new Random(seed);
    }

    @Override
    public int read() throws IOException {
      return all.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return all.read(buffer, offset, Math.min(length, 1 + random.nextInt(7)));
    }
  }

  private static Collected read(String body) throws IOException {
    Collected collected = new Collected();
    MultipartReader.read(
        TYPE, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), collected);
    return collected;
  }

  private static String part(String disposition, String content) {
    return "--B\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
  }

  @Test
  void readsFilesAndFieldsHoweverTheyArrive() throws IOException {
    byte[] content = new byte[5_000];
    new Random(1).nextBytes(content);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(part("name=\"purpose\"", "vision").getBytes(StandardCharsets.UTF_8));
    body.writeBytes(
        "--B\r\nContent-Disposition: form-data; name=file; filename=\"ä b.bin\"\r\n\r\n"
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n--B--\r\n".getBytes(StandardCharsets.UTF_8));
    for (long seed = 0; seed < 20; seed++) {
      Collected collected = new Collected();
      MultipartReader.read(TYPE, new Pieces(body.toByteArray(), seed), collected);
      assertThat(collected.texts).containsExactly(Map.entry("purpose", "vision"));
      assertThat(collected.files.keySet()).containsExactly("file/ä b.bin");
      assertThat(collected.files.get("file/ä b.bin").toByteArray()).isEqualTo(content);
    }
  }

  @Test
  void readsNamesInEveryFashion() throws IOException {
    assertThat(read(part("name=\"f\"; filename*=UTF-8''%E2%82%AC.png", "x") + "--B--").files)
        .containsOnlyKeys("f/€.png");
    assertThat(read(part("name=\"f\"; filename=\"%22a%22.png\"", "x") + "--B--").files)
        .containsOnlyKeys("f/\"a\".png");
    assertThat(read(part("name=\"f\"; filename=\"100%.png\"", "x") + "--B--").files)
        .containsOnlyKeys("f/100%.png");
    assertThat(read(part("name=\"f\"; filename=\"\"", "x") + "--B--").files).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "--B",
        "--B\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\nhalf of it",
        "--C\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nx\r\n--C--",
        "--B\r\nno header\r\n\r\nx\r\n--B--",
      })
  void refusesWhatIsNoForm(String body) {
    assertThatThrownBy(() -> read(body)).isInstanceOf(ValidationException.class);
  }

  @Test
  void refusesWhatIsTooMuch() {
    assertThatThrownBy(() -> read(part("name=\"t\"", "x".repeat(70_000)) + "--B--"))
        .isInstanceOf(ValidationException.class);
    assertThatThrownBy(() -> read(part("name=\"" + "n".repeat(20_000) + "\"", "x") + "--B--"))
        .isInstanceOf(ValidationException.class);
    assertThatThrownBy(() -> read(part("name=\"t\"", "x").repeat(500) + "--B--"))
        .isInstanceOf(ValidationException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "multipart/form-data", "multipart/form-data; boundary="})
  void refusesOtherTypes(String type) {
    assertThatThrownBy(() ->
            MultipartReader.read(Optional.of(type), InputStream.nullInputStream(), new Collected()))
        .isInstanceOf(ValidationException.class);
  }

  @Test
  void passesOnWhatTheReceiverThrows() {
    MultipartReader.Parts full =
        new MultipartReader.Parts() {
          @Override
          public OutputStream file(String field, String filename) {
            return new OutputStream() {
              @Override
              public void write(int b) {
                throw new IllegalStateException("full");
              }
            };
          }

          @Override
          public void text(String field, String value) {}
        };
    byte[] body =
        (part("name=\"f\"; filename=\"a\"", "content") + "--B--").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> MultipartReader.read(TYPE, new ByteArrayInputStream(body), full))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("full");
  }
}
