package dev.rigel.server;

import dev.rigel.agent.AgentListener;
import dev.rigel.agent.Caller;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.base.Hashes;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.ErrorDetail;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.ModelName;
import dev.rigel.protocol.RequestReader;
import dev.rigel.protocol.Toolsets;
import dev.rigel.protocol.ValidationException;
import dev.rigel.server.http.ClientGoneException;
import dev.rigel.server.http.ClientWatch;
import dev.rigel.server.http.Exchange;
import dev.rigel.server.http.Failures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code POST /v1/openai/chat/completions}. */
final class ChatEndpoint {
  static final String CLIENT_GONE = "the client has gone away";

  private static final byte[] KEEP_ALIVE = " \n".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");

  private final IdempotentRuns runs;
  private final Toolsets toolsets;
  private final ClientWatch watch;
  private final Duration keepAlive;

  /**
   * @param toolsets those that requests may name
   */
  ChatEndpoint(
      Runs runs, SessionStore sessions, Toolsets toolsets, ClientWatch watch, Duration keepAlive) {
    this.runs = new IdempotentRuns(runs, sessions);
    this.toolsets = toolsets;
    this.watch = watch;
    this.keepAlive = keepAlive;
  }

  void handle(Exchange exchange) {
    byte[] body = exchange.body();
    Caller caller =
        new Caller(exchange.tenant(), exchange.origin(), false, idempotency(exchange, body));
    ChatCompletionRequest request = RequestReader.read(body, toolsets);
    if (request.model().family() == ModelName.Family.EMBEDDED) {
      // Without tools, schemas and limits of the agent: raw use of the machine.
      exchange.requireAdmin();
    }
    if (request.stream()) {
      boolean progress =
          request.preview() || exchange.header("X-Rigel-Events").orElse("").equals("1");
      new StreamedAnswer(exchange, request, progress, keepAlive).run(runs, caller, watch);
    } else {
      hold(exchange, request, caller);
    }
  }

  private static Optional<TurnRecord.Idempotency> idempotency(Exchange exchange, byte[] body) {
    return exchange
        .header(IdempotentRuns.HEADER)
        .map(key -> {
          if (!IDEMPOTENCY_KEY.matcher(key).matches()) {
            throw new ValidationException(
                new ErrorDetail(
                    List.of("header", IdempotentRuns.HEADER),
                    "The key is 1 to 255 visible ASCII characters",
                    "string_pattern_mismatch"));
          }
          return new TurnRecord.Idempotency(key, Hashes.sha256(body));
        });
  }

  /**
   * Waits for the whole answer. A run that takes long is covered by white space before the JSON;
   * until its first character the status is open.
   */
  private void hold(Exchange exchange, ChatCompletionRequest request, Caller caller) {
    Runs.Run run = runs.start(request, caller, AgentListener.SILENT);
    Exchange.OpenAnswer answer = exchange.open("application/json");
    try (var client = exchange.watchClient(watch, () -> run.cancel(CLIENT_GONE))) {
      while (!run.awaitEnd(keepAlive)) {
        answer.write(KEEP_ALIVE);
      }
      if (client.clientGone()) {
        throw new ClientGoneException();
      }
    } catch (ClientGoneException e) {
      run.cancel(CLIENT_GONE);
      throw e;
    }
    Optional<Throwable> failure = run.failure();
    if (failure.isEmpty()) {
      byte[] json = Json.bytes(run.completion().toJson());
      if (exchange.isCommitted()) {
        answer.end(json);
      } else {
        exchange.send(200, "application/json", json);
      }
    } else if (exchange.isCommitted()) {
      answer.end(Json.bytes(Failures.answer(failure.get(), exchange.requestId()).body().toJson()));
    } else {
      exchange.fail(failure.get());
    }
  }
}
