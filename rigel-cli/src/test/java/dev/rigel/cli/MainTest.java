package dev.rigel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "models",
        "doctor",
        "models list",
        "models pull",
        "models verify",
        "export",
        "import"
      })
  void everyCommandExplainsItself(String command) {
    List<String> words = List.of((command + " --help").strip().split(" "));

    CommandRun run = CommandRun.of(Map.of(), words.toArray(String[]::new));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("Usage: rigel " + command).contains("--help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "models", "nonsense", "models nonsense", "doctor --nonsense"})
  void wrongUseIsOneLineAndExitCodeTwo(String command) {
    CommandRun run =
        CommandRun.of(Map.of(), command.isEmpty() ? new String[0] : command.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .hasSize(1)
        .first()
        .asString()
        .contains("rigel")
        .contains("--help");
  }

  @Test
  void theVersionNamesJavaToo() {
    assertThat(CommandRun.of(Map.of(), "--version").out())
        .startsWith("Rigel ")
        .contains("Java " + Runtime.version());
  }
}
