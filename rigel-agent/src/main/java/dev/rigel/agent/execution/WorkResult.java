package dev.rigel.agent.execution;

import static java.util.Objects.requireNonNull;

import dev.rigel.protocol.CreditUsage;
import tools.jackson.databind.node.ObjectNode;

/** What a run came to. */
record WorkResult(ObjectNode response, CreditUsage usage) {
  WorkResult {
    requireNonNull(response, "response");
    requireNonNull(usage, "usage");
  }
}
