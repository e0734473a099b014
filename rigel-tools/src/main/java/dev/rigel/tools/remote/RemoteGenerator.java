package dev.rigel.tools.remote;

import dev.rigel.media.Image;
import dev.rigel.media.MediaReader;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Generator;
import tools.jackson.databind.node.ObjectNode;

/** Makes and changes pictures behind an endpoint. */
public final class RemoteGenerator implements Generator {
  private final JsonEndpoint endpoint;
  private final MediaReader reader;

  /**
   * @param reader for the pictures that come back
   */
  public RemoteGenerator(JsonEndpoint endpoint, MediaReader reader) {
    this.endpoint = endpoint;
    this.reader = reader;
  }

  @Override
  public Image generate(String prompt, CallContext context) {
    return made(
        JsonEndpoint.JSON.createObjectNode().put("task", "generate").put("prompt", prompt),
        context);
  }

  @Override
  public Image edit(Image image, String instruction, CallContext context) {
    ObjectNode question =
        JsonEndpoint.JSON.createObjectNode().put("task", "edit").put("instruction", instruction);
    question.set("image", Pictures.json(image));
    return made(question, context);
  }

  private Image made(ObjectNode question, CallContext context) {
    return Pictures.read(
        endpoint.ask(question, context.scope()).path("image"), reader, endpoint, context.scope());
  }
}
