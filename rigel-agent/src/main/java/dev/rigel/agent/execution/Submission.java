package dev.rigel.agent.execution;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.Caller;
import dev.rigel.agent.port.StoredExecution;
import java.util.Optional;

/** A request for a run that was checked and may be started. */
public final class Submission {
  private final Caller caller;
  private final String id;
  private final StoredExecution.Kind kind;
  private final String name;
  private final String domain;
  private final boolean batch;
  private final Optional<String> callbackUrl;
  private final Work work;

  Submission(
      Caller caller,
      String id,
      StoredExecution.Kind kind,
      String name,
      String domain,
      boolean batch,
      Optional<String> callbackUrl,
      Work work) {
    this.caller = requireNonNull(caller, "caller");
    this.id = requireNonNull(id, "id");
    this.kind = requireNonNull(kind, "kind");
    this.name = requireNonNull(name, "name");
    this.domain = requireNonNull(domain, "domain");
    this.batch = batch;
    this.callbackUrl = requireNonNull(callbackUrl, "callbackUrl");
    this.work = requireNonNull(work, "work");
  }

  Caller caller() {
    return caller;
  }

  String id() {
    return id;
  }

  StoredExecution.Kind kind() {
    return kind;
  }

  /** Of the agent; empty for an unnamed run. */
  String name() {
    return name;
  }

  /** Of a prediction; empty otherwise. */
  String domain() {
    return domain;
  }

  /** Whether the client wants an answer at once and the work done in the background. */
  public boolean batch() {
    return batch;
  }

  Optional<String> callbackUrl() {
    return callbackUrl;
  }

  Work work() {
    return work;
  }
}
