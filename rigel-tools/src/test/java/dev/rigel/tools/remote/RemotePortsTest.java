package dev.rigel.tools.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.ImageFormat;
import dev.rigel.media.MediaReader;
import dev.rigel.media.Region;
import dev.rigel.program.RunListener;
import dev.rigel.tools.Bench;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.RemotePorts;
import dev.rigel.tools.Samples;
import java.awt.Color;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What every port behind an endpoint promises, tried on each against one fake endpoint. */
class RemotePortsTest {
  private static final Image PICTURE = Samples.plain(80, 40, Color.RED);

  private final Bench bench = new Bench();
  private final MediaReader reader = new MediaReader();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private volatile int status = 200;
  private volatile String answer = "{}";
  private volatile JsonNode asked;
  private volatile String authorization = "";
  private volatile Duration pause = Duration.ZERO;

  /** Each port, its task, a good answer to it, and a way of asking it. */
  enum Port {
    DETECTOR(
        "detect",
        "{\"regions\":[{\"label\":\"helmet\",\"box\":[0.1,0.2,0.3,0.4],\"confidence\":0.9}]}") {
      @Override
      Object ask(JsonEndpoint endpoint, RemotePortsTest test, CallContext context) {
        return new RemoteDetector(endpoint).detect(PICTURE, Set.of("helmet"), context.scope());
      }
    },
    SEGMENTER("segment", "{\"regions\":[{\"mask\":" + picture() + "}]}") {
      @Override
      Object ask(JsonEndpoint endpoint, RemotePortsTest test, CallContext context) {
        return new RemoteSegmenter(endpoint, test.reader)
            .segment(PICTURE, List.of(Samples.region("dog", 0.1, 0.2, 0.3, 0.4)), context.scope());
      }
    },
    LOOKER("look", "{\"text\":\" A red field. \"}") {
      @Override
      Object ask(JsonEndpoint endpoint, RemotePortsTest test, CallContext context) {
        return new RemoteLooker(endpoint).look(PICTURE, "What is it?", context);
      }
    },
    GENERATOR("generate", "{\"image\":" + picture() + "}") {
      @Override
      Object ask(JsonEndpoint endpoint, RemotePortsTest test, CallContext context) {
        return new RemoteGenerator(endpoint, test.reader).generate("a red field", context);
      }
    },
    EDITOR("edit", "{\"image\":" + picture() + "}") {
      @Override
      Object ask(JsonEndpoint endpoint, RemotePortsTest test, CallContext context) {
        return new RemoteGenerator(endpoint, test.reader).edit(PICTURE, "make it blue", context);
      }
    },
    SEARCHER(
        "search",
        "{\"results\":[{\"title\":\"Rigel\",\"text\":\"a"
            + " star\",\"url\":\"https://example.org\"}]}") {
      @Override
      Object ask(JsonEndpoint endpoint, RemotePortsTest test, CallContext context) {
        return new RemoteSearcher(endpoint).search("rigel", context);
      }
    };

    private final String task;
    private final String good;

    Port(String task, String good) {
      this.task = task;
      this.good = good;
    }

    abstract Object ask(JsonEndpoint endpoint, RemotePortsTest test, CallContext context);
  }

  private static String picture() {
    byte[] png = Samples.plain(80, 40, Color.WHITE).encode(ImageFormat.PNG);
    return "{\"media_type\":\"image/png\",\"data\":\""
        + Base64.getEncoder().encodeToString(png)
        + "\"}";
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          asked = JsonEndpoint.JSON.readTree(exchange.getRequestBody().readAllBytes());
          authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
          try {
            Thread.sleep(pause);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          if (status / 100 == 3) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
          }
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
    reader.close();
  }

  private JsonEndpoint endpoint() {
    return new JsonEndpoint(
        "detector.endpoint",
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/rigel"),
        Optional.of("the key"));
  }

  private Object ask(Port port) {
    return port.ask(endpoint(), this, bench.context());
  }

