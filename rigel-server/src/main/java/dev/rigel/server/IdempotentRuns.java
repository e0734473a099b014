package dev.rigel.server;

import dev.rigel.agent.AgentListener;
import dev.rigel.agent.Caller;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.ErrorDetail;
import dev.rigel.protocol.ValidationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a request that is sent more than once under one {@code Idempotency-Key} once: the first
 * answer is given again, and while it is being worked on it is waited for. What failed was not
 * answered and may be tried again.
 */
final class IdempotentRuns {
  static final String HEADER = "Idempotency-Key";

  /** How long a run that was given up may take to end before it is run anew beside it. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private record Key(String tenant, String key) {}

  private record UnderWay(String body, CompletableFuture<Runs.Run> run) {}

  private final CompletionIds runs;
  private final SessionStore sessions;
  private final Map<Key, UnderWay> underWay = new ConcurrentHashMap<>();

  IdempotentRuns(Runs runs, SessionStore sessions) {
    this.runs = new CompletionIds(runs, sessions);
    this.sessions = sessions;
  }

  /**
   * Starts the request, or joins it to the run that answers it already.
   *
   * @throws ValidationException when the caller used the key for another request
   */
  Runs.Run start(ChatCompletionRequest request, Caller caller, AgentListener listener) {
    if (caller.idempotency().isEmpty()) {
      return runs.start(request, caller, listener);
    }
    TurnRecord.Idempotency wanted = caller.idempotency().get();
    Key key = new Key(caller.tenant(), wanted.key());
    UnderWay mine = new UnderWay(wanted.body(), new CompletableFuture<>());
    while (true) {
      UnderWay there = underWay.putIfAbsent(key, mine);
      if (there == null) {
        return begin(request, caller, listener, key, mine);
      }
      checkBody(wanted, there.body());
      Optional<Runs.Run> joined = joined(there);
      if (joined.isPresent()) {
        joined.get().onStart(listener);
        return joined.get();
      }
      underWay.remove(key, there);
    }
  }

  private Runs.Run begin(
      ChatCompletionRequest request,
      Caller caller,
      AgentListener listener,
      Key key,
      UnderWay mine) {
    try {
      Runs.Run run =
          answered(caller, listener).orElseGet(() -> runs.start(request, caller, listener));
      mine.run().complete(run);
      run.onEnd(() -> underWay.remove(key, mine));
      return run;
    } catch (RuntimeException e) {
      underWay.remove(key, mine);
      mine.run().completeExceptionally(e);
      throw e;
    }
  }

  private Optional<Runs.Run> answered(Caller caller, AgentListener listener) {
    TurnRecord.Idempotency wanted = caller.idempotency().orElseThrow();
    return sessions
        .repeated(caller.tenant(), wanted.key())
        .map(repeated -> {
          checkBody(wanted, repeated.idempotency().body());
          Runs.Run run =
              Runs.Run.of(
                  ChatCompletion.of(JsonMapper.shared().readTree(repeated.turn().answer())));
          run.onStart(listener);
          return run;
        });
  }

  /** Empty when the run was given up, or could not even begin. */
  private static Optional<Runs.Run> joined(UnderWay there) {
    Runs.Run run;
    try {
      run = there.run().join();
    } catch (CompletionException e) {
      return Optional.empty();
    }
    Optional<Runs.Run> joined = run.joined();
    if (joined.isEmpty()) {
      // It may have been too far to be stopped, and is stored then.
      run.awaitEnd(PATIENCE);
    }
    return joined;
  }

  private static void checkBody(TurnRecord.Idempotency wanted, String first) {
    if (!wanted.body().equals(first)) {
      throw new ValidationException(
          new ErrorDetail(
              List.of("header", HEADER),
              "This key was used for another request; a new request needs a new key",
              "value_error"));
    }
  }
}
