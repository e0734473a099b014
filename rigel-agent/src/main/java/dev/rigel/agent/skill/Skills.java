package dev.rigel.agent.skill;

import dev.rigel.agent.Caller;
import dev.rigel.base.CallScope;
import dev.rigel.protocol.AgentSkill;

/** Finds the skill that a request names, or opens the one that it brings along. */
@FunctionalInterface
public interface Skills {
  /**
   * @throws dev.rigel.base.RigelException {@code not_found} when the caller has no such skill or
   *     version; {@code invalid_request} when a bundle is not a skill
   */
  ActiveSkill resolve(Caller caller, AgentSkill skill, CallScope scope);
}
