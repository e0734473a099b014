package dev.rigel.server.execution;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.execution.AgentCatalogue;
import dev.rigel.agent.port.StoredAgent;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.AgentLookup;
import dev.rigel.protocol.ExecutionReader;
import dev.rigel.protocol.Json;
import dev.rigel.server.http.Exchange;
import dev.rigel.server.http.HttpFailure;
import dev.rigel.server.http.Page;
import dev.rigel.server.http.QueryReader;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/agent}, {@code /v1/agents/{id}}: stored agents. */
final class AgentEndpoints {
  private final AgentCatalogue agents;

  AgentEndpoints(AgentCatalogue agents) {
    this.agents = requireNonNull(agents, "agents");
  }

  void list(Exchange exchange) {
    QueryReader query = new QueryReader(exchange);
    Page page = Page.bySkip(query, Page.MOST);
    query.throwFaults();
    ArrayNode list = Json.array();
    agents
        .agents(exchange.tenant(), page.skip(), page.limit())
        .forEach(agent -> list.add(AgentCatalogue.info(agent).toJson()));
    exchange.send(200, list);
  }

  void get(Exchange exchange) {
    send(
        exchange,
        agents.find(exchange.tenant(), new AgentLookup.ById(exchange.pathParameter("id"))));
  }

  /** By POST; older clients send the same as a GET with a body, or in the query. */
  void lookup(Exchange exchange) {
    AgentLookup lookup = ExecutionReader.lookup(asked(exchange));
    if (lookup instanceof AgentLookup.ByName(String name) && !ExecutionReader.isAgentName(name)) {
      throw new HttpFailure(
          400,
          ErrorCode.INVALID_REQUEST,
          "This is not the name of an agent: write name or name:version.");
    }
    send(exchange, agents.find(exchange.tenant(), lookup));
  }

  private static JsonNode asked(Exchange exchange) {
    byte[] body = exchange.body();
    if (body.length > 0) {
      return Json.parse(body);
    }
    ObjectNode query = Json.object();
    for (String field : new String[] {"id", "name", "prompt"}) {
      exchange.query(field).ifPresent(value -> query.put(field, value));
    }
    return query;
  }

  void create(Exchange exchange) {
    StoredAgent agent = agents.create(exchange.tenant(), ExecutionReader.agent(exchange.json()));
    exchange.send(201, AgentCatalogue.info(agent).toCreationJson());
  }

  private static void send(Exchange exchange, Optional<StoredAgent> agent) {
    exchange.send(
        200,
        AgentCatalogue.info(
                agent.orElseThrow(
                    () -> new RigelException(ErrorCode.NOT_FOUND, "There is no such agent.")))
            .toJson());
  }
}
