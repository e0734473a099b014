package dev.rigel.agent;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.ToolChoice;
import java.util.ArrayList;
import java.util.List;

/** Refuses what the wire knows and this version does not do, before any work is done. */
final class Unsupported {
  private Unsupported() {}

  static void refuse(ChatCompletionRequest request) {
    if (!request.skills().isEmpty()) {
      throw new RigelException(
          ErrorCode.NOT_IMPLEMENTED,
          "Skills are not available in this version; put their instructions into a system message.",
          "skills");
    }
    boolean mustCall =
        switch (request.toolChoice()) {
          case ToolChoice.Mode mode -> mode == ToolChoice.Mode.REQUIRED;
          case ToolChoice.Named _ -> true;
        };
    if (!request.tools().isEmpty() && mustCall) {
      throw new RigelException(
          ErrorCode.NOT_IMPLEMENTED,
          "Calls of the client's own tools are not available in this version; ask for a"
              + " response_format with a JSON schema instead.",
          "tool_choice");
    }
  }

  /** What is asked for and left out without changing the answer. */
  static List<String> warnings(ChatCompletionRequest request) {
    List<String> warnings = new ArrayList<>();
    if (!request.tools().isEmpty()) {
      warnings.add("The request's own tools are not called in this version.");
    }
    if (!request.models().isEmpty()) {
      warnings.add("There is no configured endpoint of the names in \"models\"; they are ignored.");
    }
    return warnings;
  }
}
