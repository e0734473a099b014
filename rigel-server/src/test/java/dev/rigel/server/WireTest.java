package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.server.settings.Setting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on the wire, and what of it is refused. */
class WireTest {
  private static final String BODY = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  private static final String POST =
      "POST /v1/openai/chat/completions HTTP/1.1\r\nHost: localhost\r\n";

  private ServerFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture = new ServerFixture(Map.of(Setting.BODY_LIMIT, "1MiB"));
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
  }

  @Test
  void spellsContentTypeAsStrictClientsLookItUp() throws IOException {
    assertThat(exchange("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .contains("\r\nContent-Type: application/json\r\n")
        .contains("\r\nx-request-id: req_");
    assertThat(exchange("GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404")
        .contains("\r\nContent-Type: application/json\r\n");
  }

  @Test
  void saysNothingAboutItsServerSoftware() throws IOException {
    assertThat(exchange("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .doesNotContainIgnoringCase("jetty");
  }

  @Test
  void keepsAConnectionForTheNextRequest() throws IOException {
    try (RawConnection connection = connect()) {
      connection.say("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n").until("}");
      for (int i = 0; i < 3; i++) {
        connection.say(POST + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY);
        assertThat(connection.until("\"session_id\":\"")).contains("200 OK");
        connection.until("}");
      }
    }
  }

  @Test
  void takesChunkedBodies() throws IOException {
    assertThat(
            exchange(
                POST
                    + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                    + Integer.toHexString(BODY.length())
                    + "\r\n"
                    + BODY
                    + "\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void robustness6_refusesBothWaysToGiveALength() throws IOException {
    assertThat(
            exchange(
                POST
                    + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "0\r\n\r\nGET /v1/openai/models HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .containsOnlyOnce("HTTP/1.1")
        .contains("\"detail\":", "\"error\":");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz", "-1", "ffffffffffffffffff", "5 5"})
  void robustness6_refusesWrongChunkSizes(String size) throws IOException {
    String answer =
        exchange(POST + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n" + BODY + "\r\n");
    assertThat(answer)
        .doesNotContain(" 200 ")
        .satisfiesAnyOf(
            a -> assertThat(a).isEmpty(), a -> assertThat(a).startsWith("HTTP/1.1 400"));
  }

  @Test
  void robustness6_cutsOffWhatComesAfterTooShortALength() throws IOException {
    String answer = exchange(POST + "Content-Length: 10\r\n\r\n" + BODY);
    assertThat(answer).startsWith("HTTP/1.1 422");
    assertThat(fixture.agent.requests).isEmpty();
  }

  @Test
  void robustness6_refusesALengthThatIsNoNumber() throws IOException {
    assertThat(exchange(POST + "Content-Length: 1e3\r\n\r\n" + BODY)).startsWith("HTTP/1.1 400");
    assertThat(exchange(POST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n" + BODY))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void robustness6_refusesCompressedBodies() throws Exception {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
      zip.write(new byte[10_000_000]);
    }
    var response =
        fixture.send(
            fixture
                .request("/v1/openai/chat/completions")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bomb.toByteArray()))
                .build());
    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(response.body()).contains("unsupported_media");
  }

  @Test
  void refusesABodyOverTheLimitByItsLength() throws Exception {
    var response = fixture.chat("x".repeat(2_000_000));
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("too_large");
  }

  @Test
  void refusesAChunkedBodyOverTheLimit() throws Exception {
    var response =
        fixture.send(
            fixture
                .request("/v1/openai/chat/completions")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> spaces(20_000_000)))
                .build());
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(fixture.get("/health").statusCode()).isEqualTo(200);
  }

  private static InputStream spaces(int count) {
    return new SequenceInputStream(
        new java.io.ByteArrayInputStream(new byte[0]), InputStream.nullInputStream()) {
      private int left = count;

      @Override
      public int read() {
        return left-- > 0 ? ' ' : -1;
      }

      @Override
      public int read(byte[] into, int offset, int length) {
        if (left <= 0) {
          return -1;
        }
        int now = Math.min(length, left);
        java.util.Arrays.fill(into, offset, offset + now, (byte) ' ');
        left -= now;
        return now;
      }
    };
  }

  @Test
  void robustness8_refusesAHeaderOfAMegabyte() throws IOException {
    String answer;
    try (RawConnection connection = connect()) {
      connection.say("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Long: ");
      try {
        connection.say("x".repeat(1_000_000) + "\r\n\r\n");
      } catch (IOException e) {
        // Refused while it was still being sent, which is as good.
      }
      try {
        answer = connection.everything();
      } catch (IOException e) {
        answer = "";
      }
    }
    assertThat(answer).doesNotContain(" 200 ");
    if (!answer.isEmpty()) {
      assertThat(answer).startsWith("HTTP/1.1 431").contains("\"error\":");
    }
    assertThat(exchange("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/artifacts/..%2f..%2fetc/passwd",
        "/v1/artifacts/%2e%2e/%2e%2e",
        "/v1/artifacts/9bf846ba-340d-4921-b156-ca90b5610269/img%00",
        "/v1/artifacts/9bf846ba-340d-4921-b156-ca90b5610269/..",
        "/v1/artifacts?session_id=..%2f..%2f&object_id=..%2f..%2fetc%2fpasswd",
        "/v1/signed/..%2f..%2f",
        "/v1/../../etc/passwd",
      })
  void robustness11_findsNothingOutsideTheArtifacts(String path) throws IOException {
    assertThat(
            exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .matches("(?s)HTTP/1.1 (400|404|422) .*")
        .contains("\"detail\":", "\"error\":");
  }

  @Test
  void answersUnknownPathsAndMethodsInBothShapes() throws Exception {
    for (String path : new String[] {"/", "/v1", "/v1/nothing", "/v1/files/a/b"}) {
      var response = fixture.get(path);
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.body()).contains("\"detail\":\"", "\"code\":\"not_found\"");
    }
    var wrongMethod = fixture.get("/v1/openai/chat/completions");
    assertThat(wrongMethod.statusCode()).isEqualTo(405);
    assertThat(wrongMethod.headers().firstValue("allow")).contains("POST");
    assertThat(wrongMethod.body()).contains("\"detail\":\"", "\"error\":{");
  }

  @Test
  void answersHeadWithoutABody() throws IOException {
    String answer =
        exchange("HEAD /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
  }

  @Test
  void goesOnAfterAClientThatLeavesInTheMiddleOfItsBody() throws Exception {
    try (RawConnection connection = connect()) {
      connection.say(POST + "Content-Length: 1000\r\n\r\n{\"mess");
    }
    assertThat(fixture.chat(BODY).statusCode()).isEqualTo(200);
    assertThat(fixture.agent.requests).hasSize(1);
  }

  private RawConnection connect() throws IOException {
    return new RawConnection(fixture.server.address());
  }

  private String exchange(String request) throws IOException {
    try (RawConnection connection = connect()) {
      return new String(
          connection.say(request).everything().getBytes(StandardCharsets.UTF_8),
          StandardCharsets.UTF_8);
    }
  }
}
