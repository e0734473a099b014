package dev.rigel.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads messages and their parts. */
final class MessageReader {
  private static final int MOST_MESSAGES = 10_000;
  private static final int MOST_PARTS = 1_000;

  /** Longer texts belong into a file. */
  private static final int LONGEST_TEXT = 4 * 1024 * 1024;

  private static final int LONGEST_PASSWORD = 1_000;

  private static final List<String> ROLES =
      List.of("system", "developer", "user", "assistant", "tool");
  private static final List<String> DETAILS = List.of("auto", "low", "high");

  private static final String PART_TYPES =
      "text, image_url, video_url, audio_url, file_url, input_file, file, input_audio";

  /** Some documentation shows such a part where a message belongs, its type as the role. */
  private static final Set<String> PARTS_SEEN_AS_MESSAGES =
      Set.of("image_url", "video_url", "audio_url", "file_url");

  private MessageReader() {}

  static List<ChatMessage> messages(Fields body) {
    body.requireField("messages", "Input should be a valid list", "list_type");
    if (body.any("messages").filter(v -> v.isArray() && v.isEmpty()).isPresent()) {
      body.fault(
          "messages", "List should have at least 1 item after validation, not 0", "too_short");
    }
    List<ChatMessage> messages = new ArrayList<>();
    for (Fields message : body.objects("messages", MOST_MESSAGES)) {
      message(message).ifPresent(messages::add);
    }
    return messages;
  }

  static Optional<ChatMessage> message(Fields message) {
    String role = message.any("role").flatMap(JsonNode::stringValueOpt).orElse("user");
    if (PARTS_SEEN_AS_MESSAGES.contains(role) && message.has(role)) {
      return url(message, role).map(part -> new ChatMessage(Role.USER, List.of(part)));
    }
    Optional<Role> known =
        message.has("role")
            ? message.word("role", ROLES).map(MessageReader::role)
            : Optional.of(Role.USER);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    List<ToolCall> calls = toolCalls(message);
    Optional<String> toolCallId =
        known.get() == Role.TOOL
            ? message.required("tool_call_id", 1_000)
            : message.string("tool_call_id", 1_000);
    boolean mayBeSilent = known.get() == Role.ASSISTANT;
    return Optional.of(
        new ChatMessage(
            known.get(),
            content(message, mayBeSilent),
            message.string("name", 1_000),
            toolCallId,
            calls));
  }

  private static Role role(String name) {
    return switch (name) {
      case "system", "developer" -> Role.SYSTEM;
      case "assistant" -> Role.ASSISTANT;
      case "tool" -> Role.TOOL;
      default -> Role.USER;
    };
  }

  private static List<ContentPart> content(Fields message, boolean mayBeSilent) {
    Optional<JsonNode> content = message.any("content");
    if (content.isEmpty()) {
      if (!mayBeSilent) {
        message.requireField(
            "content", "Input should be a valid string or a list of parts", "string_type");
      }
      return List.of();
    }
    if (content.get().isString()) {
      return message
          .string("content", LONGEST_TEXT)
          .map(text -> List.<ContentPart>of(new ContentPart.Text(text)))
          .orElse(List.of());
    }
    if (!content.get().isArray()) {
      message.fault("content", "Input should be a valid string or a list of parts", "string_type");
      return List.of();
    }
    if (content.get().isEmpty() && !mayBeSilent) {
      message.fault(
          "content", "List should have at least 1 item after validation, not 0", "too_short");
    }
    List<ContentPart> parts = new ArrayList<>();
    for (Fields part : message.objects("content", MOST_PARTS)) {
      part(part).ifPresent(parts::add);
    }
    return parts;
  }

