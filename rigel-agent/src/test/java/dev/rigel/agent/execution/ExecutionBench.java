package dev.rigel.agent.execution;

import dev.rigel.agent.Agent;
import dev.rigel.agent.AgentBench;
import dev.rigel.agent.AgentListener;
import dev.rigel.agent.Caller;
import dev.rigel.agent.MemoryPorts;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.agent.port.StoredExecution;
import dev.rigel.agent.port.StoredFile;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import dev.rigel.agent.skill.SkillLibrary;
import dev.rigel.agent.turn.MediaOpener;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.ImageFormat;
import dev.rigel.media.PdfEditor;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.ContentPart;
import dev.rigel.protocol.ExecutionReader;
import dev.rigel.protocol.FinishReason;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.Usage;
import dev.rigel.tools.reading.TextLine;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Runs on ports in memory, with an agent that answers what the test says and stores its turns. */
final class ExecutionBench implements Agent {
  static final String TENANT = AgentBench.CALLER.tenant();
  static final JsonNode INVOICE =
      Json.parse(
          "{\"type\":\"object\",\"properties\":{\"total\":{\"type\":\"number\"},\"due\":{\"type\":\"string\"}}}");

  final MemoryPorts ports = new MemoryPorts();
  final AgentBench.Sessions sessions = new AgentBench.Sessions();
  final AgentBench.Blobs blobs = new AgentBench.Blobs();
  final List<ChatCompletionRequest> requests = new ArrayList<>();
  final List<String> posted = new ArrayList<>();
  final AgentCatalogue agents = new AgentCatalogue(ports.agents, ports.clock);
  final SkillLibrary skills =
      new SkillLibrary(
          new SkillLibrary.Parts(ports.skills, blobs, ports.files, sessions, ports.clock));

  /** The text of every page. */
  List<TextLine> lines = List.of();

  /** What a turn answers. */
  Function<ChatCompletionRequest, String> answers = _ -> "Two birds.";

  /** What happens before the answer, such as a failure. */
  Runnable meanwhile = () -> {};

  boolean producesPicture;
  FinishReason finish = FinishReason.STOP;
  Executions executions = newProcess();

  /** The runs as another process on the same stores would see them. */
  Executions newProcess() {
    Executions runs =
        new Executions(
            new Executions.Parts(
                new Executions.Stores(
                    ports.executions, ports.deliveries, ports.jobs, sessions, ports.files, blobs),
                this,
                agents,
                skills,
                domain ->
                    domain.equals("document.invoice") ? Optional.of(INVOICE) : Optional.empty(),
                new MediaTools(
                    new AgentBench.Opener(),
                    new PdfEditor(AgentBench.READER),
                    (media, scope) -> lines),
                new AgentBench.Urls(),
                new Receivers(),
                ports.clock),
            new Executions.Settings(
                1, Duration.ofMinutes(10), Duration.ofMinutes(5), Optional.of("s3cret")));
    ports.jobs.start(runs.handlers());
    return runs;
  }

  private final class Receivers implements CallbackSender {
    @Override
    public void check(String url) {
      if (url.contains("inside")) {
        throw new RigelException(ErrorCode.MEDIA_REFUSED, "This URL lies inside.");
      }
    }

    @Override
    public int post(String url, Map<String, String> headers, byte[] body) throws IOException {
      posted.add(new String(body, StandardCharsets.UTF_8));
      return 200;
    }
  }

  StoredExecution enqueue(String body) {
    return executions.enqueue(
        executions.check(AgentBench.CALLER, ExecutionReader.execution(Json.parse(body))), body);
  }

  /** Enqueues, runs, and gives what came of it. */
  StoredExecution run(String body) {
    StoredExecution execution = enqueue(body);
    ports.jobs.runDue();
    return now(execution);
  }

  StoredExecution predict(String body) {
    return executions.run(
        executions.check(
            AgentBench.CALLER, ExecutionReader.prediction(Json.parse(body), false), false),
        CallScope.unlimited());
  }

  StoredExecution schemaOf(String body) {
    return executions.run(
        executions.check(
            AgentBench.CALLER, ExecutionReader.prediction(Json.parse(body), false), true),
        CallScope.unlimited());
  }

  StoredExecution now(StoredExecution execution) {
    return ports.executions.execution(execution.tenant(), execution.id()).orElseThrow();
  }

  static JsonNode response(StoredExecution execution) {
    return Json.parse(execution.response().orElseThrow());
  }

  static JsonNode usage(StoredExecution execution) {
    return Json.parse(execution.usage());
  }

  String uploaded(String tenant, byte[] content) {
    String id = "file-" + ports.files.all.size();
    ports.files.add(
        new StoredFile(
            tenant,
            id,
            "file",
            "assistants",
            "application/octet-stream",
            Optional.of(blobs.put(content)),
            content.length,
            Optional.of("md5"),
            false,
            ports.clock.instant()));
    return id;
  }

  @Override
  public ChatCompletion complete(
      ChatCompletionRequest request, Caller caller, AgentListener listener, CallScope scope) {
    requests.add(request);
    meanwhile.run();
    scope.check();
    ChatCompletion completion =
        new ChatCompletion(
            request.id().orElseThrow(),
            1,
            request.model().name(),
            "test",
            List.of(new ChatCompletion.Choice(0, answers.apply(request), finish)),
            new Usage(7, 3),
            request.sessionId().orElseThrow(),
            Optional.of(Json.parse("{\"steps\":[{},{}]}")));
    List<StoredArtifact> artifacts = inputs(request, scope);
    if (producesPicture) {
      byte[] png = AgentBench.picture(8, 8, Color.BLUE).encode(ImageFormat.PNG);
      artifacts.add(
          new StoredArtifact(
              "img_abcdef", "image/png", Optional.empty(), blobs.put(png), png.length, true));
    }
    sessions.commit(
        new TurnRecord(
            caller.tenant(),
            completion.sessionId(),
            completion.id(),
            ports.clock.instant(),
            false,
            List.of(),
            artifacts,
            "",
            "{}",
            Json.text(completion.toJson()),
            TurnUsage.NONE,
            Optional.empty()));
    return completion;
  }

  /** Keeps the media of data URIs as a turn does. */
  private List<StoredArtifact> inputs(ChatCompletionRequest request, CallScope scope) {
    List<StoredArtifact> artifacts = new ArrayList<>();
    for (ContentPart part : request.messages().getFirst().content()) {
      String url =
          switch (part) {
            case ContentPart.FileUrl file -> file.url();
            case ContentPart.ImageUrl image -> image.url();
            default -> "";
          };
      if (url.startsWith("data:")) {
        MediaOpener.Opened opened = new AgentBench.Opener().open(url, false, scope);
        boolean pdf = opened.mediaType().equals("application/pdf");
        artifacts.add(
            new StoredArtifact(
                (pdf ? "doc_00000" : "img_00000") + artifacts.size(),
                opened.mediaType(),
                Optional.empty(),
                blobs.put(opened.content()),
                opened.content().length,
                false));
      }
    }
    return artifacts;
  }
}
