package dev.rigel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.server.Rigel;
import dev.rigel.server.RunningRigel;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.settings.Setting;
import dev.rigel.server.settings.SettingsReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code rigel keys}: on a data folder, on the server that has it open, and on one elsewhere. */
class KeysCommandTest {
  @TempDir private Path folder;

  private CommandRun keys(String... arguments) {
    List<String> all = new ArrayList<>(List.of("keys"));
    all.addAll(List.of(arguments));
    return CommandRun.of(
        Map.of(
            "HOME",
            System.getProperty("user.home"),
            "RIGEL_DATA_DIR",
            folder.resolve("data").toString()),
        all.toArray(String[]::new));
  }

  private static JsonNode json(CommandRun run) {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }

  @Test
  void makesListsAndRevokesWhereNoServerRuns() {
    CommandRun made = keys("create", "the lab", "--requests-per-minute", "60");
    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(made.out().strip()).matches("rgl_[A-Za-z0-9_-]{43}");
    assertThat(made.err()).contains("not shown again");

    CommandRun list = keys("list");
    assertThat(list.out()).contains("the lab", "active", "use", "60 requests a minute");
    assertThat(list.out()).doesNotContain(made.out().strip());
    String id = json(keys("list", "--json")).path(0).path("id").asString();

    assertThat(keys("revoke", id).out()).isEqualTo("revoked " + id + "\n");
    assertThat(keys("list").out()).contains("revoked");
    CommandRun again = keys("revoke", id);
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err().lines()).hasSize(1);
  }

  @Test
  void managesARunningServerOfTheDataFolderWithoutAKey() throws Exception {
    RigelSettings settings =
        SettingsReader.read(
            Optional.empty(),
            Map.of("HOME", System.getProperty("user.home")),
            Map.of(Setting.DATA, folder.resolve("data").toString(), Setting.PORT, "0"));
    try (Rigel rigel = new Rigel(settings, Map.of(), _ -> {});
        RunningRigel running =
            RunningRigel.start(
                settings, (_, store, urls) -> rigel.services(store, urls), List::of)) {
      assertThat(status(running.address(), "")).isEqualTo(200);
      JsonNode made = json(keys("create", "first", "--admin", "--tenant", "local", "--json"));
      assertThat(made.path("scopes").toString()).isEqualTo("[\"use\",\"admin\"]");
      String key = made.path("key").asString();
      assertThat(status(running.address(), "")).isEqualTo(401);
      assertThat(status(running.address(), key)).isEqualTo(200);

      String base = running.address() + "/v1";
      JsonNode user = json(keys("create", "--url", base, "--key", key, "--json"));
      assertThat(status(running.address(), user.path("key").asString())).isEqualTo(200);
      CommandRun foreign = keys("list", "--url", base, "--key", user.path("key").asString());
      assertThat(foreign.exitCode()).isEqualTo(1);
      assertThat(foreign.err()).contains("scope admin");

      assertThat(keys("revoke", user.path("id").asString()).exitCode()).isZero();
      assertThat(status(running.address(), user.path("key").asString())).isEqualTo(401);
      assertThat(keys("revoke", made.path("id").asString()).exitCode()).isZero();
      // Also when no key is left that would let anybody in.
      assertThat(json(keys("list", "--json"))).hasSize(2);
      CommandRun chat =
          CommandRun.of(
              Map.of(
                  "HOME",
                  System.getProperty("user.home"),
                  "RIGEL_DATA_DIR",
                  folder.resolve("data").toString()),
              "chat",
              "What is 12 * 12?");
      assertThat(chat.err()).doesNotContain("API key");
    }
  }

  private static int status(URI server, String key) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + "/v1/files"));
      if (!key.isEmpty()) {
        request.header("Authorization", "Bearer " + key);
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "create --requests-per-minute many",
        "revoke",
        "remove x",
        "create a b",
      })
  void wrongUseIsOneLineAndExitCodeTwo(String arguments) {
    CommandRun run = keys(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void aWrongWishMakesNothing() {
    for (String[] wrong :
        new String[][] {
          {"create", "--tenant", "a b"}, {"create", "--concurrent-runs", "-1"},
        }) {
      CommandRun run = keys(wrong);
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err().lines()).hasSize(1);
    }
    assertThat(json(keys("list", "--json"))).isEmpty();
  }

  @Test
  void aServerThatIsNotThereIsOneLine() {
    CommandRun run = keys("list", "--url", "http://127.0.0.1:1/v1", "--key", "x");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("No server answers");
  }
}
