package dev.rigel.agent.port;

import java.time.Instant;

/**
 * One version of a skill.
 *
 * @param id the same for all versions
 * @param version for example {@code 20260720-b19b53d9}
 * @param blob the zipped folder's key in the {@link BlobStore}
 * @param createdAt when the skill's first version came
 * @param updatedAt when this version came
 */
public record StoredSkill(
    String tenant,
    String id,
    String name,
    String version,
    String description,
    String blob,
    Instant createdAt,
    Instant updatedAt) {}
