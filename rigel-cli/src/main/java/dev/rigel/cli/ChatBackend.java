package dev.rigel.cli;

import dev.rigel.agent.AgentListener;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;

/** Where a chat is answered: in this process or by a server. */
interface ChatBackend extends AutoCloseable {
  /** How a local file is named to the backend. */
  String source(java.nio.file.Path file);

  ChatCompletion complete(ChatCompletionRequest request, AgentListener listener);

  Artifact artifact(String session, String objectId);

  @Override
  void close();

  /** A produced medium. */
  record Artifact(byte[] content, String mediaType) {
    String extension() {
      return switch (mediaType) {
        case "image/png" -> "png";
        case "image/jpeg" -> "jpg";
        case "application/pdf" -> "pdf";
        default -> "bin";
      };
    }
  }
}
