package dev.rigel.agent;

import dev.rigel.base.CallScope;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;

/** Turns a request into an answer. Thread-safe. */
public interface Agent {
  /**
   * Runs one turn. The answer is stored (session, program, trace, artifacts) before this returns.
   *
   * @throws dev.rigel.base.RigelException when the request is wrong or cannot be done
   */
  ChatCompletion complete(
      ChatCompletionRequest request, Caller caller, AgentListener listener, CallScope scope);
}