  @ParameterizedTest
  @EnumSource
  void asksForItsTaskWithTheKey(Port port) {
    answer = port.good;

    assertThat(ask(port)).isNotNull();

    assertThat(asked.path("task").asString()).isEqualTo(port.task);
    assertThat(authorization).isEqualTo("Bearer the key");
    if (asked.has("image")) {
      byte[] sent = Base64.getDecoder().decode(asked.path("image").path("data").asString());
      assertThat(reader.readImage(sent, CallScope.unlimited()).width()).isEqualTo(80);
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysThatTheEndpointFailedAndNothingOfWhatItSaid(Port port) {
    for (String wrong :
        List.of(
            "secret words",
            "[]",
            "{}",
            "{\"text\":7}",
            "{\"regions\":[{\"box\":[10,20,300,400],\"mask\":{}}]}",
            "{\"regions\":[{},{}]}",
            "{\"image\":{\"data\":\"secret\"},\"results\":{}}")) {
      answer = wrong;
      assertThatThrownBy(() -> ask(port))
          .as(wrong)
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FAILED))
          .hasMessageContaining("detector.endpoint")
          .hasMessageNotContaining("secret");
    }
    answer = port.good;
    for (int wrong : new int[] {302, 404, 500}) {
      status = wrong;
      assertThatThrownBy(() -> ask(port))
          .hasMessageContaining("detector.endpoint")
          .hasMessageContaining(Integer.toString(wrong));
    }
    server.stop(0);
    assertThatThrownBy(() -> ask(port)).hasMessageContaining("could not be reached");
  }

  @ParameterizedTest
  @EnumSource
  void waitsNoLongerThanTheRunMay(Port port) {
    answer = port.good;
    pause = Duration.ofSeconds(20);
    CallScope scope =
        new CallScope(
            Deadline.after(Duration.ofMillis(300)), new Cancellation(), Budget.standard());
    CallContext context = new CallContext(bench.context().workspace(), scope, new RunListener() {});
    long start = System.nanoTime();

    assertThatThrownBy(() -> port.ask(endpoint(), this, context)).hasMessageContaining("time");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void placesComeBackAsPartsOfThePicture() {
    answer = Port.DETECTOR.good;

    List<Region> found =
        new RemoteDetector(endpoint()).detect(PICTURE, Set.of("helmet"), CallScope.unlimited());

    assertThat(found)
        .singleElement()
        .satisfies(region -> {
          assertThat(region.label()).isEqualTo("helmet");
          assertThat(region.source()).isEqualTo(PICTURE.contentHash());
          assertThat(region.box().intersectionOverUnion(Box.ofEdges(0.1, 0.2, 0.4, 0.6)))
              .isGreaterThan(0.999);
          assertThat(region.confidence()).isEqualTo(0.9);
        });
    assertThat(asked.path("labels").values().stream().map(JsonNode::asString))
        .containsExactly("helmet");
  }

  @Test
  void aMaskHasThePicturesSize() {
    answer = Port.SEGMENTER.good;

    @SuppressWarnings("unchecked")
    List<Region> outlined = (List<Region>) ask(Port.SEGMENTER);

    assertThat(outlined)
        .singleElement()
        .satisfies(region -> {
          assertThat(region.label()).isEqualTo("dog");
          assertThat(region.mask().orElseThrow().width()).isEqualTo(80);
          assertThat(region.mask().orElseThrow().alpha()).containsOnly((byte) 255);
        });
  }

  @Test
  void detectAsksItOnlyForWhatTheBuiltInDetectorDoesNotKnow() {
    answer = Port.DETECTOR.good;
    bench.objects = List.of(Samples.region("dog", 0.4, 0.6, 0.1, 0.1));
    bench.remote = RemotePorts.NONE.withDetector(new RemoteDetector(endpoint()));

    assertThat(bench.regions("detect", "image", PICTURE, "labels", List.of("dogs")))
        .extracting(Region::label)
        .containsExactly("dog");
    assertThat(asked).isNull();
    assertThat(bench.regions("detect", "image", PICTURE, "labels", List.of("dogs", "helmet")))
        .hasSize(2);
    assertThat(bench.warnings).isEmpty();
  }

  @Test
  void toolsAppearWithTheirEndpointAndSayWhatIsMissingWithoutIt() {
    assertThat(bench.toolbox().offered().tool("generate")).isEmpty();
    assertThatThrownBy(() -> bench.call("generate", "prompt", "a red field"))
        .hasMessageContaining("generator.endpoint");
    answer = Port.GENERATOR.good;
    bench.remote =
        RemotePorts.NONE
            .withGenerator(new RemoteGenerator(endpoint(), reader))
            .withSearcher(new RemoteSearcher(endpoint()));

    assertThat(Stream.of("generate", "edit", "search_web"))
        .allSatisfy(name -> assertThat(bench.toolbox().offered().tool(name)).isPresent());
    assertThat(bench.call("generate", "prompt", "a red field"))
        .isInstanceOfSatisfying(Image.class, made -> assertThat(made.width()).isEqualTo(80));
  }
}
