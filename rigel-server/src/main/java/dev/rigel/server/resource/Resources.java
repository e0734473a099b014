package dev.rigel.server.resource;

import dev.rigel.agent.port.BlobStore;
import dev.rigel.agent.port.ExecutionStore;
import dev.rigel.agent.port.FeedbackStore;
import dev.rigel.agent.port.FileStore;
import dev.rigel.agent.port.KeyStore;
import dev.rigel.agent.port.ProgramStore;
import dev.rigel.agent.port.SessionStore;

/** What lasts and has endpoints: the ports, whatever is behind them. */
public record Resources(
    SessionStore sessions,
    BlobStore blobs,
    FileStore files,
    ExecutionStore executions,
    FeedbackStore feedback,
    ProgramStore programs,
    KeyStore keys) {}
