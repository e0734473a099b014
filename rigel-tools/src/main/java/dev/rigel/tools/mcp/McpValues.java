package dev.rigel.tools.mcp;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.ImageFormat;
import dev.rigel.media.MediaReader;
import dev.rigel.media.Region;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.reading.SuspiciousText;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values of programs for MCP servers, and their answers as values. */
final class McpValues {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LONGEST_TEXT = 1_000_000;
  private static final int MOST_PARTS = 100;
  private static final int DEEPEST = 100;

  private final String origin;
  private final MediaReader reader;
  private final CallContext context;

  /**
   * @param origin server and tool, for messages
   */
  McpValues(String origin, MediaReader reader, CallContext context) {
    this.origin = origin;
    this.reader = reader;
    this.context = context;
  }

  /**
   * A value as JSON would hold it.
   *
   * @param schema of the parameter
   * @throws RigelException when it is of a kind that cannot be sent there
   */
  static Object sent(String parameter, Object value, Object schema) {
    return switch (value) {
      case Image image -> picture(image, schema);
      case Region region -> place(region);
      case List<?> items -> items.stream().map(item -> part(parameter, item, schema)).toList();
      case Set<?> items -> items.stream().map(item -> part(parameter, item, Map.of())).toList();
      case Map<?, ?> map -> {
        Map<String, Object> sent = new LinkedHashMap<>();
        map.forEach((k, v) -> sent.put(String.valueOf(k), part(parameter, v, Map.of())));
        yield sent;
      }
      case String _, Number _, Boolean _ -> value;
      default ->
          throw RigelException.invalid(
              "A value of this kind cannot be sent to an MCP server; give a text, a number, a"
                  + " picture, a region, or lists of these.",
              parameter);
    };
  }

  @SuppressWarnings("NullAway") // JSON knows null inside lists and objects
  private static @Nullable Object part(String parameter, @Nullable Object item, Object schema) {
    Object inner =
        schema instanceof Map<?, ?> map && map.get("items") instanceof Map<?, ?> items
            ? items
            : Map.of();
    return item == null ? null : sent(parameter, item, inner);
  }

  private static String picture(Image image, Object schema) {
    ImageFormat format =
        image.hasAlpha() || image.isLabelMap() ? ImageFormat.PNG : ImageFormat.JPEG;
    String base64 = Base64.getEncoder().encodeToString(image.encode(format));
    return schema instanceof Map<?, ?> map && McpTypes.isBase64(map)
        ? base64
        : "data:" + format.mediaType() + ";base64," + base64;
  }

  private static Map<String, Object> place(Region region) {
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("label", region.label());
    place.put("text", region.text());
    region.page().ifPresent(page -> place.put("page", page));
    place.put(
        "xywh",
        List.of(region.box().x(), region.box().y(), region.box().width(), region.box().height()));
    return place;
  }

  /**
   * What a call gave: one value, or a list of several. Structured content stands for the texts.
   *
   * @param typed the structured content alone is what the tool promises
   */
  @Nullable Object read(McpSchema.CallToolResult result, boolean typed) {
    List<McpSchema.Content> parts = result.content() == null ? List.of() : result.content();
    if (parts.size() > MOST_PARTS) {
      throw malformed("more than " + MOST_PARTS + " parts");
    }
    List<Object> values = new ArrayList<>();
    Object structured = result.structuredContent();
    if (structured != null) {
      Object value = structured(structured);
      if (typed || value == null) {
        return value;
      }
      values.add(value);
    }
    for (McpSchema.Content part : parts) {
      Object value =
          structured != null && part instanceof McpSchema.TextContent ? null : value(part);
      if (value != null) {
        values.add(value);
      }
    }
    return switch (values.size()) {
      case 0 -> null;
      case 1 -> values.getFirst();
      default -> List.copyOf(values);
    };
  }

  private @Nullable Object structured(Object content) {
    String json = JSON.writeValueAsString(content);
    checkLength(json.length());
    warnOf(json);
    return plain(JSON.readTree(json), 0);
  }

  private @Nullable Object value(McpSchema.Content part) {
    return switch (part) {
      case McpSchema.TextContent text -> ofText(text.text());
      case McpSchema.ImageContent image -> image(image.data());
      case McpSchema.ResourceLink link -> link.uri();
      case McpSchema.EmbeddedResource resource -> resource(resource.resource());
      default -> {
        context.listener().warned(origin + " gave a part of another kind, which is left out.");
        yield null;
      }
    };
  }

  private @Nullable Object resource(McpSchema.ResourceContents resource) {
    if (resource instanceof McpSchema.TextResourceContents text) {
      return ofText(text.text());
    }
    if (resource instanceof McpSchema.BlobResourceContents blob
        && String.valueOf(blob.mimeType()).startsWith("image/")) {
      return image(blob.blob());
    }
    context.listener().warned(origin + " gave a file that is no picture, which is left out.");
    return null;
  }

  /** Text that is a JSON object or list becomes that. */
  private @Nullable Object ofText(String text) {
    checkLength(text.length());
    warnOf(text);
    String stripped = text.strip();
    if (stripped.startsWith("{") || stripped.startsWith("[")) {
      try {
        return plain(JSON.readTree(stripped), 0);
      } catch (JacksonException e) {
        return text;
      }
    }
    return text;
  }

  private void checkLength(int length) {
    if (length > LONGEST_TEXT) {
      throw malformed("more than " + LONGEST_TEXT + " characters");
    }
  }

  private void warnOf(String text) {
    SuspiciousText.warning("What " + origin + " gave", text).ifPresent(context.listener()::warned);
  }

  private Image image(String base64) {
    CallScope scope = context.scope();
    try {
      return reader.readImage(Base64.getMimeDecoder().decode(base64), scope);
    } catch (IllegalArgumentException e) {
      throw malformed("a picture that is not base64");
    } catch (RigelException e) {
      throw switch (e.code()) {
        case CANCELLED, OVERLOADED -> e;
        default -> malformed("a picture that cannot be read");
      };
    }
  }

  private @Nullable Object plain(JsonNode node, int depth) {
    if (depth > DEEPEST) {
      throw malformed("values nested more than " + DEEPEST + " deep");
    }
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        node.properties()
            .forEach(entry -> map.put(entry.getKey(), plain(entry.getValue(), depth + 1)));
        yield java.util.Collections.unmodifiableMap(map);
      }
      case ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        node.values().forEach(item -> list.add(plain(item, depth + 1)));
        yield java.util.Collections.unmodifiableList(list);
      }
      case STRING -> node.stringValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> node.isIntegralNumber() ? node.bigIntegerValue() : node.doubleValue();
      case BINARY, MISSING, NULL, POJO -> null;
    };
  }

  /** All its words, for a message. */
  String text(List<McpSchema.Content> parts) {
    return parts.stream()
        .filter(McpSchema.TextContent.class::isInstance)
        .map(part -> ((McpSchema.TextContent) part).text())
        .collect(Collectors.joining(" "));
  }

  private RigelException malformed(String what) {
    return new RigelException(
        ErrorCode.MODEL_FAILED, "The MCP tool " + origin + " gave " + what + ".");
  }
}
