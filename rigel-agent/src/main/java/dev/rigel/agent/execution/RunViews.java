package dev.rigel.agent.execution;

import dev.rigel.agent.port.StoredExecution;
import dev.rigel.agent.port.StoredJson;
import dev.rigel.protocol.JobStatus;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.RunInfo;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows stored runs as clients see them. */
public final class RunViews {
  private RunViews() {}

  /** As an {@code AgentExecutionResponse} or a {@code PredictionResponse}, by its kind. */
  public static ObjectNode json(StoredExecution execution) {
    Optional<JsonNode> response = execution.response().flatMap(StoredJson::find);
    Optional<JsonNode> usage = StoredJson.find(execution.usage());
    // In a list it must not hide the others.
    boolean damaged = usage.isEmpty() || response.isPresent() != execution.response().isPresent();
    RunInfo info =
        new RunInfo(
            execution.id(),
            execution.name(),
            Optional.of(execution.domain()).filter(domain -> !domain.isEmpty()),
            status(execution),
            response,
            usage.orElseGet(Json::object),
            damaged
                ? Optional.of("The record of this run is damaged where it is stored.")
                : execution.error(),
            execution.createdAt(),
            execution.completedAt());
    return switch (execution.kind()) {
      case EXECUTION -> info.toExecutionJson();
      case PREDICTION -> info.toPredictionJson();
    };
  }

  /** Clients know no word for a cancelled run, and another one for a prediction that waits. */
  public static JobStatus status(StoredExecution execution) {
    return switch (execution.status()) {
      case ENQUEUED ->
          execution.kind() == StoredExecution.Kind.PREDICTION
              ? JobStatus.PENDING
              : JobStatus.ENQUEUED;
      case RUNNING -> JobStatus.RUNNING;
      case COMPLETED -> JobStatus.COMPLETED;
      case FAILED, CANCELLED -> JobStatus.FAILED;
    };
  }
}
