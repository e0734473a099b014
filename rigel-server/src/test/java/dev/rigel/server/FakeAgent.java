package dev.rigel.server;

import dev.rigel.agent.Agent;
import dev.rigel.agent.AgentListener;
import dev.rigel.agent.Caller;
import dev.rigel.base.CallScope;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.FinishReason;
import dev.rigel.protocol.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An agent that does what a test tells it, and remembers what it was asked. */
final class FakeAgent implements Agent {
  /** A session for tests to which it does not matter. */
  static final String SESSION = "6f8e1f0a-3f0c-4a51-9d55-0d8a3c1b2e4f";

  /** What a turn does. */
  interface Turn {
    ChatCompletion run(
        ChatCompletionRequest request, Caller caller, AgentListener listener, CallScope scope);
  }

  final List<ChatCompletionRequest> requests = Collections.synchronizedList(new ArrayList<>());
  final List<Caller> callers = Collections.synchronizedList(new ArrayList<>());
  private volatile Turn turn =
      (request, _, listener, _) -> {
        String id = id();
        String session = request.sessionId().orElseGet(() -> UUID.randomUUID().toString());
        listener.started(id, session);
        listener.wrote("Hello ");
        listener.wrote("there.");
        return answer(request, id, session, "Hello there.");
      };

  /** What the next turns do. */
  void will(Turn next) {
    turn = next;
  }

  @Override
  public ChatCompletion complete(
      ChatCompletionRequest request, Caller caller, AgentListener listener, CallScope scope) {
    requests.add(request);
    callers.add(caller);
    return turn.run(request, caller, listener, scope);
  }

  static String id() {
    return "chatcmpl-" + UUID.randomUUID();
  }

  static ChatCompletion answer(
      ChatCompletionRequest request, String id, String session, String text) {
    return new ChatCompletion(
        id,
        1_766_496_000,
        request.model().name(),
        Version.FINGERPRINT,
        List.of(new ChatCompletion.Choice(0, text, FinishReason.STOP)),
        new Usage(7, 3),
        session,
        Optional.empty());
  }

  /** Waits until cancelled, as a run does that checks its scope. */
  static void untilCancelled(CallScope scope) {
    while (true) {
      scope.check();
      pause(5);
    }
  }

  static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
