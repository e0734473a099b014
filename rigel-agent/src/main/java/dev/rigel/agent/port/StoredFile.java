package dev.rigel.agent.port;

import java.time.Instant;
import java.util.Optional;

/**
 * An uploaded file, or one that is to be uploaded.
 *
 * @param purpose one of the wire's purposes, for example {@code assistants}
 * @param mediaType what its content was found to be; before the upload, what its name says
 * @param blob its key in the {@link BlobStore}; empty until the upload is complete
 * @param md5 of the content, lower-case hexadecimal; empty until the upload is complete
 * @param shared whether it has a public URL
 */
public record StoredFile(
    String tenant,
    String id,
    String filename,
    String purpose,
    String mediaType,
    Optional<String> blob,
    long size,
    Optional<String> md5,
    boolean shared,
    Instant createdAt) {}
