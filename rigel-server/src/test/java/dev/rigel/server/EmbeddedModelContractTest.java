package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.agent.Agent;
import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.LanguageModelContract;
import dev.rigel.language.openai.EndpointSettings;
import dev.rigel.language.openai.OpenAiLanguageModel;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.settings.Setting;
import dev.rigel.server.settings.SettingsReader;
import dev.rigel.weights.PullListener;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every language model must do, done by the model {@code rigel-embedded} of a running server:
 * Rigel is asked as Rigel asks any other endpoint.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedModelContractTest extends LanguageModelContract {
  private static final String KEY = "contract-key";

  /** Keeps any model writing for far longer than it takes to notice a closed connection. */
  private static final JsonNode ENDLESS =
      JsonMapper.shared().readTree("{\"type\":\"string\",\"minLength\":9000}");

  /** How the runs that failed on the server ended, the oldest first. */
  private final BlockingQueue<ErrorCode> failures = new LinkedBlockingQueue<>();

  private Rigel rigel;
  private RunningRigel running;
  private OpenAiLanguageModel model;

  @BeforeAll
  void start(@TempDir Path data) {
    Map<String, String> environment = Map.of("HOME", System.getProperty("user.home"));
    RigelSettings settings =
        SettingsReader.read(
            Optional.empty(),
            environment,
            Map.of(
                Setting.DATA,
                data.toString(),
                Setting.PORT,
                "0",
                Setting.API_KEYS,
                KEY,
                Setting.GRACE,
                "1s"));
    rigel = new Rigel(settings, environment, PullListener.silent());
    running =
        RunningRigel.start(
            settings,
            (_, store, urls) -> {
              Services services = rigel.services(store, urls);
              return services.withAgent(watched(services.agent()));
            },
            List::of);
    model =
        new OpenAiLanguageModel(
            EndpointSettings.of(URI.create(running.address() + "/v1/openai"), "rigel-embedded")
                .withApiKey(KEY)
                .withImages(false)
                .withGrammars(true));
  }

  @AfterAll
  void stop() {
    model.close();
    running.close();
    rigel.close();
  }

  private Agent watched(Agent agent) {
    return (request, caller, listener, scope) -> {
      try {
        return agent.complete(request, caller, listener, scope);
      } catch (RigelException e) {
        failures.add(e.code());
        throw e;
      }
    };
  }

  @Override
  protected LanguageModel model() {
    return model;
  }

  @Test
  void aConnectionThatIsClosedStopsTheWritingOnTheServer() throws InterruptedException {
    failures.clear();
    Cancellation cancellation = new Cancellation();
    CallScope scope = new CallScope(Deadline.never(), cancellation, Budget.standard());

    assertThatThrownBy(() ->
            model.generate(
                GenerationRequest.greedy(COUNT, 2_000).withJsonSchema(ENDLESS),
                _ -> cancellation.cancel("nobody waits"),
                scope))
        .isInstanceOf(RigelException.class);

    assertThat(failures.poll(60, TimeUnit.SECONDS)).isEqualTo(ErrorCode.CANCELLED);
  }
}
