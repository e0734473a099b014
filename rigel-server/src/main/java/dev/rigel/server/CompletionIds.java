package dev.rigel.server;

import dev.rigel.agent.AgentListener;
import dev.rigel.agent.Caller;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.protocol.ChatCompletionRequest;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees to it that a completion id which clients choose stands for one answer: a request whose id is
 * taken gets another one. It is not refused, because clients would send it again and again.
 */
final class CompletionIds {
  private record Id(String tenant, String id) {}

  private final Runs runs;
  private final SessionStore sessions;
  private final Set<Id> underWay = ConcurrentHashMap.newKeySet();

  CompletionIds(Runs runs, SessionStore sessions) {
    this.runs = runs;
    this.sessions = sessions;
  }

  Runs.Run start(ChatCompletionRequest request, Caller caller, AgentListener listener) {
    if (request.id().isEmpty()) {
      return runs.start(request, caller, listener);
    }
    Id id = new Id(caller.tenant(), request.id().get());
    if (!underWay.add(id)) {
      return runs.start(request.withId(Optional.empty()), caller, listener);
    }
    try {
      boolean answered = sessions.turn(id.tenant(), id.id()).isPresent();
      Runs.Run run =
          runs.start(answered ? request.withId(Optional.empty()) : request, caller, listener);
      run.onEnd(() -> underWay.remove(id));
      return run;
    } catch (RuntimeException e) {
      underWay.remove(id);
      throw e;
    }
  }
}
