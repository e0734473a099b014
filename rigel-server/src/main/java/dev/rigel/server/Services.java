package dev.rigel.server;

import dev.rigel.agent.Agent;
import dev.rigel.agent.program.ProgramRuns;

/**
 * What works behind the endpoints.
 *
 * @param agent answers chats
 * @param programs runs kept programs
 */
public record Services(Agent agent, ProgramRuns programs) {}
