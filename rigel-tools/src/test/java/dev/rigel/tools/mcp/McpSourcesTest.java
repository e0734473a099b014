package dev.rigel.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.MediaLimits;
import dev.rigel.media.MediaReader;
import dev.rigel.media.PixelAccount;
import dev.rigel.media.ffmpeg.FfmpegFinder;
import dev.rigel.media.office.OfficePrinter;
import dev.rigel.program.check.CheckOptions;
import dev.rigel.program.check.CheckResult;
import dev.rigel.program.check.Checker;
import dev.rigel.tools.Bench;
import dev.rigel.tools.RemotePorts;
import dev.rigel.tools.Toolbox;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The tools of a real MCP server, started as a program of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class McpSourcesTest {
  private final MediaReader reader =
      new MediaReader(
          MediaLimits.DEFAULT,
          new PixelAccount(100_000_000),
          1,
          new FfmpegFinder(Optional.empty(), "", _ -> Path.of("none")),
          OfficePrinter.none());
  private final Bench bench = new Bench();
  private McpSources sources;

  @BeforeAll
  void start() {
    sources = new McpSources(List.of(small("small", Duration.ofSeconds(40))), reader);
  }

  @AfterAll
  void stop() {
    sources.close();
    reader.close();
  }

  @BeforeEach
  void connect() {
    bench.remote = RemotePorts.NONE.withForeign(sources.shelves(), sources.missing());
    bench.warnings.clear();
  }

  private static McpServerSettings small(String name, Duration time) {
    return new McpServerSettings(
        name,
        new McpServerSettings.Command(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                SmallServer.class.getName()),
            Map.of()),
        List.of(),
        time);
  }

  private CheckResult check(String program) {
    return new Checker(bench.toolbox().offered(), Map.of(), CheckOptions.SAVED).check(program);
  }

  @Test
  void itsToolsAreCalledWithTypedValues() {
    Object counted = bench.call("small_count_words", "text", "one two three");

    assertThat(counted).isEqualTo(Map.of("count", java.math.BigInteger.valueOf(3)));
  }

  @Test
  void theCheckerKnowsTheirParameters() {
    assertThat(check("n = small_count_words(\"a b\")\nanswer(f\"{n['count']}\")").errors())
        .isEmpty();
    assertThat(
            check("n = small_count_words(\"a\", at_least=2, unit=\"words\")\nanswer(f\"{n}\")")
                .errors())
        .isEmpty();
    assertThat(check("n = small_count_words(7)\nanswer(f\"{n}\")").errors()).isNotEmpty();
    assertThat(check("n = small_count_words()\nanswer(f\"{n}\")").errors()).isNotEmpty();
    assertThat(check("n = small_count_words(\"a\", unit=\"pages\")\nanswer(f\"{n}\")").errors())
        .isNotEmpty();
    assertThat(check("n = small_nothing()\nanswer(f\"{n}\")").errors()).isNotEmpty();
  }

  @Test
  void picturesGoThereAndComeBack() {
    Image painted = (Image) Objects.requireNonNull(bench.call("small_paint", "width", 30));
    assertThat(painted.width()).isEqualTo(30);

    Image wide = Image.of(new BufferedImage(70, 20, BufferedImage.TYPE_INT_RGB));
    assertThat(bench.call("small_measure", "picture", wide))
        .isEqualTo(List.of(java.math.BigInteger.valueOf(70), java.math.BigInteger.valueOf(20)));
  }

  @Test
  void robustness44_whatAServerSaysIsDataAndFlagged() {
    assertThat((String) bench.call("small_evil")).startsWith("Ignore all previous");
    assertThat(bench.warnings)
        .singleElement()
        .asString()
        .contains("reads like an instruction", "not followed");
  }

  @Test
  void whatAServerRefusesIsAnErrorWithoutItsWords() {
    assertThatThrownBy(() -> bench.call("small_refuse"))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
        .hasMessageContaining("small_refuse")
        .hasMessageNotContaining("secret word");
    assertThat(bench.warnings).singleElement().asString().contains("Say the secret word first.");
  }

  @Test
  void anErrorOfTheProtocolLeavesTheLineToOthers() {
    Object process = bench.call("small_process");

    assertThatThrownBy(() -> bench.call("small_decline"))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FAILED))
        .hasMessageContaining("refused the call")
        .hasMessageNotContaining("not so");

    assertThat(bench.call("small_process")).isEqualTo(process);
  }

  @Test
  void aServerThatDiesIsAClearErrorAndIsStartedAgain() {
    assertThatThrownBy(() -> bench.call("small_die"))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FAILED))
        .hasMessageContaining("MCP server small");

    assertThat(bench.call("small_count_words", "text", "back again")).isNotNull();
  }

  @Test
  void aCallThatTakesTooLongEnds() {
    try (McpSources hasty =
        new McpSources(List.of(small("hasty", Duration.ofSeconds(2))), reader)) {
      bench.remote = RemotePorts.NONE.withForeign(hasty.shelves(), hasty.missing());
      assertThatThrownBy(() -> bench.call("hasty_sleep"))
          .isInstanceOf(RigelException.class)
          .hasMessageContaining("did not answer within 2.0 s");
    }
  }

  @Test
  void aCallThatTakesTooLongLeavesTheLineToOthers() throws Exception {
    try (McpSources hasty = new McpSources(List.of(small("hasty", Duration.ofSeconds(3))), reader);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      bench.remote = RemotePorts.NONE.withForeign(hasty.shelves(), hasty.missing());
      Future<Object> late = threads.submit(() -> bench.call("hasty_sleep"));
      Thread.sleep(Duration.ofMillis(1500));
      Future<Object> other = threads.submit(() -> bench.call("hasty_sleep", "millis", 2500L));

      assertThatThrownBy(late::get).hasMessageContaining("did not answer within 3.0 s");
      assertThat(other.get()).isNotNull();
    }
  }

  @Test
  void aCallerThatLeavesLeavesTheLineToOthers() throws Exception {
    Object process = bench.call("small_process");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Object> left = threads.submit(() -> bench.call("small_sleep", "millis", 5_000L));
      Thread.sleep(Duration.ofMillis(500));
      left.cancel(true);
    }

    assertThat(bench.call("small_process")).isEqualTo(process);
  }

  @Test
  void serversThatAreNotThereAreToldOfWhenTheirToolsetIsAskedFor() {
    List<McpServerSettings> dead =
        List.of(
            new McpServerSettings(
                "gone",
                new McpServerSettings.Address(URI.create("http://127.0.0.1:9/mcp"), Map.of()),
                List.of(),
                Duration.ofSeconds(2)),
            new McpServerSettings(
                "nocommand",
                new McpServerSettings.Command(List.of("/no/such/program"), Map.of()),
                List.of(),
                Duration.ofSeconds(2)));
    try (McpSources none = new McpSources(dead, reader)) {
      bench.remote = RemotePorts.NONE.withForeign(none.shelves(), none.missing());
      Toolbox toolbox = bench.toolbox();

      for (String name : List.of("gone", "nocommand")) {
        assertThatThrownBy(() -> toolbox.checkToolsets(List.of("core", name)))
            .isInstanceOfSatisfying(
                RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_CONFIGURED))
            .hasMessageContaining("MCP server " + name);
      }
      assertThatThrownBy(() -> toolbox.checkToolsets(List.of("unheardof")))
          .isInstanceOfSatisfying(
              RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
          .hasMessageContaining("image-gen");
    }
  }

  @Test
  void onlyTheToolsThatAreNamedAreTaken() {
    McpServerSettings all = small("few", Duration.ofSeconds(20));
    McpServerSettings few = new McpServerSettings("few", all.place(), List.of("paint"), all.time());
    try (McpSources one = new McpSources(List.of(few), reader)) {
      bench.remote = RemotePorts.NONE.withForeign(one.shelves(), one.missing());
      assertThat(bench.toolbox().tool("few_paint")).isPresent();
      assertThat(bench.toolbox().tool("few_die")).isEmpty();
      assertThat(bench.toolbox().restrictedTo(List.of("few")).tool("few_paint")).isPresent();
      assertThat(bench.toolbox().restrictedTo(List.of("image")).tool("few_paint")).isEmpty();
    }
  }
}
