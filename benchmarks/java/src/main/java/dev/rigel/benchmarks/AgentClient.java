package dev.rigel.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks a server that speaks the Orion protocol (chat completions with artifacts) to do a task, and
 * fetches what it produced.
 *
 * @param base the address before {@code /openai/chat/completions} and {@code /artifacts}
 * @param key sent as a bearer token
 */
record AgentClient(URI base, String model, String key, Path inputs) {
  private static final Duration LONGEST = Duration.ofMinutes(6);
  private static final long LARGEST_ARTIFACT = 64L << 20;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern REFERENCE = Pattern.compile("\\b(?:img|doc)_[0-9a-f]{6}\\b");
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /**
   * The answer; a server's error is one too.
   *
   * @param folder where the produced media are put
   */
  TaskAnswer ask(AgentTask task, Path folder) throws IOException, InterruptedException {
    HttpRequest request =
        request("/openai/chat/completions")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body(task))))
            .build();
    long start = System.nanoTime();
    HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    double seconds = (System.nanoTime() - start) / 1e9;
    if (response.statusCode() != 200) {
      return new TaskAnswer(
          task.id(),
          seconds,
          "",
          List.of(),
          JSON.createObjectNode(),
          Optional.of(response.statusCode() + " " + response.body()));
    }
    JsonNode answer = JSON.readTree(response.body());
    if (answer.has("error")) {
      // A server that had to keep the connection alive has sent its status before it failed.
      return new TaskAnswer(
          task.id(),
          seconds,
          "",
          List.of(),
          answer,
          Optional.of(answer.path("error").path("message").asString("")));
    }
    String content = answer.path("choices").path(0).path("message").path("content").asString("");
    List<Path> artifacts = artifacts(task, answer.path("session_id").asString(""), content, folder);
    return new TaskAnswer(task.id(), seconds, content, artifacts, answer, Optional.empty());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(LONGEST)
        .header("Authorization", "Bearer " + key);
  }

  private ObjectNode body(AgentTask task) throws IOException {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", model);
    ObjectNode message = body.withArray("messages").addObject();
    message.put("role", "user");
    ArrayNode content = message.withArray("content");
    content.addObject().put("type", "text").put("text", task.request());
    for (String name : task.inputs()) {
      boolean document = name.endsWith(".pdf");
      String data = Base64.getEncoder().encodeToString(Files.readAllBytes(inputs.resolve(name)));
      String type = document ? "file_url" : "image_url";
      content
          .addObject()
          .put("type", type)
          .putObject(type)
          .put("url", "data:" + mediaType(name) + ";base64," + data);
    }
    task.schema()
        .ifPresent(schema ->
            body.putObject("response_format")
                .put("type", "json_schema")
                .putObject("json_schema")
                .put("name", "answer")
                .set("schema", schema));
    return body;
  }

  private static String mediaType(String name) {
    return name.endsWith(".pdf")
        ? "application/pdf"
        : name.endsWith(".jpg") ? "image/jpeg" : "image/png";
  }

  private List<Path> artifacts(AgentTask task, String session, String content, Path folder)
      throws IOException, InterruptedException {
    List<Path> files = new ArrayList<>();
    Files.createDirectories(folder);
    for (String reference :
        REFERENCE.matcher(content).results().map(MatchResult::group).distinct().toList()) {
      HttpRequest request =
          request("/artifacts?session_id=" + encoded(session) + "&object_id=" + encoded(reference))
              .GET()
              .build();
      HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() == 200 && response.body().length <= LARGEST_ARTIFACT) {
        String ending =
            switch (response.headers().firstValue("content-type").orElse("")) {
              case "image/png" -> ".png";
              case "image/jpeg" -> ".jpg";
              default -> ".pdf";
            };
        Path file = folder.resolve(task.id() + "-" + files.size() + ending);
        Files.write(file, response.body());
        files.add(file);
      }
    }
    return files;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
