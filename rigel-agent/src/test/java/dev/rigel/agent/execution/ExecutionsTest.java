package dev.rigel.agent.execution;

import static dev.rigel.agent.execution.ExecutionBench.TENANT;
import static dev.rigel.agent.execution.ExecutionBench.response;
import static dev.rigel.agent.execution.ExecutionBench.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rigel.agent.AgentBench;
import dev.rigel.agent.AgentListener;
import dev.rigel.agent.Caller;
import dev.rigel.agent.port.StoredExecution;
import dev.rigel.agent.port.StoredExecution.Kind;
import dev.rigel.agent.port.StoredExecution.Status;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.protocol.AgentSkill;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.ContentPart;
import dev.rigel.protocol.ExecutionReader;
import dev.rigel.protocol.FinishReason;
import dev.rigel.protocol.JobStatus;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.ModelName;
import dev.rigel.protocol.RequestReader;
import dev.rigel.protocol.ResponseFormat;
import dev.rigel.protocol.SkillCreation;
import dev.rigel.protocol.ValidationException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class ExecutionsTest {
  private static final String RED = AgentBench.png(Color.RED);

  private final ExecutionBench bench = new ExecutionBench();

  private static RigelException failure(Runnable call) {
    return catchThrowableOfType(RigelException.class, call::run);
  }

  private ChatCompletionRequest asked() {
    return bench.requests.getLast();
  }

  // --- the way of a run

  @Test
  void answersAtOnceAndRunsLater() {
    StoredExecution execution = bench.enqueue("{\"config\":{\"prompt\":\"Count the birds\"}}");
    assertThat(execution.status()).isEqualTo(Status.ENQUEUED);
    JsonNode wire = RunViews.json(execution);
    assertThat(wire.path("status").asString()).isEqualTo("enqueued");
    assertThat(wire.path("name").asString("none")).isEmpty();
    assertThat(wire.path("response").isNull()).isTrue();
    assertThat(wire.path("completed_at").isNull()).isTrue();
    assertThat(wire.path("usage").path("duration_seconds").isInt()).isTrue();
    assertThat(bench.requests).isEmpty();

    bench.ports.jobs.runDue();
    StoredExecution ended = bench.now(execution);
    assertThat(ended.status()).isEqualTo(Status.COMPLETED);
    assertThat(response(ended)).isEqualTo(Json.parse("{\"text\":\"Two birds.\"}"));
    assertThat(usage(ended).path("steps").intValue()).isEqualTo(2);
    assertThat(usage(ended).path("credits_used").isIntegralNumber()).isTrue();
    assertThat(asked().id()).contains("chatcmpl-" + execution.id());
    assertThat(asked().sessionId()).contains(execution.id());
    assertThat(asked().messages().getFirst().text()).isEqualTo("Count the birds");
  }

  @Test
  void theResponseIsAlwaysAnObject() {
    bench.producesPicture = true;
    assertThat(response(bench.run("{\"config\":{\"prompt\":\"Blur it\"}}")))
        .isEqualTo(Json.parse("{\"text\":\"Two birds.\",\"artifacts\":[{\"id\":\"img_abcdef\"}]}"));
    bench.answers = _ -> "[1, 2]";
    assertThat(
            response(
                bench.run("{\"config\":{\"prompt\":\"x\",\"json_schema\":{\"type\":\"array\"}}}")))
        .isEqualTo(Json.parse("{\"result\":[1,2]}"));
    bench.answers = _ -> "{\"a\": 1}";
    assertThat(
            response(
                bench.run("{\"config\":{\"prompt\":\"y\",\"json_schema\":{\"type\":\"object\"}}}")))
        .isEqualTo(Json.parse("{\"a\":1}"));
    assertThat(asked().responseFormat()).isInstanceOf(ResponseFormat.JsonSchemaFormat.class);
  }

  @Test
  void anAnswerThatWasCutIsNoAnswerToASchema() {
    bench.answers = _ -> "{\"a\": 1}";
    bench.finish = FinishReason.LENGTH;
    StoredExecution ended =
        bench.run("{\"config\":{\"prompt\":\"y\",\"json_schema\":{\"type\":\"object\"}}}");
    assertThat(ended.status()).isEqualTo(Status.FAILED);
    assertThat(ended.error().orElseThrow()).contains("cut");
  }

  @Test
  void countsWhatWasWorkedOn() {
    String pdf =
        AgentBench.pdf(
            AgentBench.picture(20, 20, Color.RED), AgentBench.picture(20, 20, Color.BLUE));
    StoredExecution pages =
        bench.run("{\"inputs\":{\"file\":\"" + pdf + "\"},\"config\":{\"prompt\":\"x\"}}");
    assertThat(usage(pages).path("elements_processed").intValue()).isEqualTo(2);
    assertThat(usage(pages).path("element_type").asString()).isEqualTo("page");
    StoredExecution picture =
        bench.run("{\"inputs\":{\"file\":\"" + RED + "\"},\"config\":{\"prompt\":\"x\"}}");
    assertThat(usage(picture).path("elements_processed").intValue()).isEqualTo(1);
    assertThat(usage(picture).path("element_type").asString()).isEqualTo("image");
  }

  @Test
  void tellsWhyARunFailed() {
    bench.meanwhile =
        () -> {
          throw RigelException.invalid("The picture is damaged.", "messages[0].content[0]");
        };
    StoredExecution ended = bench.run("{\"config\":{\"prompt\":\"x\"}}");
    JsonNode wire = RunViews.json(ended);
    assertThat(wire.path("status").asString()).isEqualTo("failed");
    assertThat(wire.path("error").asString()).isEqualTo("The picture is damaged.");
    assertThat(wire.path("usage").path("message").asString()).isEqualTo("The picture is damaged.");
    assertThat(wire.path("usage").path("credits_used").isIntegralNumber()).isTrue();
    assertThat(wire.path("response").isNull()).isTrue();

    bench.meanwhile =
        () -> {
          throw new IllegalStateException("a secret of the inside");
        };
    assertThat(bench.run("{\"config\":{\"prompt\":\"y\"}}").error().orElseThrow())
        .doesNotContain("secret");
    bench.meanwhile =
        () -> {
          throw new OutOfMemoryError();
        };
    assertThat(bench.run("{\"config\":{\"prompt\":\"z\"}}").error().orElseThrow())
        .contains("memory");
  }

  @Test
  void aBusyServerTriesAgain() {
    bench.meanwhile =
        () -> {
          throw new RigelException(ErrorCode.OVERLOADED, "Too much is going on.");
        };
    StoredExecution execution = bench.run("{\"config\":{\"prompt\":\"x\"}}");
    assertThat(execution.status()).isEqualTo(Status.RUNNING);
    assertThat(bench.ports.jobs.runDue()).isZero();
    bench.ports.clock.pass(Duration.ofSeconds(10));
    bench.meanwhile = () -> {};
    bench.ports.jobs.runDue();
    assertThat(bench.now(execution).status()).isEqualTo(Status.COMPLETED);
  }

  // --- the process dies

  @Test
  void robustness52_aTurnThatIsStoredIsNotRunAgain() {
    StoredExecution execution = bench.enqueue("{\"config\":{\"prompt\":\"Count the birds\"}}");
    // Dies between the turn and the end of the run.
    bench.complete(
        RequestReader.stored(Json.parse(execution.request()).path("whole").path("chat")),
        AgentBench.CALLER,
        AgentListener.SILENT,
        CallScope.unlimited());
    bench.answers = _ -> "another answer";
    bench.executions = bench.newProcess();
    bench.executions.resume();
    bench.ports.jobs.runDue();

    assertThat(bench.requests).hasSize(1);
    assertThat(response(bench.now(execution)).path("text").asString()).isEqualTo("Two birds.");
    assertThat(bench.sessions.turns).hasSize(1);
  }

  @Test
  void robustness52_aRunThatWasUnderWayIsTakenUpAgain() {
    StoredExecution execution = bench.enqueue("{\"config\":{\"prompt\":\"Count the birds\"}}");
    bench.ports.executions.begin(execution.id());
    bench.executions = bench.newProcess();
    bench.executions.resume();
    bench.ports.jobs.runDue();
    assertThat(bench.now(execution).status()).isEqualTo(Status.COMPLETED);
    assertThat(bench.now(execution).attempts()).isEqualTo(2);
  }

  @Test
  void robustness52_aRunWhoseJobWasNeverQueuedIsFoundAtTheNextStart() {
    StoredExecution execution = bench.enqueue("{\"config\":{\"prompt\":\"Count the birds\"}}");
    ExecutionBench other = new ExecutionBench();
    other.ports.executions.all.putAll(bench.ports.executions.all);
    other.executions.resume();
    other.ports.jobs.runDue();
    assertThat(other.now(execution).status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void robustness52_aRunThatAlwaysEndsTheProcessIsGivenUp() {
    StoredExecution execution = bench.enqueue("{\"config\":{\"prompt\":\"Count the birds\"}}");
    for (int i = 0; i < 10; i++) {
      bench.ports.executions.begin(execution.id());
    }
    bench.ports.jobs.runDue();
    assertThat(bench.now(execution).status()).isEqualTo(Status.FAILED);
    assertThat(bench.requests).isEmpty();
  }

  @Test
  void robustness52_aStoppingServerLeavesItsRunsToTheNextOne() {
    bench.meanwhile = () -> bench.executions.stop();
    StoredExecution execution = bench.run("{\"config\":{\"prompt\":\"Count the birds\"}}");
    assertThat(execution.status()).isEqualTo(Status.RUNNING);
    bench.meanwhile = () -> {};
    bench.executions = bench.newProcess();
    bench.ports.jobs.runDue();
    assertThat(bench.now(execution).status()).isEqualTo(Status.COMPLETED);
  }

  /** As if the process had died. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void robustness52_aHeldRunEndsThoughItsProcessDied() {
    bench.meanwhile =
        () -> {
          throw new Death();
        };
    try {
      bench.predict("{\"images\":[\"" + RED + "\"],\"config\":{\"prompt\":\"x\"}}");
    } catch (Death e) {
      // As if the process had died here.
    }
    StoredExecution left = bench.ports.executions.all.values().iterator().next();
    assertThat(left.status()).isEqualTo(Status.RUNNING);
    bench.meanwhile = () -> {};
    bench.executions = bench.newProcess();
    bench.executions.resume();
    assertThat(bench.ports.jobs.runDue()).isZero();
    bench.ports.clock.pass(Duration.ofMinutes(7));
    bench.ports.jobs.runDue();
    assertThat(bench.now(left).status()).isEqualTo(Status.COMPLETED);
  }

  // --- sent twice, ended early

  @Test
  void aRequestThatIsSentTwiceRunsOnce() {
    String body = "{\"config\":{\"prompt\":\"Count the birds\"}}";
    StoredExecution first = bench.enqueue(body);
    assertThat(bench.enqueue(body).id()).isEqualTo(first.id());
    bench.ports.jobs.runDue();
    assertThat(bench.enqueue(body).id()).isEqualTo(first.id());
    assertThat(bench.requests).hasSize(1);

    bench.executions = bench.newProcess();
    assertThat(bench.enqueue(body).id()).isEqualTo(first.id());

    bench.ports.clock.pass(Duration.ofMinutes(3));
    assertThat(bench.enqueue(body).id()).isNotEqualTo(first.id());
  }

  @Test
  void aRequestOfAnotherKeyIsAnother() {
    String body = "{\"config\":{\"prompt\":\"Count the birds\"}}";
    StoredExecution first = bench.enqueue(body);
    StoredExecution second =
        bench.executions.enqueue(
            bench.executions.check(
                new Caller("somebody else", "http://here.example", false),
                ExecutionReader.execution(Json.parse(body))),
            body);
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(bench.executions.execution("somebody else", Kind.EXECUTION, first.id())).isEmpty();
  }

  @Test
  void aFailedRunMayBeAskedForAgain() {
    String body = "{\"config\":{\"prompt\":\"x\"}}";
    bench.meanwhile =
        () -> {
          throw RigelException.invalid("no", "x");
        };
    StoredExecution failed = bench.run(body);
    assertThat(bench.enqueue(body).id()).isNotEqualTo(failed.id());
  }

  @Test
  void endsARunThatWaits() {
    StoredExecution execution = bench.enqueue("{\"config\":{\"prompt\":\"x\"}}");
    StoredExecution cancelled = bench.executions.cancel(TENANT, Kind.EXECUTION, execution.id());
    assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
    assertThat(RunViews.json(cancelled).path("status").asString()).isEqualTo("failed");
    bench.ports.jobs.runDue();
    assertThat(bench.requests).isEmpty();
    assertThat(bench.now(execution).status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void endsARunThatIsUnderWay() {
    StoredExecution execution = bench.enqueue("{\"config\":{\"prompt\":\"x\"}}");
    bench.meanwhile = () -> bench.executions.cancel(TENANT, Kind.EXECUTION, execution.id());
    bench.ports.jobs.runDue();
    assertThat(bench.now(execution).status()).isEqualTo(Status.CANCELLED);
    // The scope was cancelled, so that the turn broke off.
    assertThat(bench.sessions.turns).isEmpty();
    assertThat(
            failure(() -> bench.executions.cancel("another", Kind.EXECUTION, execution.id()))
                .code())
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void aRunThatHasEndedStaysAsItIs() {
    StoredExecution ended = bench.run("{\"config\":{\"prompt\":\"x\"}}");
    assertThat(bench.executions.cancel(TENANT, Kind.EXECUTION, ended.id())).isEqualTo(ended);
  }

  @Test
  void listsByStatus() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(bench.enqueue("{\"config\":{\"prompt\":\"" + i + "\"}}").id());
    }
    bench.ports.jobs.runDue();
    ids.add(bench.enqueue("{\"config\":{\"prompt\":\"6\"}}").id());
    assertThat(bench.executions.executions(TENANT, Kind.EXECUTION, Optional.empty(), 0, 10))
        .extracting(StoredExecution::id)
        .containsExactlyElementsOf(ids.reversed());
    assertThat(
            bench.executions.executions(
                TENANT, Kind.EXECUTION, Optional.of(JobStatus.ENQUEUED), 0, 10))
        .hasSize(1);
    assertThat(
            bench.executions.executions(
                TENANT, Kind.EXECUTION, Optional.of(JobStatus.COMPLETED), 1, 2))
        .extracting(StoredExecution::id)
        .containsExactly(ids.get(3), ids.get(2));
    assertThat(bench.executions.executions(TENANT, Kind.PREDICTION, Optional.empty(), 0, 10))
        .isEmpty();
  }

  @Test
  void runsOneAtATimeAndTurnsAwayWhatWouldHoldUpOthers() throws InterruptedException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(bench.enqueue("{\"config\":{\"prompt\":\"" + i + "\"}}").id());
    }
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch began = new CountDownLatch(1);
    Set<String> atWork = ConcurrentHashMap.newKeySet();
    bench.meanwhile =
        () -> {
          atWork.add(Thread.currentThread().getName());
          began.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    var handler = bench.executions.handlers().get(ExecutionRunner.KIND);
    List<Thread> waiting = new ArrayList<>();
    for (String id : ids.subList(0, 5)) {
      waiting.add(Thread.ofVirtual().name(id).start(() -> handler.run(id)));
    }
    assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();
    // One runs, four wait; once these are there, the others come back later.
    Optional<Instant> later = Optional.empty();
    while (later.isEmpty()) {
      boolean fourWait =
          waiting.stream().filter(t -> t.getState() == Thread.State.WAITING).count() == 5;
      later = fourWait ? handler.run(ids.get(5)) : Optional.empty();
      Thread.sleep(1);
    }
    assertThat(later.orElseThrow()).isAfter(bench.ports.clock.instant());
    assertThat(atWork).hasSize(1);
    release.countDown();
    for (Thread thread : waiting) {
      thread.join();
    }
    assertThat(bench.requests).hasSize(5);
  }

  // --- what is asked for

  @Test
  void takesInputsInEveryForm() {
    bench.uploaded(TENANT, new byte[] {1});
    bench.run(
        """
        {"inputs": {
           "photo": {"type": "image_url", "image_url": {"url": "https://a.example/1.png"}},
           "files": [{"type": "input_file", "file_id": "file-0"}, "https://a.example/2.pdf"],
           "url": "https://a.example/3.jpg",
           "urls": {"front": "https://a.example/4.jpg", "back": "https://a.example/5.jpg"},
           "email_body": "Please see http://x.example for more",
           "note": {"type": "text", "text": "a note"},
           "metadata": {"type": "invoice", "number": 7},
           "count": 3,
           "nothing": null},
         "file_ids": ["file-0"], "urls": ["https://a.example/6.jpg"],
         "config": {"prompt": "Read them"}}
        """);
    assertThat(asked().messages()).hasSize(1);
    List<ContentPart> parts = asked().messages().getFirst().content();
    assertThat(parts.subList(0, parts.size() - 1))
        .containsExactly(
            new ContentPart.ImageUrl("https://a.example/1.png"),
            new ContentPart.InputFile(Optional.of("file-0"), Optional.empty()),
            new ContentPart.FileUrl("https://a.example/2.pdf"),
            new ContentPart.FileUrl("https://a.example/3.jpg"),
            new ContentPart.FileUrl("https://a.example/4.jpg"),
            new ContentPart.FileUrl("https://a.example/5.jpg"),
            new ContentPart.InputFile(Optional.of("file-0"), Optional.empty()),
            new ContentPart.FileUrl("https://a.example/6.jpg"));
    assertThat(asked().messages().getFirst().text())
        .isEqualTo(
            """
            Read them

            email_body: Please see http://x.example for more

            note: a note

            metadata: {"type":"invoice","number":7}

            count: 3\
            """);
  }

  @Test
  void thePromptMayBeAnInput() {
    bench.run("{\"inputs\":{\"prompt\":\"Count the birds\",\"colour\":\"blue\"}}");
    assertThat(asked().messages().getFirst().text()).isEqualTo("Count the birds\n\ncolour: blue");
  }

  @Test
  void namesAFaultInItsPlace() {
    ValidationException refusal =
        catchThrowableOfType(
            ValidationException.class,
            () ->
                bench.enqueue(
                    """
                    {"batch": "perhaps", "inputs": {"files": [{"type": "input_file"}]},
                     "config": {"json_schema": 7, "page_indices": [0, -1, "x"]}}
                    """));
    assertThat(refusal.details())
        .extracting(d -> d.path() + " " + d.type())
        .containsExactlyInAnyOrder(
            "batch bool_parsing",
            "inputs.files[0] value_error",
            "config.json_schema dict_type",
            "config.page_indices[1] greater_than_equal",
            "config.page_indices[2] int_parsing");
    assertThat(
            catchThrowableOfType(ValidationException.class, () -> bench.enqueue("{}"))
                .details()
                .getFirst()
                .path())
        .isEqualTo("config.prompt");
  }

  @Test
  void refusesAtOnceWhatCannotComeToAnything() {
    assertThat(failure(() -> bench.enqueue("{\"name\":\"nobody\"}")).code())
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(
            failure(() ->
                    bench.enqueue(
                        "{\"config\":{\"prompt\":\"x\"},\"inputs\":{\"file\":{\"type\":\"input_file\",\"file_id\":\"nothing\"}}}"))
                .code())
        .isEqualTo(ErrorCode.NOT_FOUND);
    RigelException schema =
        failure(() ->
            bench.enqueue(
                "{\"config\":{\"prompt\":\"x\",\"json_schema\":{\"$ref\":\"https://a.example\"}}}"));
    assertThat(schema.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(schema.param()).contains("config.json_schema");
    assertThat(
            failure(() -> bench.enqueue("{\"config\":{\"skills\":[{\"skill_id\":\"nothing\"}]}}"))
                .code())
        .isEqualTo(ErrorCode.NOT_FOUND);
    RigelException callback =
        failure(() ->
            bench.enqueue(
                "{\"config\":{\"prompt\":\"x\"},\"callback_url\":\"http://inside/hook\"}"));
    assertThat(callback.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(callback.param()).contains("callback_url");
    assertThat(
            failure(() ->
                    bench.enqueue("{\"model\":\"rigel-embedded\",\"config\":{\"prompt\":\"x\"}}"))
                .param())
        .contains("model");
    assertThat(bench.ports.executions.all).isEmpty();
    assertThat(bench.ports.files.all).isEmpty();
  }

  @Test
  void aStoredAgentGivesWhatTheRequestDoesNot() {
    bench.agents.create(
        TENANT,
        ExecutionReader.agent(
            Json.parse(
                """
                {"name": "reader:v2",
                 "inputs": {"language": "German", "photo": "https://a.example/default.jpg"},
                 "config": {"prompt": "Read the sign", "json_schema": {"type": "object"}},
                 "callback_url": "https://there.example/hook"}
                """)));
    bench.answers = _ -> "{}";
    StoredExecution ended =
        bench.run(
            "{\"name\":\"reader\",\"inputs\":{\"photo\":\"https://a.example/sent.jpg\"},\"config\":{}}");
    assertThat(ended.name()).isEqualTo("reader:v2");
    assertThat(asked().messages().getFirst().content())
        .containsExactly(
            new ContentPart.FileUrl("https://a.example/sent.jpg"),
            new ContentPart.Text("Read the sign\n\nlanguage: German"));
    assertThat(asked().responseFormat()).isInstanceOf(ResponseFormat.JsonSchemaFormat.class);
    assertThat(ended.callbackUrl()).contains("https://there.example/hook");

    bench.run(
        "{\"name\":\"reader:v2\",\"config\":{\"prompt\":\"Only the number\",\"json_schema\":{\"type\":\"array\"}}}");
    assertThat(asked().messages().getFirst().text()).startsWith("Only the number");
    // A prompt alone stands for the agent that has it.
    assertThat(bench.run("{\"config\":{\"prompt\":\"Read the sign\"}}").name())
        .isEqualTo("reader:v2");
  }

  @Test
  void aSkillSteersARun() {
    bench.skills.create(
        TENANT,
        new SkillCreation(
            new SkillCreation.Source.Prompt(
                "Read the plate", Optional.of(Json.parse("{\"type\":\"object\"}"))),
            Optional.of("plates"),
            Optional.empty()));
    bench.answers = _ -> "{\"plate\":\"X 1\"}";
    StoredExecution ended =
        bench.run(
            "{\"inputs\":{\"photo\":\""
                + RED
                + "\"},\"config\":{\"skills\":[{\"skill_name\":\"plates\"}]}}");
    assertThat(asked().skills()).containsExactly(new AgentSkill.ById("plates", "latest"));
    assertThat(response(ended)).isEqualTo(Json.parse("{\"plate\":\"X 1\"}"));
  }

  @Test
  void takesTheModelThatIsAskedFor() {
    bench.run("{\"model\":\"vlmrun-orion-1:pro\",\"config\":{\"prompt\":\"x\"}}");
    assertThat(asked().model().variant()).isEqualTo(ModelName.Variant.PRO);
    bench.run("{\"config\":{\"prompt\":\"y\"},\"toolsets\":[\"image\"]}");
    assertThat(asked().model()).isEqualTo(ModelName.DEFAULT);
    assertThat(asked().toolsets()).contains(List.of("image"));
  }

  // --- what is stored

  @Test
  void keepsLongTextsApartAndDropsThemAtTheEnd() {
    String noise = AgentBench.png(noise());
    StoredExecution execution =
        bench.enqueue("{\"inputs\":{\"photo\":\"" + noise + "\"},\"config\":{\"prompt\":\"x\"}}");
    assertThat(execution.request()).hasSizeLessThan(5_000);
    assertThat(bench.ports.files.all).hasSize(1);
    assertThat(bench.ports.files.files(TENANT, 0, 10)).isEmpty();
    bench.ports.jobs.runDue();
    assertThat(bench.now(execution).status()).isEqualTo(Status.COMPLETED);
    assertThat(asked().messages().getFirst().content()).contains(new ContentPart.FileUrl(noise));
    assertThat(bench.ports.files.all).isEmpty();
  }

  private static Image noise() {
    BufferedImage pixels = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      pixels.setRGB(i % 100, i / 100, random.nextInt(1 << 24));
    }
    return Image.of(pixels);
  }

  // --- the end is told

  @Test
  void tellsTheEndOfABatchRun() {
    StoredExecution ended =
        bench.run(
            "{\"config\":{\"prompt\":\"x\"},\"callback_url\":\"https://there.example/hook\"}");
    bench.ports.jobs.runDue();
    assertThat(bench.posted).containsExactly(Json.text(RunViews.json(bench.now(ended))));
    assertThat(bench.ports.deliveries.outcomes).hasSize(1);
  }

  @Test
  void tellsFailuresAndCancellationsToo() {
    StoredExecution execution =
        bench.enqueue(
            "{\"config\":{\"prompt\":\"x\"},\"callback_url\":\"https://there.example/hook\"}");
    bench.executions.cancel(TENANT, Kind.EXECUTION, execution.id());
    bench.ports.jobs.runDue();
    assertThat(bench.posted).hasSize(1);
    assertThat(Json.parse(bench.posted.getFirst()).path("status").asString()).isEqualTo("failed");
  }

  @Test
  void robustness52_aCallThatWasNotQueuedIsMadeAfterTheNextStart() {
    StoredExecution ended =
        bench.run(
            "{\"config\":{\"prompt\":\"x\"},\"callback_url\":\"https://there.example/hook\"}");
    ExecutionBench other = new ExecutionBench();
    other.ports.deliveries.all.putAll(bench.ports.deliveries.all);
    other.executions.resume();
    other.ports.jobs.runDue();
    assertThat(other.posted).hasSize(1).first().asString().contains(ended.id());
  }
}
