package dev.rigel.agent.port;

import java.util.List;
import java.util.Optional;

/** Keeps stored agents. What a call has returned from is durable. */
public interface AgentStore {
  /** Adds an agent, or replaces the one of this name; the id that holds from then on. */
  String put(StoredAgent agent);

  Optional<StoredAgent> byId(String tenant, String id);

  /** The newest of this name; a name may carry a version, {@code name:version}. */
  Optional<StoredAgent> byName(String tenant, String name);

  Optional<StoredAgent> byPrompt(String tenant, String prompt);

  /** Newest first. */
  List<StoredAgent> agents(String tenant, int skip, int limit);
}
