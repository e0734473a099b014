package dev.rigel.agent.execution;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.port.AgentStore;
import dev.rigel.agent.port.StoredAgent;
import dev.rigel.agent.port.StoredJson;
import dev.rigel.base.Hashes;
import dev.rigel.protocol.AgentCreation;
import dev.rigel.protocol.AgentInfo;
import dev.rigel.protocol.AgentLookup;
import dev.rigel.protocol.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The stored agents of all tenants: names for prompts and how they are run. */
public final class AgentCatalogue {
  private static final int LONGEST_DESCRIPTION = 200;
  private static final int HASH_DIGITS = 8;

  private final AgentStore agents;
  private final Clock clock;

  public AgentCatalogue(AgentStore agents, Clock clock) {
    this.agents = requireNonNull(agents, "agents");
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Makes an agent, or replaces the one of this name. A name that is made comes from the content,
   * so that a request sent twice makes one.
   */
  public StoredAgent create(String tenant, AgentCreation creation) {
    String config = Json.text(creation.config());
    String name =
        creation
            .name()
            .orElseGet(() ->
                "agent-" + Hashes.sha256(creation.prompt() + config).substring(0, HASH_DIGITS));
    Instant now = Instant.now(clock);
    // The id of an agent that is replaced holds on; the store knows it.
    Optional<StoredAgent> there =
        agents.byName(tenant, name).filter(agent -> agent.name().equals(name));
    StoredAgent agent =
        new StoredAgent(
            tenant,
            there.map(StoredAgent::id).orElseGet(() -> UUID.randomUUID().toString()),
            name,
            description(creation.prompt()),
            creation.prompt(),
            config,
            there.map(StoredAgent::createdAt).orElse(now),
            now);
    if (there.isPresent()
        && there.get().prompt().equals(agent.prompt())
        && there.get().config().equals(config)) {
      return there.get();
    }
    String id = agents.put(agent);
    return agents.byId(tenant, id).orElse(agent);
  }

  public Optional<StoredAgent> find(String tenant, AgentLookup lookup) {
    return switch (lookup) {
      case AgentLookup.ById byId -> agents.byId(tenant, byId.id());
      case AgentLookup.ByName byName -> agents.byName(tenant, byName.name());
      case AgentLookup.ByPrompt byPrompt -> agents.byPrompt(tenant, byPrompt.prompt());
    };
  }

  /** Newest first. */
  public List<StoredAgent> agents(String tenant, int skip, int limit) {
    return agents.agents(tenant, skip, limit);
  }

  /** As clients see it. */
  public static AgentInfo info(StoredAgent agent) {
    Optional<JsonNode> schema =
        StoredJson.find(agent.config()).map(config -> config.path("json_schema"));
    return new AgentInfo(
        agent.id(),
        agent.name(),
        agent.description(),
        agent.prompt(),
        schema.filter(JsonNode::isObject),
        agent.createdAt(),
        agent.updatedAt());
  }

  /** The prompt's first line. */
  private static String description(String prompt) {
    String first = prompt.strip().split("\\R", 2)[0];
    return first.length() <= LONGEST_DESCRIPTION
        ? first
        : first.substring(0, LONGEST_DESCRIPTION - 1) + "…";
  }
}
