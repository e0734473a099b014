package dev.rigel.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON in and out. Reading is strict and bounded: what a lenient reader would let pass (duplicate
 * keys, trailing bytes, NaN, lone surrogates) is where two readers of one request come to disagree.
 */
public final class Json {
  /** Nothing that a client means is nested deeper. */
  public static final int MAX_DEPTH = 100;

  /** The largest request body, in bytes. */
  public static final int MAX_BYTES = 64 * 1024 * 1024;

  private static final int MAX_TOKENS = 500_000;
  private static final int MAX_NUMBER_LENGTH = 1_000;
  private static final int MAX_NAME_LENGTH = 10_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxDocumentLength(MAX_BYTES)
                  .maxStringLength(MAX_BYTES)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .maxTokenCount(MAX_TOKENS)
                  .build())
          .build();
  private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY).build();

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  public static String text(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  public static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  /** Reads a text that was written by Rigel or another server; the same strictness applies. */
  public static JsonNode parse(String text) {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a whole document.
   *
   * @throws ValidationException of type {@code json_invalid} at {@code ["body", offset]}
   */
  public static JsonNode parse(byte[] document) {
    if (document.length > MAX_BYTES) {
      throw invalid(0, "The document is larger than " + MAX_BYTES + " bytes");
    }
    checkEncoding(document);
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), document)) {
      if (parser.nextToken() == null) {
        throw invalid(document.length, "Expecting value");
      }
      JsonNode node = value(parser);
      if (parser.nextToken() != null) {
        throw invalid(offset(parser), "Extra data after the document");
      }
      return node;
    } catch (StreamConstraintsException e) {
      throw invalid(
          Math.max(0, e.getLocation() == null ? 0 : e.getLocation().getByteOffset()),
          "The document exceeds a limit: depth "
              + MAX_DEPTH
              + ", "
              + MAX_TOKENS
              + " values, numbers of "
              + MAX_NUMBER_LENGTH
              + " digits, names of "
              + MAX_NAME_LENGTH
              + " characters");
    } catch (JacksonException e) {
      long at = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
      throw invalid(Math.clamp(at, 0, document.length), "The document is not valid JSON here");
    }
  }

  /**
   * Reads the body of a request, which must not be empty.
   *
   * @throws ValidationException {@code missing}, or as {@link #parse(byte[])}
   */
  public static JsonNode ofBody(byte[] body) {
    if (body.length == 0) {
      throw new ValidationException(new ErrorDetail(List.of("body"), "Field required", "missing"));
    }
    return parse(body);
  }

  private static JsonNode value(JsonParser parser) {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        ArrayNode array = array();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser));
        }
        yield array;
      }
      case VALUE_STRING -> JsonNodeFactory.instance.stringNode(checked(parser, parser.getString()));
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT -> JsonNodeFactory.instance.numberNode(parser.getIntValue());
            case LONG -> JsonNodeFactory.instance.numberNode(parser.getLongValue());
            default -> JsonNodeFactory.instance.numberNode(parser.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> {
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
          throw invalid(offset(parser), "The number is too large");
        }
        yield JsonNodeFactory.instance.numberNode(number);
      }
      case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
      case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
      case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
      default -> throw invalid(offset(parser), "Expecting value");
    };
  }

  private static ObjectNode object(JsonParser parser) {
    ObjectNode object = object();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = checked(parser, parser.currentName());
      if (object.has(name)) {
        throw invalid(offset(parser), "The same key stands twice in one object");
      }
      parser.nextToken();
      object.set(name, value(parser));
    }
    return object;
  }

  /** Halves of surrogate pairs and NUL can be escaped in JSON but not be stored or shown. */
  private static String checked(JsonParser parser, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw invalid(offset(parser), "A string holds the character NUL");
      }
      if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++;
        } else {
          throw invalid(offset(parser), "A string holds half of a surrogate pair");
        }
      }
    }
    return text;
  }

  private static long offset(JsonParser parser) {
    return Math.max(0, parser.currentTokenLocation().getByteOffset());
  }

  /**
   * The parser itself would guess UTF-16 and UTF-32, skip a byte order mark, and pass some wrong
   * sequences.
   */
  private static void checkEncoding(byte[] document) {
    if (document.length >= 3
        && document[0] == (byte) 0xEF
        && document[1] == (byte) 0xBB
        && document[2] == (byte) 0xBF) {
      throw invalid(0, "Unexpected UTF-8 byte order mark");
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.wrap(document);
    CharBuffer characters = CharBuffer.allocate(8192);
    while (true) {
      CoderResult result = decoder.decode(bytes, characters, true);
      if (result.isError()) {
        throw invalid(bytes.position(), "The document is not valid UTF-8 here");
      }
      if (result.isUnderflow()) {
        break;
      }
      characters.clear();
    }
    for (int i = 0; i < document.length; i++) {
      if (document[i] == 0) {
        throw invalid(i, "The document holds a NUL byte");
      }
    }
  }

  private static ValidationException invalid(long offset, String problem) {
    return new ValidationException(
        new ErrorDetail(
            List.of("body", Math.toIntExact(offset)),
            "JSON decode error: " + problem,
            "json_invalid"));
  }
}
