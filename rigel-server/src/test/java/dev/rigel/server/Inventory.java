package dev.rigel.server;

import static dev.rigel.server.ServerFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.port.StoredMessage;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * One of everything that a tenant can have, made over HTTP; the ids of the examples stand for it.
 */
record Inventory(
    String file, String agent, String execution, String skill, String program, String zip) {
  static final String SESSION = "9bf846ba-340d-4921-b156-ca90b5610269";
  static final String RUN = "chatcmpl-" + SESSION;
  private static final String EMPTY_ZIP = "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==";

  static Inventory of(ServerFixture fixture, String[] key, String tenant) throws Exception {
    String zip = uploaded(fixture, key, "skill.zip", zipped());
    made(
        fixture, key, "/v1/agent/create", "{\"name\":\"reader\",\"config\":{\"prompt\":\"Read\"}}");
    session(fixture, tenant);
    return new Inventory(
        uploaded(fixture, key, "a.png", TestMedia.png()),
        made(
            fixture,
            key,
            "/v1/agent/create",
            "{\"name\":\"reader:v2\",\"config\":{\"prompt\":\"Read the sign\"}}"),
        made(fixture, key, "/v1/agent/execute", "{\"config\":{\"prompt\":\"Read\"}}"),
        made(fixture, key, "/v1/skills/create", "{\"file_id\":\"" + zip + "\"}"),
        made(
            fixture,
            key,
            "/v1/programs",
            "{\"program\":\"answer(str(amount))\",\"parameters\":{\"amount\":\"float\"}}"),
        zip);
  }

  private static void session(ServerFixture fixture, String tenant) {
    fixture
        .store
        .sessions()
        .commit(
            new TurnRecord(
                tenant,
                SESSION,
                RUN,
                Instant.now(),
                false,
                List.of(
                    new StoredMessage(
                        "user", "{\"role\":\"user\",\"text\":\"Read the sign\"}", "a"),
                    new StoredMessage(
                        "assistant", "{\"role\":\"assistant\",\"text\":\"Stop\"}", "b")),
                List.of(),
                "answer(\"a\")",
                "{}",
                "{\"id\":\"" + RUN + "\"}",
                TurnUsage.NONE,
                Optional.empty()));
  }

  /** An example of the document with what is there in place of what it names. */
  String inPlaceOfTheExamples(String body) throws IOException {
    Map<String, String> real = new LinkedHashMap<>();
    real.put(EMPTY_ZIP, Base64.getEncoder().encodeToString(zipped()));
    real.put("https://example.com/done", "http://127.0.0.1:8443/done");
    real.put("https://example.com/people.jpg", TestMedia.PICTURE);
    real.put("0b0e7a34-5b7c-4d1e-9f3a-6a1d0c2b4e5f", file);
    real.put("2f3c1b0e-7a34-4d1e-9f3a-6a1d0c2b4e5f", zip);
    real.put("5d0f3c55-8d1f-4a25-9f39-9a4c1f7c2f10", agent);
    real.put("7c0e4b0a-9a3f-4b58-8a4e-0d3a1f5e6b71", execution);
    String replaced = body;
    for (Map.Entry<String, String> entry : real.entrySet()) {
      replaced = replaced.replace(entry.getKey(), entry.getValue());
    }
    return replaced;
  }

  private static String made(ServerFixture fixture, String[] key, String path, String body)
      throws Exception {
    HttpResponse<String> made = fixture.post(path, body, key);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return json(made).path("id").asString();
  }

  private static String uploaded(ServerFixture fixture, String[] key, String name, byte[] content)
      throws Exception {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.write(
        ("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    form.write(content);
    form.write("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
    return json(fixture.send(
            fixture
                .request("/v1/files")
                .headers(key)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray()))
                .build()))
        .path("id")
        .asString();
  }

  private static byte[] zipped() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("SKILL.md"));
      zip.write(
          "---\nname: reader\ndescription: Reads\n---\nRead.".getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
