package dev.rigel.agent.port;

import java.util.List;
import java.util.Optional;

/** Keeps skills and their versions. What a call has returned from is durable. */
public interface SkillStore {
  /** By what a list is ordered. */
  enum Order {
    CREATED_AT,
    UPDATED_AT,
    NAME
  }

  /**
   * Adds a version; the first one of an id makes the skill.
   *
   * @throws dev.rigel.base.RigelException when another skill of the tenant has the name
   */
  void add(StoredSkill version);

  /**
   * @param version empty for the latest
   */
  Optional<StoredSkill> byId(String tenant, String id, Optional<String> version);

  /**
   * @param version empty for the latest
   */
  Optional<StoredSkill> byName(String tenant, String name, Optional<String> version);

  /**
   * @param latestOnly one entry a skill; otherwise one a version
   */
  List<StoredSkill> skills(
      String tenant, Order order, boolean descending, boolean latestOnly, int offset, int limit);

  /** Deletes the skill with all its versions. */
  boolean delete(String tenant, String id);
}
