package dev.rigel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class McpCommandTest {
  @TempDir Path folder;

  private Map<Integer, JsonNode> answers(String messages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("RIGEL_DATA_DIR", folder.toString());
    Console console =
        new Console(
            new PrintStream(out, true, UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
            false,
            environment);
    int code =
        new CommandLine(new McpCommand(console, new ByteArrayInputStream(messages.getBytes(UTF_8))))
            .execute();
    assertThat(code).isZero();
    return out.toString(UTF_8)
        .lines()
        .map(line -> JsonMapper.shared().readTree(line))
        .collect(Collectors.toMap(answer -> answer.path("id").asInt(-1), answer -> answer));
  }

  @Test
  void answersEveryRequestOnALineAndReadsFilesOfThisMachine() {
    String picture = Path.of("../examples/qr.png").toAbsolutePath().toUri().toString();

    Map<Integer, JsonNode> answers =
        answers(
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":2,"method":"tools/list"}
            {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"info","arguments":{"media":"%s"}}}
            no message
            """
                .formatted(picture));

    assertThat(answers.get(1).path("result").path("serverInfo").path("name").asString())
        .isEqualTo("rigel");
    assertThat(answers.get(2).path("result").path("tools").size()).isGreaterThan(30);
    JsonNode run = answers.get(3).path("result").path("structuredContent");
    assertThat(run.path("answer").path("data").path("width").asInt()).isEqualTo(296);
    assertThat(answers.get(-1).path("error").path("code").asInt()).isEqualTo(-32700);
    assertThat(answers).hasSize(4);
  }
}
