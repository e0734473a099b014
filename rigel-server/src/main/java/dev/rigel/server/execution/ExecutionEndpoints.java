package dev.rigel.server.execution;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.Caller;
import dev.rigel.agent.execution.Executions;
import dev.rigel.agent.execution.RunViews;
import dev.rigel.agent.execution.Submission;
import dev.rigel.agent.port.StoredExecution;
import dev.rigel.base.Hashes;
import dev.rigel.protocol.ExecutionReader;
import dev.rigel.protocol.JobStatus;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.Toolsets;
import dev.rigel.server.http.Exchange;
import dev.rigel.server.http.Page;
import dev.rigel.server.http.QueryReader;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/** {@code /v1/agent/execute}, {@code /v1/agent/executions}, and their like of predictions. */
final class ExecutionEndpoints {
  private final Executions executions;
  private final Toolsets toolsets;
  private final HeldRuns held;

  /**
   * @param toolsets those that runs may name
   */
  ExecutionEndpoints(Executions executions, Toolsets toolsets, HeldRuns held) {
    this.executions = requireNonNull(executions, "executions");
    this.toolsets = requireNonNull(toolsets, "toolsets");
    this.held = requireNonNull(held, "held");
  }

  void execute(Exchange exchange) {
    byte[] body = exchange.body();
    start(
        exchange,
        "agent/execute",
        body,
        executions.check(caller(exchange), ExecutionReader.execution(Json.ofBody(body), toolsets)));
  }

  /**
   * @param medium {@code image} or {@code document}
   */
  void generate(Exchange exchange, String medium) {
    predict(exchange, medium + "/generate", false, false);
  }

  /** By a stored agent. */
  void executeOn(Exchange exchange, String medium) {
    predict(exchange, medium + "/execute", true, false);
  }

  /** A schema of such a document instead of its content. */
  void schema(Exchange exchange, String medium) {
    predict(exchange, medium + "/schema", false, true);
  }

  private void predict(Exchange exchange, String route, boolean named, boolean schema) {
    byte[] body = exchange.body();
    start(
        exchange,
        route,
        body,
        executions.check(
            caller(exchange), ExecutionReader.prediction(Json.ofBody(body), named), schema));
  }

  private void start(Exchange exchange, String route, byte[] body, Submission submission) {
    if (submission.batch()) {
      String request =
          route + '\n' + exchange.header("Idempotency-Key").orElse("") + '\n' + Hashes.sha256(body);
      exchange.send(201, RunViews.json(executions.enqueue(submission, request)));
    } else {
      held.answer(exchange, submission);
    }
  }

  void list(Exchange exchange, StoredExecution.Kind kind) {
    QueryReader query = new QueryReader(exchange);
    Optional<JobStatus> status =
        query.oneOf(
            "status",
            Optional.empty(),
            JobStatus.wireNames(),
            name -> JobStatus.of(name.toLowerCase(Locale.ROOT)).map(Optional::of));
    Page page = Page.bySkip(query);
    query.throwFaults();
    ArrayNode list = Json.array();
    executions
        .executions(exchange.tenant(), kind, status, page.skip(), page.limit())
        .forEach(execution -> list.add(RunViews.json(execution)));
    exchange.send(200, list);
  }

  void get(Exchange exchange, StoredExecution.Kind kind) {
    exchange.send(
        200,
        RunViews.json(
            executions
                .execution(exchange.tenant(), kind, id(exchange))
                .orElseThrow(() -> Executions.unknown(kind))));
  }

  void cancel(Exchange exchange) {
    exchange.send(
        200,
        RunViews.json(
            executions.cancel(exchange.tenant(), StoredExecution.Kind.EXECUTION, id(exchange))));
  }

  private static String id(Exchange exchange) {
    return exchange.pathParameter("id").toLowerCase(Locale.ROOT);
  }

  private static Caller caller(Exchange exchange) {
    return new Caller(exchange.tenant(), exchange.origin(), false);
  }
}
