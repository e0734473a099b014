package dev.rigel.server.resource;

import dev.rigel.agent.port.ExecutionStore;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.StoredExecution;
import dev.rigel.agent.port.StoredJson;
import dev.rigel.agent.port.StoredTurn;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.RunReport;
import dev.rigel.server.http.Exchange;
import java.util.Locale;
import java.util.Optional;

/** {@code GET /v1/runs/{id}}: what a chat, an execution or a kept program did, step by step. */
final class RunEndpoints {
  private final SessionStore sessions;
  private final ExecutionStore executions;

  RunEndpoints(SessionStore sessions, ExecutionStore executions) {
    this.sessions = sessions;
    this.executions = executions;
  }

  void get(Exchange exchange) {
    String id = PathIds.id(exchange, "id", "run");
    Optional<StoredTurn> turn = sessions.turn(exchange.tenant(), id);
    Optional<StoredExecution> execution =
        turn.isPresent() ? Optional.empty() : executions.execution(exchange.tenant(), id);
    RunReport report =
        turn.map(RunEndpoints::report)
            .or(() -> execution.map(RunEndpoints::report))
            .orElseThrow(() -> PathIds.unknown("run"));
    exchange.send(200, report.toJson());
  }

  private static RunReport report(StoredTurn turn) {
    return new RunReport(
        turn.completion(),
        "completed",
        Optional.of(turn.session()),
        turn.at(),
        turn.program(),
        StoredJson.read("The trace of this run", turn.trace()),
        turn.usage().promptTokens(),
        turn.usage().completionTokens(),
        turn.usage().credits(),
        Optional.of(StoredJson.read("The answer of this run", turn.answer())),
        Optional.empty());
  }

  /** One that has not ended, or ended without a turn. */
  private static RunReport report(StoredExecution execution) {
    return new RunReport(
        execution.id(),
        execution.status().name().toLowerCase(Locale.ROOT),
        Optional.empty(),
        execution.createdAt(),
        "",
        Json.object(),
        0,
        0,
        0,
        execution.response().map(text -> StoredJson.read("The response of this run", text)),
        execution.error());
  }
}
