package dev.rigel.server;

import dev.rigel.agent.AgentEvent;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionChunk;
import dev.rigel.protocol.FinishReason;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.ToolCall;
import dev.rigel.protocol.Usage;
import dev.rigel.server.http.EventStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns what a run does into chunks. Every chunk has exactly one choice and the session's id: the
 * strictest clients index the one and wait for the other.
 */
final class ChunkWriter {
  private static final Logger LOG = LoggerFactory.getLogger(ChunkWriter.class);

  private final EventStream stream;
  private final String model;
  private final long created = System.currentTimeMillis() / 1_000;
  private final StringBuilder written = new StringBuilder();
  private int tokensWritten;
  private String completion = "";
  private String session = "";

  ChunkWriter(EventStream stream, String model) {
    this.stream = stream;
    this.model = model;
  }

  void start(String completionId, String sessionId) {
    if (completion.isEmpty()) {
      completion = completionId;
      session = sessionId;
      write(0, role(), Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /**
   * A piece of the first choice.
   *
   * @param logprobs of the tokens that came with it
   */
  void text(String piece, Optional<JsonNode> logprobs) {
    written.append(piece);
    tokensWritten += logprobs.map(l -> l.path("content").size()).orElse(0);
    content(0, piece, logprobs);
  }

  void progress(AgentEvent event) {
    write(
        0,
        ChatCompletionChunk.Delta.EMPTY,
        Optional.empty(),
        Optional.empty(),
        Optional.of(json(event)));
  }

  /** What of the answer has not been written yet, the reasons of its end, and its usage. */
  void end(ChatCompletion answer) {
    start(answer.id(), answer.sessionId());
    List<ChatCompletion.Choice> choices = answer.choices();
    for (ChatCompletion.Choice choice : choices) {
      rest(choice);
      boolean last = choice == choices.getLast();
      write(
          choice.index(),
          ChatCompletionChunk.Delta.EMPTY,
          Optional.of(choice.finishReason()),
          last ? Optional.of(answer.usage()) : Optional.empty(),
          last ? answer.rigel() : Optional.empty());
    }
  }

  private void rest(ChatCompletion.Choice choice) {
    String text = choice.content();
    Optional<JsonNode> logprobs = choice.logprobs();
    if (choice.index() == 0) {
      if (text.startsWith(written.toString())) {
        text = text.substring(written.length());
      } else {
        LOG.error("a streamed answer differs from the stored one");
        text = "";
      }
      logprobs = logprobs.flatMap(this::unwritten);
    } else {
      delta(choice.index(), role());
    }
    if (!text.isEmpty() || logprobs.isPresent()) {
      content(choice.index(), text, logprobs);
    }
    calls(choice);
  }

  /** What is left of the first choice's log-probabilities. */
  private Optional<JsonNode> unwritten(JsonNode logprobs) {
    JsonNode tokens = logprobs.path("content");
    if (tokensWritten == 0 || !tokens.isArray()) {
      return Optional.of(logprobs);
    }
    if (tokensWritten >= tokens.size()) {
      return Optional.empty();
    }
    ObjectNode left = Json.object();
    ArrayNode content = left.putArray("content");
    for (int i = tokensWritten; i < tokens.size(); i++) {
      content.add(tokens.get(i));
    }
    left.putNull("refusal");
    return Optional.of(left);
  }

  /** Each call as it would come from a model: its name first, then its arguments. */
  private void calls(ChatCompletion.Choice choice) {
    List<ToolCall> calls = choice.toolCalls();
    for (int i = 0; i < calls.size(); i++) {
      ToolCall call = calls.get(i);
      call(
          choice.index(),
          new ChatCompletionChunk.ToolCallDelta(
              i, Optional.of(call.id()), Optional.of(call.name()), ""));
      call(
          choice.index(),
          new ChatCompletionChunk.ToolCallDelta(
              i, Optional.empty(), Optional.empty(), call.arguments()));
    }
  }

  private void call(int choice, ChatCompletionChunk.ToolCallDelta call) {
    delta(choice, new ChatCompletionChunk.Delta(Optional.empty(), Optional.empty(), List.of(call)));
  }

  private static ChatCompletionChunk.Delta role() {
    return new ChatCompletionChunk.Delta(Optional.of("assistant"), Optional.of(""), List.of());
  }

  private void content(int choice, String text, Optional<JsonNode> logprobs) {
    stream(
        new ChatCompletionChunk.Choice(
            choice, ChatCompletionChunk.Delta.content(text), Optional.empty(), logprobs),
        Optional.empty(),
        Optional.empty());
  }

  private void delta(int choice, ChatCompletionChunk.Delta delta) {
    write(choice, delta, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private void write(
      int choice,
      ChatCompletionChunk.Delta delta,
      Optional<FinishReason> reason,
      Optional<Usage> usage,
      Optional<JsonNode> rigel) {
    stream(new ChatCompletionChunk.Choice(choice, delta, reason, Optional.empty()), usage, rigel);
  }

  private void stream(
      ChatCompletionChunk.Choice choice, Optional<Usage> usage, Optional<JsonNode> rigel) {
    stream.data(
        Json.text(
            new ChatCompletionChunk(
                    completion,
                    created,
                    model,
                    Version.FINGERPRINT,
                    session,
                    List.of(choice),
                    usage,
                    rigel)
                .toJson()));
  }

  private static JsonNode json(AgentEvent event) {
    ObjectNode node = Json.object();
    switch (event) {
      case AgentEvent.Phase(String name, String text) ->
          node.put("event", "phase").put("phase", name).put("summary", text);
      case AgentEvent.Planned(String planner, String program, double seconds) ->
          node.put("event", "program")
              .put("planner", planner)
              .put("program", program)
              .put("seconds", seconds);
      case AgentEvent.StepStarted(int number, int line, String tool) ->
          node.put("event", "step_started").put("step", number).put("tool", tool).put("line", line);
      case AgentEvent.StepFinished(var step) -> {
        node.put("event", "step")
            .put("step", step.number())
            .put("tool", step.tool())
            .put("line", step.line())
            .put("seconds", seconds(step.time()))
            .put("summary", step.error().orElse(step.summary()));
        if (step.error().isPresent()) {
          node.put("failed", true);
        }
      }
      case AgentEvent.Warning(String text) -> node.put("event", "warning").put("summary", text);
    }
    return node;
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
