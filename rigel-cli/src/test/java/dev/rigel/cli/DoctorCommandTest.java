package dev.rigel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  @TempDir Path folder;

  @Test
  void eachLineSaysOkOrWhatToDo() {
    CommandRun run = doctor(Map.of("PATH", ""));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsPattern("ok +Java +" + Runtime.version().feature())
        .containsPattern("note +npm +not found.*apt install npm")
        .containsPattern("note +python3 pip +not found.*apt install python3-pip")
        .containsPattern("note +model files +.*rigel models pull")
        .containsPattern("ok +language model +embedded");
  }

  @Test
  void settingsAreShownWithTheirOriginAndSecretsAreNot() {
    CommandRun run = doctor(Map.of("RIGEL_API_KEYS", "very-secret", "RIGEL_OFFLINE", "1"));

    assertThat(run.out())
        .containsPattern("cache folder +" + folder + ".*\\(environment, RIGEL_CACHE_DIR\\)")
        .containsPattern("RIGEL_OFFLINE +1 +\\(environment\\)")
        .containsPattern("RIGEL_API_KEYS +set, not shown")
        .doesNotContain("very-secret");
  }

  @Test
  void anEndpointThatAnswersIsFine() throws IOException {
    try (Endpoint endpoint = new Endpoint(200)) {
      assertThat(doctor(Map.of("RIGEL_LLM_BASE_URL", endpoint.url())).out())
          .containsPattern("ok +language model +.* answers");
    }
  }

  @Test
  void anEndpointThatRefusesTheKeyIsAProblem() throws IOException {
    try (Endpoint endpoint = new Endpoint(401)) {
      CommandRun run = doctor(Map.of("RIGEL_LLM_BASE_URL", endpoint.url()));

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out()).containsPattern("FIX +language model +.*RIGEL_LLM_API_KEY");
    }
  }

  @Test
  void anEndpointThatIsNotThereIsAProblem() {
    CommandRun run = doctor(Map.of("RIGEL_LLM_BASE_URL", "http://127.0.0.1:9/v1"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).containsPattern("FIX +language model +.*RIGEL_LLM_BASE_URL");
  }

  @Test
  void anEndpointThatIsNoAddressIsAProblem() {
    for (String address : new String[] {"localhost 8000", "ftp://localhost/v1", "localhost:8000"}) {
      CommandRun run = doctor(Map.of("RIGEL_LLM_BASE_URL", address));

      assertThat(run.exitCode()).as(address).isEqualTo(1);
      assertThat(run.out()).as(address).contains("not an http(s) address");
    }
  }

  private CommandRun doctor(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("RIGEL_CACHE_DIR", folder.toString());
    environment.put("RIGEL_DATA_DIR", folder.resolve("data").toString());
    return CommandRun.of(environment, "doctor");
  }

  /** A server on this machine that answers everything with one status. */
  private static final class Endpoint implements AutoCloseable {
    private final HttpServer server;

    Endpoint(int status) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/v1/models",
          exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/";
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
