package dev.rigel.media.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SafeSenderTest {
  private static final byte[] BODY = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);

  private final List<String> received = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private String authority;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    authority = "127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private SafeSender opened() {
    return new SafeSender(FetchSettings.DEFAULT.withAllow(Set.of(authority)));
  }

  private void answer(String path, int status, Map<String, String> headers) {
    server.createContext(
        path,
        exchange -> {
          note(exchange);
          headers.forEach(exchange.getResponseHeaders()::set);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }

  private void note(HttpExchange exchange) throws IOException {
    received.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Content-Type")
            + " "
            + exchange.getRequestHeaders().getFirst("X-Rigel-Delivery")
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  private String url(String path) {
    return "http://" + authority + path;
  }

  @Test
  void postsJsonWithItsHeaders() throws IOException {
    answer("/hook", 204, Map.of());
    try (SafeSender sender = opened()) {
      assertThat(sender.post(url("/hook?a=b"), Map.of("X-Rigel-Delivery", "d1"), BODY))
          .isEqualTo(204);
    }
    assertThat(received).containsExactly("POST /hook?a=b application/json d1 {\"id\":\"1\"}");
  }

  @Test
  void robustness60_followsNoRedirect() throws IOException {
    answer("/hook", 307, Map.of("Location", url("/inside")));
    answer("/inside", 200, Map.of());
    try (SafeSender sender = opened()) {
      assertThat(sender.post(url("/hook"), Map.of(), BODY)).isEqualTo(307);
    }
    assertThat(received).hasSize(1);
  }

  @Test
  void robustness60_doesNotReadAnAnswerWithoutEnd() throws IOException {
    server.createContext(
        "/hook",
        exchange -> {
          note(exchange);
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream body = exchange.getResponseBody()) {
            while (true) {
              body.write(new byte[64 * 1024]);
            }
          } catch (IOException e) {
            // The sender has seen enough.
          }
        });
    try (SafeSender sender = opened()) {
      assertThat(sender.post(url("/hook"), Map.of(), BODY)).isEqualTo(200);
    }
  }

  @Test
  void robustness60_waitsForASlowReceiverOnlySoLong() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        SafeSender sender =
            new SafeSender(
                FetchSettings.DEFAULT
                    .withAllow(Set.of("127.0.0.1:" + silent.getLocalPort()))
                    .withTimes(Duration.ofSeconds(1), Duration.ofMillis(300)))) {
      assertThatThrownBy(
              () -> sender.post("http://127.0.0.1:" + silent.getLocalPort() + "/", Map.of(), BODY))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void robustness60_reportsADeadReceiver() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (SafeSender sender =
        new SafeSender(FetchSettings.DEFAULT.withAllow(Set.of("127.0.0.1:" + port)))) {
      assertThatThrownBy(() -> sender.post("http://127.0.0.1:" + port + "/", Map.of(), BODY))
          .isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/hook",
        "http://localhost/hook",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://2130706433/",
        "http://93.184.216.34:22/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "http://user:secret@example.com/",
        "not a url",
      })
  void robustness60_refusesWhatMayNotBeCalled(String url) {
    try (SafeSender sender = new SafeSender(FetchSettings.DEFAULT)) {
      assertThatThrownBy(() -> sender.check(url))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED));
      assertThatThrownBy(() -> sender.post(url, Map.of(), BODY))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED));
    }
  }

  @Test
  void robustness60_checksAgainAsItConnects() {
    Deque<String> answers = new ArrayDeque<>(List.of("93.184.216.34", "127.0.0.1"));
    NameResolver rebinding = _ -> List.of(InetAddress.getByName(answers.removeFirst()));
    try (SafeSender sender = new SafeSender(FetchSettings.DEFAULT, rebinding)) {
      assertThatCode(() -> sender.check("http://rebind.example/")).doesNotThrowAnyException();
      assertThatThrownBy(() -> sender.post("http://rebind.example/", Map.of(), BODY))
          .isInstanceOf(RigelException.class)
          .hasMessageContaining("not public");
    }
  }

  @Test
  void takesAHostThatIsNotKnownYet() {
    NameResolver nobody =
        host -> {
          throw new UnknownHostException(host);
        };
    try (SafeSender sender = new SafeSender(FetchSettings.DEFAULT, nobody)) {
      assertThatCode(() -> sender.check("https://later.example/hook")).doesNotThrowAnyException();
    }
  }
}
