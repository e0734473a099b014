package dev.rigel.tools.remote;

import dev.rigel.base.CallScope;
import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.ImageFormat;
import dev.rigel.media.MediaReader;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Pictures in the JSON of endpoints: {@code {"media_type": …, "data": base64}}. */
final class Pictures {
  /** Places come back as parts of the picture, so that reducing it moves nothing. */
  private static final int LARGEST_SIDE = 2_048;

  private Pictures() {}

  static ObjectNode json(Image image) {
    Image sent = reduced(image);
    ImageFormat format = sent.hasAlpha() ? ImageFormat.PNG : ImageFormat.JPEG;
    return JsonEndpoint.JSON
        .createObjectNode()
        .put("media_type", format.mediaType())
        .put("data", Base64.getEncoder().encodeToString(sent.encode(format)));
  }

  private static Image reduced(Image image) {
    int longer = Math.max(image.width(), image.height());
    if (longer <= LARGEST_SIDE) {
      return image;
    }
    double factor = (double) LARGEST_SIDE / longer;
    return image.shrunk(
        Math.max(1, (int) Math.round(image.width() * factor)),
        Math.max(1, (int) Math.round(image.height() * factor)));
  }

  static Image read(JsonNode node, MediaReader reader, JsonEndpoint endpoint, CallScope scope) {
    JsonNode data = node.path("data");
    if (!data.isString()) {
      throw endpoint.malformed("a picture without \"data\"");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(data.stringValue());
    } catch (IllegalArgumentException e) {
      throw endpoint.malformed("\"data\" is not base64");
    }
    try {
      return reader.readImage(bytes, scope);
    } catch (RigelException e) {
      throw switch (e.code()) {
        case CANCELLED, OVERLOADED -> e;
        default -> endpoint.malformed("a picture that cannot be read");
      };
    }
  }
}
