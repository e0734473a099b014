package dev.rigel.media.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.MediaReader;
import dev.rigel.media.MediaSource;
import dev.rigel.media.Samples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.util.Promise;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SafeFetcherTest {
  private final CallScope scope = CallScope.unlimited();
  private final AtomicInteger requests = new AtomicInteger();
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

  @Test
  void fetchesFromAHostThatIsOpened() {
    answer("/picture", 200, "content");

    try (SafeFetcher fetcher = opened()) {
      assertThat(fetcher.fetch(url("/picture"), scope)).asString().isEqualTo("content");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://localhost./",
        "http://localhost:8080/",
        "http://0.0.0.0/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.1.2.3/",
        "http://100.64.0.1/",
        "http://[::1]/",
        "http://[fe80::1]/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://0x7f000001/",
        "http://[::ffff:10.0.0.1]/",
        "http://[2002:7f00:1::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2001:0:7f00:1::]/",
        "http://[2600::5efe:a00:1]/"
      })
  void robustness13and14refuseWhatIsNotPublic(String url) {
    try (SafeFetcher fetcher = new SafeFetcher(FetchSettings.DEFAULT)) {
      assertRefused(fetcher, url);
    }
  }

  @Test
  void robustness15connectsToExactlyTheAddressesThatWereChecked() {
    Deque<String> answers = new ArrayDeque<>(List.of("93.184.216.34", "127.0.0.1"));
    AtomicInteger lookups = new AtomicInteger();
    NameResolver rebinding =
        _ -> {
          lookups.incrementAndGet();
          return List.of(InetAddress.getByName(answers.removeFirst()));
        };
    try (CheckedResolver resolver = new CheckedResolver(FetchSettings.DEFAULT, rebinding)) {
      Promise.Completable<List<InetSocketAddress>> first = new Promise.Completable<>();
      resolver.resolve("rebind.example", 80, Map.of(), first);
      assertThat(first.join())
          .extracting(address -> address.getAddress().getHostAddress())
          .containsExactly("93.184.216.34");
      assertThat(lookups).hasValue(1);
      Promise.Completable<List<InetSocketAddress>> second = new Promise.Completable<>();
      resolver.resolve("rebind.example", 80, Map.of(), second);
      assertThatThrownBy(second::join).hasCauseInstanceOf(CheckedResolver.NotPublicException.class);
    }
  }

  @Test
  void robustness15refusesANameThatTurnsPrivateBeforeTheConnectionIsMade() {
    NameResolver inward = _ -> List.of(InetAddress.getLoopbackAddress());
    answer("/", 200, "inside");

    // Nothing looks the name up before the connection does: this one look-up is the checked one.
    try (SafeFetcher fetcher = new SafeFetcher(FetchSettings.DEFAULT, inward)) {
      assertThatThrownBy(() -> fetcher.fetch("http://rebind.example:8080/", scope))
          .hasMessageContaining("not public");
    }
    assertThat(requests).hasValue(0);
  }

  @Test
  void robustness15refusesANameWithBothKindsOfAddress() {
    NameResolver both =
        _ -> List.of(InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.1"));
    try (SafeFetcher fetcher = new SafeFetcher(FetchSettings.DEFAULT, both)) {
      assertThatThrownBy(() -> fetcher.fetch("http://both.example/", scope))
          .hasMessageContaining("not public");
    }
  }

  @Test
  void robustness16followsThreeRedirectsAndNoMore() {
    for (int hop = 0; hop < 20; hop++) {
      redirect("/hop" + hop, "/hop" + (hop + 1));
    }
    answer("/hop20", 200, "end");
    redirect("/loop", "/loop");

    try (SafeFetcher fetcher = opened()) {
      assertThat(fetcher.fetch(url("/hop17"), scope)).asString().isEqualTo("end");
      assertThatThrownBy(() -> fetcher.fetch(url("/hop16"), scope))
          .hasMessageContaining("more than 3 times");
      assertRefused(fetcher, url("/loop"));
      requests.set(0);
      assertRefused(fetcher, url("/hop0"));
      assertThat(requests).hasValue(4);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1/", "http://169.254.169.254/", "http://localhost:8080/", "http://[::1]/",
        "file:///etc/passwd", "gopher://example.org/", "ftp://example.org/x", "data:text/plain,x",
        "http://user:password@example.org/", "http://0x7f.1/", "//10.0.0.1/", "http://127.0.0.1:22/"
      })
  void robustness16refusesRedirectsInwardAndToOtherSchemes(String location) {
    redirect("/away", location);

    try (SafeFetcher fetcher = opened()) {
      assertRefused(fetcher, url("/away"));
      assertThat(requests).hasValue(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {22, 25, 6379, 11211})
  void robustness17refusesPortsOfOtherServices(int port) {
    try (SafeFetcher fetcher = new SafeFetcher(FetchSettings.DEFAULT)) {
      assertThatThrownBy(() -> fetcher.fetch("http://example.org:" + port + "/", scope))
          .hasMessageContaining("port " + port);
    }
  }

  @Test
  void robustness18stopsAnEndlessBody() {
    handle(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] block = new byte[8_192];
          while (true) {
            exchange.getResponseBody().write(block);
          }
        });

    try (SafeFetcher fetcher = opened(settings().withBytes(1_000_000))) {
      assertThatThrownBy(() -> fetcher.fetch(url("/endless"), scope))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
    }
  }

  @Test
  void robustness18stopsABodyOfOneByteASecond() {
    handle(
        "/slow",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (true) {
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            sleep(200);
          }
        });

    try (SafeFetcher fetcher =
        opened(settings().withTimes(Duration.ofSeconds(1), Duration.ofSeconds(1)))) {
      assertThatThrownBy(() -> fetcher.fetch(url("/slow"), scope))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED))
          .hasMessageContaining("too long");
    }
  }

  @Test
  void robustness18believesNoContentLength() throws Exception {
    try (SafeFetcher fetcher = opened();
        RawServer huge = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\nx");
        RawServer cut = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx");
        RawServer longer =
            new RawServer(
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nfourAndMore")) {
      try (SafeFetcher toHuge = opened(settings(huge.authority()))) {
        assertThatThrownBy(() -> toHuge.fetch("http://" + huge.authority() + "/", scope))
            .isInstanceOfSatisfying(
                RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
      }
      try (SafeFetcher toCut = opened(settings(cut.authority()))) {
        assertRefused(toCut, "http://" + cut.authority() + "/");
      }
      try (SafeFetcher toLonger = opened(settings(longer.authority()))) {
        assertThat(toLonger.fetch("http://" + longer.authority() + "/", scope))
            .asString()
            .isEqualTo("four");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/html", "application/pdf", "image/jpeg; charset=x", "", "no type at all"})
  void robustness18readsWhatThereIsWhateverTypeIsClaimed(String type) {
    byte[] png = Samples.encoded(Samples.quarters(8, 4, BufferedImage.TYPE_INT_RGB), "png");
    handle(
        "/typed",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(200, png.length);
          exchange.getResponseBody().write(png);
        });

    try (SafeFetcher fetcher = opened();
        MediaReader reader = new MediaReader()) {
      MediaSource source = MediaSource.remote(reader, fetcher, MediaSource.OwnContent.NONE);
      assertThat(source.read(url("/typed"), "messages[0]", scope)).isInstanceOf(Image.class);
    }
  }

  @Test
  void robustness18doesNotUnpackAGzipBomb() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bomb)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 50; i++) {
        gzip.write(zeros);
      }
    }
    handle(
        "/bomb",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          exchange.getResponseHeaders().add("Content-Type", "image/png");
          exchange.sendResponseHeaders(200, bomb.size());
          exchange.getResponseBody().write(bomb.toByteArray());
        });

    try (SafeFetcher fetcher = opened();
        MediaReader reader = new MediaReader()) {
      assertThat(fetcher.fetch(url("/bomb"), scope)).hasSize(bomb.size());
      MediaSource source = MediaSource.remote(reader, fetcher, MediaSource.OwnContent.NONE);
      assertThatThrownBy(() -> source.read(url("/bomb"), "messages[0]", scope))
          .isInstanceOfSatisfying(
              RigelException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA));
    }
  }

  @Test
  void robustness19refusesASelfSignedCertificate(@TempDir Path folder) throws Exception {
    HttpsServer secure =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder)));
    secure.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
        });
    secure.start();
    String host = "localhost:" + secure.getAddress().getPort();
    try (SafeFetcher fetcher = opened(settings(host))) {
      assertThatThrownBy(() -> fetcher.fetch("https://" + host + "/", scope))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED))
          .hasMessageContaining("certificate");
    } finally {
      secure.stop(0);
    }
    assertThat(requests).hasValue(0);
  }

  @Test
  void robustness19reportsAServerThatResetsMidway() throws Exception {
    try (RawServer reset = new RawServer("HTTP/1.1 200 OK\r\nContent-Len");
        SafeFetcher fetcher = opened(settings(reset.authority()))) {
      assertThatThrownBy(() -> fetcher.fetch("http://" + reset.authority() + "/x?secret=1", scope))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED))
          .hasMessageContaining("/x")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void robustness19refusesAnErrorPageWithStatus200NamingThePart() {
    answer("/page", 200, "<!DOCTYPE html><html><body>Sorry</body></html>");

    try (SafeFetcher fetcher = opened();
        MediaReader reader = new MediaReader()) {
      MediaSource source = MediaSource.remote(reader, fetcher, MediaSource.OwnContent.NONE);
      assertThatThrownBy(() -> source.read(url("/page"), "messages[0].content[1].image_url", scope))
          .isInstanceOfSatisfying(
              RigelException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA);
                assertThat(e.param()).contains("messages[0].content[1].image_url");
              })
          .hasMessageContaining("HTML");
    }
  }

  @Test
  void robustness20saysThatASignedUrlMayHaveExpired() {
    answer("/signed", 403, "expired");

    try (SafeFetcher fetcher = opened()) {
      assertThatThrownBy(() -> fetcher.fetch(url("/signed?sig=abc"), scope))
          .hasMessageContaining("403")
          .hasMessageContaining("expired")
          .hasMessageNotContaining("abc");
    }
  }

  @Test
  void saysThatANameIsNotKnown() {
    NameResolver none =
        host -> {
          throw new java.net.UnknownHostException(host);
        };
    try (SafeFetcher fetcher = new SafeFetcher(FetchSettings.DEFAULT, none)) {
      assertThatThrownBy(() -> fetcher.fetch("http://nowhere.example/", scope))
          .hasMessageContaining("nowhere.example is not known");
    }
  }

  @Test
  void stopsWhenTheRunIsCancelled() {
    handle(
        "/hang",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().flush();
          sleep(20_000);
        });
    Cancellation cancellation = new Cancellation();
    CallScope cancellable = new CallScope(Deadline.never(), cancellation, Budget.standard());
    CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)
        .execute(() -> cancellation.cancel("the client went away"));

    try (SafeFetcher fetcher = opened()) {
      assertThatThrownBy(() -> fetcher.fetch(url("/hang"), cancellable))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
  }

  @Test
  void sendsNoSecretsAndNoCookies() {
    CompletableFuture<String> seen = new CompletableFuture<>();
    handle(
        "/cookie",
        exchange -> {
          seen.complete(
              exchange.getRequestHeaders().containsKey("Cookie")
                  + " "
                  + exchange.getRequestHeaders().getFirst("Accept-Encoding"));
          exchange.getResponseHeaders().add("Set-Cookie", "a=b");
          exchange.sendResponseHeaders(200, 1);
          exchange.getResponseBody().write('x');
        });
    try (SafeFetcher fetcher = opened()) {
      fetcher.fetch(url("/cookie"), scope);
      fetcher.fetch(url("/cookie"), scope);
      assertThat(seen.join()).isEqualTo("false null");
    }
  }

  private FetchSettings settings(String... more) {
    Set<String> allowed = new java.util.HashSet<>(List.of(more));
    allowed.add(authority);
    return FetchSettings.DEFAULT
        .withAllow(allowed)
        .withTimes(Duration.ofSeconds(3), Duration.ofSeconds(10));
  }

  private SafeFetcher opened() {
    return opened(settings());
  }

  private static SafeFetcher opened(FetchSettings settings) {
    return new SafeFetcher(settings);
  }

  private String url(String path) {
    return "http://" + authority + path;
  }

  private void answer(String path, int status, String body) {
    handle(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
        });
  }

  private void redirect(String path, String location) {
    handle(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Location", location);
          exchange.sendResponseHeaders(302, -1);
        });
  }

  private void handle(String path, HttpHandler handler) {
    server.createContext(
        path,
        (HttpExchange exchange) -> {
          requests.incrementAndGet();
          try (exchange) {
            handler.handle(exchange);
          }
        });
  }

  private void assertRefused(SafeFetcher fetcher, String url) {
    assertThatThrownBy(() -> fetcher.fetch(url, scope))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED));
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static SSLContext selfSigned(Path folder) throws Exception {
    Path store = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    keytool.waitFor();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** Sends the same bytes to everybody and closes. */
  private static final class RawServer implements AutoCloseable {
    private final ServerSocket socket;

    RawServer(String answer) throws IOException {
      socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
      Thread.startVirtualThread(() -> {
        while (!socket.isClosed()) {
          try (Socket client = socket.accept()) {
            client.getInputStream().read(new byte[1_024]);
            client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            client.getOutputStream().flush();
          } catch (IOException _) {
            // The next client.
          }
        }
      });
    }

    String authority() {
      return "127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
