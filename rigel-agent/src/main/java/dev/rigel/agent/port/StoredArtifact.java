package dev.rigel.agent.port;

import java.util.Optional;

/**
 * A medium kept under a session.
 *
 * @param objectId for example {@code img_1a2b3c}
 * @param mediaType for example {@code image/png}
 * @param blob its key in the {@link BlobStore}
 * @param produced made by a run; otherwise it came with a request
 */
public record StoredArtifact(
    String objectId,
    String mediaType,
    Optional<String> filename,
    String blob,
    long size,
    boolean produced) {}
