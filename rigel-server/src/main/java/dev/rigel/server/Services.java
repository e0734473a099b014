package dev.rigel.server;

import dev.rigel.agent.Agent;
import dev.rigel.agent.execution.Domains;
import dev.rigel.agent.execution.MediaTools;
import dev.rigel.agent.program.ProgramRuns;
import dev.rigel.protocol.ModelList;
import java.util.function.Supplier;

/**
 * What works behind the endpoints.
 *
 * @param agent answers chats
 * @param programs runs kept programs
 * @param tools what predictions do with media
 * @param domains what predictions may be of
 * @param models what chats may ask for
 */
public record Services(
    Agent agent,
    ProgramRuns programs,
    MediaTools tools,
    Domains domains,
    Supplier<ModelList> models) {
  public Services withAgent(Agent other) {
    return new Services(other, programs, tools, domains, models);
  }
}