  static Optional<ContentPart> part(Fields part) {
    if (!part.has("type")) {
      part.fault(
          "Unable to extract tag using discriminator 'type'. It should be one of " + PART_TYPES,
          "union_tag_not_found");
      return Optional.empty();
    }
    String type = part.any("type").flatMap(JsonNode::stringValueOpt).orElse("");
    return switch (type) {
      case "text", "input_text", "output_text" -> text(part, "text");
      case "refusal" -> text(part, "refusal");
      case "image_url", "video_url", "audio_url", "file_url", "document_url" -> url(part, type);
      case "input_file" -> inputFile(part);
      case "file" -> openAiFile(part);
      case "input_audio" -> inputAudio(part);
      default -> {
        part.fault(
            "Unknown type of part. The field 'type' should be one of " + PART_TYPES,
            "union_tag_invalid");
        yield Optional.empty();
      }
    };
  }

  private static Optional<ContentPart> text(Fields part, String field) {
    return part.required(field, LONGEST_TEXT).map(ContentPart.Text::new);
  }

  private static Optional<ContentPart> url(Fields part, String type) {
    return address(part, type)
        .map(url ->
            switch (type) {
              case "image_url" -> new ContentPart.ImageUrl(url, detail(part));
              case "video_url" -> new ContentPart.VideoUrl(url);
              case "audio_url" -> new ContentPart.AudioUrl(url);
              default -> new ContentPart.FileUrl(url, password(part));
            });
  }

  /** Beside the type, of every part that may hold a document. */
  private static Optional<Password> password(Fields part) {
    return part.string("password", LONGEST_PASSWORD).map(Password::new);
  }

  private static Optional<String> detail(Fields part) {
    return part.any("image_url").filter(JsonNode::isObject).isPresent()
        ? part.fields("image_url").flatMap(image -> image.word("detail", DETAILS))
        : Optional.empty();
  }

  /** {@code {"url": …}}, or the bare string that some clients send. */
  private static Optional<String> address(Fields part, String field) {
    if (part.any(field).filter(JsonNode::isString).isPresent()) {
      return part.string(field).filter(text -> isAddress(part, field, text));
    }
    return part.requiredFields(field)
        .flatMap(object -> object.required("url").filter(text -> isAddress(object, "url", text)));
  }

  private static boolean isAddress(Fields fields, String field, String text) {
    return !text.isBlank()
        || fields.fault(field, "String should have at least 1 character", "string_too_short");
  }

  private static Optional<ContentPart> inputFile(Fields part) {
    Optional<String> id = part.string("file_id", 1_000);
    Optional<String> url = part.has("file_url") ? address(part, "file_url") : Optional.empty();
    if (id.isPresent() == url.isPresent()) {
      part.fault("Exactly one of file_id and file_url is needed", "value_error");
      return Optional.empty();
    }
    return Optional.of(new ContentPart.InputFile(id, url, password(part)));
  }

  private static Optional<ContentPart> openAiFile(Fields part) {
    return part.requiredFields("file")
        .flatMap(file -> {
          Optional<String> data = file.string("file_data");
          Optional<String> id = file.string("file_id", 1_000);
          if (data.isPresent() == id.isPresent()) {
            file.fault("Exactly one of file_data and file_id is needed", "value_error");
            return Optional.empty();
          }
          return Optional.of(
              new ContentPart.OpenAiFile(file.string("filename", 1_000), data, id, password(part)));
        });
  }

  private static Optional<ContentPart> inputAudio(Fields part) {
    return part.requiredFields("input_audio")
        .flatMap(audio ->
            audio
                .required("data")
                .map(data ->
                    new ContentPart.InputAudio(data, audio.string("format", 100).orElse(""))));
  }

  private static List<ToolCall> toolCalls(Fields message) {
    List<ToolCall> calls = new ArrayList<>();
    for (Fields call : message.objects("tool_calls", 1_000)) {
      Optional<String> id = call.required("id", 1_000);
      call.word("type", List.of("function"));
      Optional<Fields> function = call.requiredFields("function");
      Optional<String> name = function.flatMap(f -> f.required("name", 1_000));
      Optional<String> arguments = function.flatMap(f -> f.string("arguments"));
      if (id.isPresent() && name.isPresent()) {
        calls.add(new ToolCall(id.get(), name.get(), arguments.orElse("{}")));
      }
    }
    return calls;
  }
}
