package dev.rigel.language.openai;

import dev.rigel.language.LanguageModel;
import dev.rigel.language.LanguageModelContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiContractTest extends LanguageModelContract {
  private FakeEndpoint endpoint;
  private OpenAiLanguageModel model;

  @BeforeAll
  void start() throws IOException {
    endpoint = new FakeEndpoint();
    model = new OpenAiLanguageModel(EndpointSettings.of(endpoint.baseUrl(), "fake"));
  }

  @AfterAll
  void stop() {
    model.close();
    endpoint.close();
  }

  @Override
  protected LanguageModel model() {
    return model;
  }
}
