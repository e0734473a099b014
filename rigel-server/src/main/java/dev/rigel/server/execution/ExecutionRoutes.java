package dev.rigel.server.execution;

import dev.rigel.agent.execution.AgentCatalogue;
import dev.rigel.agent.execution.Executions;
import dev.rigel.agent.port.StoredExecution.Kind;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.Toolsets;
import dev.rigel.server.http.ClientWatch;
import dev.rigel.server.http.Router;
import dev.rigel.server.http.Router.Access;
import dev.rigel.server.http.Turnstile;
import java.time.Duration;

/** The routes of agents, executions, predictions and skills. */
public final class ExecutionRoutes {
  private ExecutionRoutes() {}

  /**
   * What the routes lead to.
   *
   * @param toolsets those that runs may name
   * @param turnstile lets runs work which clients wait for
   * @param keepAlive the pause after which a silent answer sends white space
   * @param waitingTime what a run may take that a client waits for
   */
  public record Parts(
      AgentCatalogue agents,
      Executions executions,
      SkillEndpoints skills,
      Toolsets toolsets,
      Turnstile turnstile,
      ClientWatch watch,
      Duration keepAlive,
      Duration waitingTime) {}

  public static Router addTo(Router router, Parts parts) {
    AgentEndpoints agents = new AgentEndpoints(parts.agents());
    ExecutionEndpoints runs =
        new ExecutionEndpoints(
            parts.executions(),
            parts.toolsets(),
            new HeldRuns(
                parts.executions(),
                parts.turnstile(),
                parts.watch(),
                parts.keepAlive(),
                parts.waitingTime()));
    router
        .add("GET", "/v1/agent", Access.KEY, agents::list)
        .add("POST", "/v1/agent/lookup", Access.KEY, agents::lookup)
        .add("GET", "/v1/agent/lookup", Access.KEY, agents::lookup)
        .add("POST", "/v1/agent/create", Access.KEY, agents::create)
        .add("GET", "/v1/agents/{id}", Access.KEY, agents::get)
        .add("POST", "/v1/agent/execute", Access.KEY, runs::execute)
        .add("GET", "/v1/agent/executions", Access.KEY, e -> runs.list(e, Kind.EXECUTION))
        .add("GET", "/v1/agent/executions/{id}", Access.KEY, e -> runs.get(e, Kind.EXECUTION))
        .add("POST", "/v1/agent/executions/{id}/cancel", Access.KEY, runs::cancel)
        .add("GET", "/v1/predictions", Access.KEY, e -> runs.list(e, Kind.PREDICTION))
        .add("GET", "/v1/predictions/{id}", Access.KEY, e -> runs.get(e, Kind.PREDICTION));
    for (String kind : new String[] {"image", "document"}) {
      String base = "/v1/" + kind + "/";
      router
          .add("POST", base + "generate", Access.KEY, e -> runs.generate(e, kind))
          .add("POST", base + "execute", Access.KEY, e -> runs.executeOn(e, kind))
          .add("POST", base + "schema", Access.KEY, e -> runs.schema(e, kind));
    }
    for (String kind : new String[] {"audio", "video"}) {
      for (String verb : new String[] {"generate", "execute", "schema"}) {
        router.add(
            "POST",
            "/v1/" + kind + "/" + verb,
            Access.KEY,
            _ -> {
              throw new RigelException(
                  ErrorCode.NOT_IMPLEMENTED,
                  "Predictions of "
                      + kind
                      + " need the tool transcribe, which this version does not"
                      + " have. Send pictures or PDF documents.");
            });
      }
    }
    SkillEndpoints skills = parts.skills();
    return router
        .add("GET", "/v1/skills", Access.KEY, skills::list)
        .add("POST", "/v1/skills/lookup", Access.KEY, skills::lookup)
        .add("POST", "/v1/skills/create", Access.KEY, skills::create)
        .add("GET", "/v1/skills/{id}", Access.KEY, skills::get)
        .add("POST", "/v1/skills/{id}/update", Access.KEY, skills::update)
        .add("GET", "/v1/skills/{id}/download", Access.KEY, skills::download);
  }
}
