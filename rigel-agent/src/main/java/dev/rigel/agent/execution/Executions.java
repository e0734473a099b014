package dev.rigel.agent.execution;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.Agent;
import dev.rigel.agent.Caller;
import dev.rigel.agent.port.ArtifactUrls;
import dev.rigel.agent.port.BlobStore;
import dev.rigel.agent.port.DeliveryStore;
import dev.rigel.agent.port.ExecutionStore;
import dev.rigel.agent.port.FileStore;
import dev.rigel.agent.port.JobQueue;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.StoredExecution;
import dev.rigel.agent.skill.SkillLibrary;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.Hashes;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.CreditUsage;
import dev.rigel.protocol.ExecutionRequest;
import dev.rigel.protocol.JobStatus;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.PredictionRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Runs that outlive their requests: takes them in, has them run in the background or at once, shows
 * them, and ends them early. What {@link #enqueue} has returned from comes to an end, whatever
 * happens to the process.
 */
public final class Executions {
  /** Where things are kept. */
  public record Stores(
      ExecutionStore executions,
      DeliveryStore deliveries,
      JobQueue jobs,
      SessionStore sessions,
      FileStore files,
      BlobStore blobs) {
    public Stores {
      requireNonNull(executions, "executions");
      requireNonNull(deliveries, "deliveries");
      requireNonNull(jobs, "jobs");
      requireNonNull(sessions, "sessions");
      requireNonNull(files, "files");
      requireNonNull(blobs, "blobs");
    }
  }

  /** What runs are made with. */
  public record Parts(
      Stores stores,
      Agent agent,
      AgentCatalogue agents,
      SkillLibrary skills,
      Domains domains,
      MediaTools tools,
      ArtifactUrls urls,
      CallbackSender callbacks,
      Clock clock) {
    public Parts {
      requireNonNull(stores, "stores");
      requireNonNull(agent, "agent");
      requireNonNull(agents, "agents");
      requireNonNull(skills, "skills");
      requireNonNull(domains, "domains");
      requireNonNull(tools, "tools");
      requireNonNull(urls, "urls");
      requireNonNull(callbacks, "callbacks");
      requireNonNull(clock, "clock");
    }
  }

  /**
   * How runs behave.
   *
   * @param atOnce how many run in the background at the same time
   * @param time what one of these may take
   * @param waitingTime what a run may take that a client waits for
   * @param webhookSecret what calls of receivers are signed with; empty for no signature
   */
  public record Settings(
      int atOnce, Duration time, Duration waitingTime, Optional<String> webhookSecret) {
    public static final Settings DEFAULT =
        new Settings(1, Duration.ofHours(1), Duration.ofMinutes(5), Optional.empty());

    public Settings {
      requireNonNull(time, "time");
      requireNonNull(waitingTime, "waitingTime");
      requireNonNull(webhookSecret, "webhookSecret");
    }
  }

  private static final int LISTED_AT_ONCE = 200;
  private static final int RECENT_LISTED = 20;
  private static final int MOST_RESUMED = 1_000_000;

  private final Stores stores;
  private final Clock clock;
  private final Settings settings;
  private final Intake intake;
  private final RequestFiles requests;
  private final ExecutionRunner runner;
  private final Webhooks webhooks;
  private final RecentSubmissions recent;
  private final Instant startedAt;
  private final List<Object> locks =
      IntStream.range(0, 64).<Object>mapToObj(_ -> new Object()).toList();

  public Executions(Parts parts, Settings settings) {
    this.stores = parts.stores();
    this.clock = parts.clock();
    this.settings = requireNonNull(settings, "settings");
    this.intake =
        new Intake(
            parts.agents(), parts.skills(), stores.files(), parts.domains(), parts.callbacks());
    this.requests = new RequestFiles(stores.files(), stores.blobs(), clock);
    PartMedia media =
        new PartMedia(
            parts.tools().opener(),
            stores.files(),
            stores.blobs(),
            stores.sessions(),
            parts.urls());
    this.runner =
        new ExecutionRunner(
            stores.executions(),
            stores.jobs(),
            new WorkRunner(parts.agent(), stores.sessions(), parts.tools(), media),
            requests,
            clock,
            settings.time(),
            settings.atOnce());
    this.webhooks =
        new Webhooks(stores.deliveries(), parts.callbacks(), settings.webhookSecret(), clock);
    this.recent = new RecentSubmissions(clock);
    this.startedAt = Instant.now(clock);
  }

  /** What the queue of jobs runs, by kind. */
  public Map<String, JobQueue.Handler> handlers() {
    return Map.of(ExecutionRunner.KIND, runner, Webhooks.KIND, webhooks);
  }

  /** Puts what an earlier process left unfinished back into the queue. */
  public void resume() {
    Instant now = Instant.now(clock);
    stores
        .executions()
        .unfinished(MOST_RESUMED)
        .forEach(id -> stores.jobs().submit(ExecutionRunner.KIND, id, now));
    stores
        .deliveries()
        .allPending(MOST_RESUMED)
        .forEach(id -> stores.jobs().submit(Webhooks.KIND, id, now));
  }

  /** Breaks off what runs, to be taken up at the next start. */
  public void stop() {
    runner.stop();
  }

  /**
   * Checks a request; nothing is kept yet.
   *
   * @throws RigelException naming what is wrong with it
   */
  public Submission check(Caller caller, ExecutionRequest request) {
    return intake.execution(caller, request);
  }

  /**
   * Checks a request; nothing is kept yet.
   *
   * @param schema a schema of such a document is wanted instead of its content
   * @throws RigelException naming what is wrong with it
   */
  public Submission check(Caller caller, PredictionRequest request, boolean schema) {
    return intake.prediction(caller, request, schema);
  }

  /**
   * Has a run done in the background. Durable before it returns. The same request again within two
   * minutes gives the run that is there, unless that failed.
   *
   * @param request identifies the request: what was sent, and where
   */
  public StoredExecution enqueue(Submission submission, String request) {
    String tenant = submission.caller().tenant();
    String fingerprint = Hashes.sha256(tenant + '\n' + request);
    synchronized (locks.get(Math.floorMod(fingerprint.hashCode(), locks.size()))) {
      Optional<StoredExecution> there = recent(submission, fingerprint);
      StoredExecution execution = there.orElseGet(() -> stored(submission, fingerprint));
      if (there.isEmpty()) {
        stores.executions().add(execution);
        recent.put(fingerprint, execution.id());
      }
      if (!execution.status().isFinal()) {
        // Also for one that is there: the first request may have failed before this.
        stores.jobs().submit(ExecutionRunner.KIND, execution.id(), execution.createdAt());
      }
      return execution;
    }
  }

  /**
   * Runs one for a client that waits for it.
   *
   * @return as it has ended
   * @throws RuntimeException what went wrong; the run is stored as failed
   */
  public StoredExecution run(Submission submission, CallScope scope) {
    StoredExecution execution = stored(submission, "");
    // Should the process die, another one ends the run, though nobody waits for it any more.
    stores
        .jobs()
        .submit(
            ExecutionRunner.KIND,
            execution.id(),
            execution.createdAt().plus(settings.waitingTime()).plusSeconds(60));
    stores.executions().add(execution);
    return runner.runNow(execution.id(), submission.work(), scope);
  }

  public Optional<StoredExecution> execution(String tenant, StoredExecution.Kind kind, String id) {
    return stores.executions().execution(tenant, id).filter(found -> found.kind() == kind);
  }

  /**
   * Newest first.
   *
   * @param status only those that are so far; empty for all
   */
  public List<StoredExecution> executions(
      String tenant, StoredExecution.Kind kind, Optional<JobStatus> status, int skip, int limit) {
    if (status.isEmpty()) {
      return stores.executions().executions(tenant, kind, skip, limit);
    }
    List<StoredExecution> matching = new ArrayList<>();
    int seen = 0;
    for (int offset = 0; matching.size() < limit; offset += LISTED_AT_ONCE) {
      List<StoredExecution> some =
          stores.executions().executions(tenant, kind, offset, LISTED_AT_ONCE);
      for (StoredExecution execution : some) {
        if (RunViews.status(execution) == status.get()
            && seen++ >= skip
            && matching.size() < limit) {
          matching.add(execution);
        }
      }
      if (some.size() < LISTED_AT_ONCE) {
        break;
      }
    }
    return matching;
  }

  /**
   * Ends a run before it has ended by itself; one that has ended stays as it is.
   *
   * @return as it is then
   * @throws RigelException {@code not_found}
   */
  public StoredExecution cancel(String tenant, StoredExecution.Kind kind, String id) {
    StoredExecution execution = execution(tenant, kind, id).orElseThrow(() -> unknown(kind));
    if (!execution.status().isFinal()) {
      runner.cancel(execution, "The run was cancelled by its owner.");
    }
    return execution(tenant, kind, id).orElseThrow(() -> unknown(kind));
  }

  /** That there is no such run. */
  public static RigelException unknown(StoredExecution.Kind kind) {
    return new RigelException(
        ErrorCode.NOT_FOUND,
        "There is no "
            + (kind == StoredExecution.Kind.EXECUTION ? "execution" : "prediction")
            + " with this id.",
        "id");
  }

  private StoredExecution stored(Submission submission, String fingerprint) {
    return new StoredExecution(
        submission.caller().tenant(),
        submission.id(),
        submission.kind(),
        submission.name(),
        submission.domain(),
        requests.store(submission.id(), submission.work().withFingerprint(fingerprint).toJson()),
        submission.caller().origin(),
        StoredExecution.Status.ENQUEUED,
        Optional.empty(),
        Json.text(CreditUsage.NONE.toJson()),
        Optional.empty(),
        submission.batch() ? submission.callbackUrl() : Optional.empty(),
        0,
        Instant.now(clock),
        Optional.empty());
  }

  private Optional<StoredExecution> recent(Submission submission, String fingerprint) {
    String tenant = submission.caller().tenant();
    return recent
        .find(fingerprint)
        .flatMap(id -> stores.executions().execution(tenant, id))
        .or(() -> fromBefore(submission, fingerprint))
        .filter(execution ->
            execution.status() != StoredExecution.Status.FAILED
                && execution.status() != StoredExecution.Status.CANCELLED);
  }

  /** What came to an earlier process; this one has seen everything since it began. */
  private Optional<StoredExecution> fromBefore(Submission submission, String fingerprint) {
    if (!recent.isRecent(startedAt)) {
      return Optional.empty();
    }
    return stores
        .executions()
        .executions(submission.caller().tenant(), submission.kind(), 0, RECENT_LISTED)
        .stream()
        .filter(execution -> recent.isRecent(execution.createdAt()))
        .filter(execution -> requests.fingerprint(execution.request()).equals(fingerprint))
        .findFirst();
  }
}
