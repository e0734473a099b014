package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.Workspace;
import dev.rigel.program.Arguments;
import dev.rigel.program.RunListener;
import dev.rigel.server.settings.Setting;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.mcp.McpServerSettings;
import dev.rigel.tools.mcp.McpSources;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tools through the protocol's own client. */
class McpHttpTest {
  private ServerFixture fixture;
  private McpSyncClient client;

  @BeforeEach
  void start() throws IOException {
    fixture = new ServerFixture(Map.of(Setting.API_KEYS, Tenants.KEYS));
    client =
        McpClient.sync(
                HttpClientStreamableHttpTransport.builder(fixture.uri("").toString())
                    .endpoint("/mcp")
                    .requestBuilder(HttpRequest.newBuilder().headers(Tenants.ANNA))
                    .build())
            .requestTimeout(Duration.ofMinutes(2))
            .build();
    client.initialize();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    fixture.close();
  }

  private static String picture(String file) throws IOException {
    return "data:image/png;base64,"
        + Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of("../examples/" + file)));
  }

  private CallToolResult call(String tool, Map<String, Object> arguments) {
    return client.callTool(new CallToolRequest(tool, arguments));
  }

  private static JsonNode text(CallToolResult result) {
    return JsonMapper.shared().readTree(((TextContent) result.content().getFirst()).text());
  }

  @Test
  void listsEveryToolThatWorksAndProgramsWithTheirSchemas() {
    List<Tool> tools = client.listTools().tools();

    assertThat(tools).extracting(Tool::name).contains("detect", "crop", "redact", "run_program");
    Tool crop = tools.stream().filter(t -> t.name().equals("crop")).findFirst().orElseThrow();
    assertThat(crop.inputSchema().get("required")).isEqualTo(List.of("image", "region"));
    assertThat(crop.description()).isNotBlank();
  }

  @Test
  void aCallGivesThePictureToLookAtAndWhereItLies() throws IOException {
    CallToolResult result =
        call(
            "crop",
            Map.of("image", picture("qr.png"), "region", Map.of("xywh", List.of(0, 0, 0.5, 0.5))));

    assertThat(result.isError()).isNotEqualTo(true);
    ImageContent shown = (ImageContent) result.content().get(1);
    var cut = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(shown.data())));
    var whole = ImageIO.read(Path.of("../examples/qr.png").toFile());
    assertThat(cut.getWidth()).isEqualTo(whole.getWidth() / 2);
    String url = text(result).path("artifacts").get(0).path("url").asString();
    // What one call made, the next one takes.
    CallToolResult next = call("info", Map.of("media", url));
    assertThat(text(next).path("data").path("width").asInt()).isEqualTo(cut.getWidth());
  }

  @Test
  void aProgramDoesSeveralStepsAtOnce() throws IOException {
    CallToolResult result =
        call(
            "run_program",
            Map.of(
                "program",
                "small = resize(photo, 0.5)\nanswer(f\"{info(small).width}\", image=grayscale(small))",
                "inputs",
                Map.of("photo", picture("qr.png"))));

    assertThat(result.isError()).isNotEqualTo(true);
    assertThat(text(result).path("text").asString()).matches("\\d+");
    assertThat(result.content()).hasSize(2);
  }

  @Test
  void aWrongCallSaysWhatIsWrong() throws IOException {
    assertThat(call("crop", Map.of("image", picture("qr.png"))).isError()).isTrue();
    CallToolResult unknown = call("blur", Map.of("image", picture("qr.png"), "amount", 3));
    assertThat(((TextContent) unknown.content().getFirst()).text()).contains("amount");
    CallToolResult broken = call("run_program", Map.of("program", "import os"));
    assertThat(((TextContent) broken.content().getFirst()).text()).contains("import");
    CallToolResult inside = call("info", Map.of("media", "http://127.0.0.1:1/x.png"));
    assertThat(inside.isError()).isTrue();
  }

  @Test
  void aMessageThatIsNoneAndACallWithoutAKeyAreRefused() throws Exception {
    String[] json = {"Content-Type", "application/json", "Authorization", "Bearer k1"};
    assertThat(fixture.post("/mcp", "{\"jsonrpc\":\"1.0\"}", json).statusCode()).isEqualTo(422);
    assertThat(fixture.post("/mcp", "{}", Tenants.ANNA).statusCode()).isEqualTo(415);
    assertThat(fixture.post("/mcp", "{}").statusCode()).isEqualTo(401);
  }

  /** Rigel as the client of a server: its own. */
  @Test
  void itsToolsCanBeThoseOfAnotherRigel() {
    McpServerSettings other =
        new McpServerSettings(
            "other",
            new McpServerSettings.Address(
                fixture.uri("/mcp"), Map.of(Tenants.ANNA[0], Tenants.ANNA[1])),
            List.of("qr", "run_program"),
            Duration.ofMinutes(1));
    try (McpSources sources = new McpSources(List.of(other), TestRigel.shared().mediaReader());
        Workspace workspace =
            new Workspace(
                Path.of(System.getProperty("java.io.tmpdir")), TestRigel.shared().pixels())) {
      dev.rigel.tools.Tool qr =
          sources.shelves().getFirst().tools().stream()
              .filter(tool -> tool.signature().name().equals("other_qr"))
              .findFirst()
              .orElseThrow();

      Object made =
          qr.call(
              new Arguments(Map.of("text", "hello")),
              new CallContext(workspace, CallScope.unlimited(), RunListener.SILENT));

      assertThat(sources.missing()).isEmpty();
      assertThat((List<?>) made)
          .hasSize(2)
          .anySatisfy(value -> assertThat(value).isInstanceOf(Image.class))
          .anySatisfy(value -> assertThat(value).isInstanceOf(Map.class));
    }
  }
}
