package dev.rigel.tools.remote;

import dev.rigel.media.Image;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Looker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Looks through the eyes of a model behind an endpoint. */
public final class RemoteLooker implements Looker {
  private static final int LONGEST = 64 * 1024;

  private final JsonEndpoint endpoint;

  public RemoteLooker(JsonEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public String look(Image image, String question, CallContext context) {
    ObjectNode asked =
        JsonEndpoint.JSON.createObjectNode().put("task", "look").put("question", question);
    asked.set("image", Pictures.json(image));
    JsonNode text = endpoint.ask(asked, context.scope()).path("text");
    if (!text.isString() || text.stringValue().length() > LONGEST) {
      throw endpoint.malformed("no \"text\" of at most " + LONGEST + " characters");
    }
    return text.stringValue().strip();
  }
}
