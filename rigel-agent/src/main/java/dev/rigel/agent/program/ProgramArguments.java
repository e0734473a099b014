package dev.rigel.agent.program;

import dev.rigel.agent.turn.InputKind;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Media;
import dev.rigel.program.Type;
import dev.rigel.protocol.ContentPart;
import dev.rigel.protocol.ErrorDetail;
import dev.rigel.protocol.Password;
import dev.rigel.protocol.ProgramInputs;
import dev.rigel.protocol.ValidationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a client sent for a program's inputs, held against their types.
 *
 * @param plain the values that are no media, as programs have them
 * @param media where the others lie
 */
record ProgramArguments(Map<String, Object> plain, Map<String, Place> media) {
  /**
   * Where a medium lies.
   *
   * @param source a URL or data URI; empty for an uploaded file
   * @param filename what the client calls it
   * @param password opens an encrypted document
   */
  record Place(
      String source,
      Optional<String> fileId,
      Optional<String> filename,
      Optional<Password> password) {}

  ProgramArguments {
    plain = Map.copyOf(plain);
    media = Map.copyOf(media);
  }

  /**
   * @throws ValidationException naming every input that is missing, unknown or of the wrong kind
   */
  static ProgramArguments of(Map<String, Type> types, ProgramInputs inputs) {
    Reader reader = new Reader();
    for (String name : inputs.values().keySet()) {
      if (!types.containsKey(name)) {
        reader.fault(
            name,
            "This program has no such input; it has " + String.join(", ", types.keySet()),
            "extra_forbidden");
      }
    }
    types.forEach((name, type) -> {
      ProgramInputs.Value value = inputs.values().get(name);
      if (value == null) {
        reader.fault(name, "Field required: this input is of type " + type.text(), "missing");
      } else {
        reader.read(name, type, value);
      }
    });
    if (!reader.faults.isEmpty()) {
      throw new ValidationException(reader.faults);
    }
    return new ProgramArguments(reader.plain, reader.media);
  }

  /** A picture may stand for a document of one page to people, but not to a program. */
  static void requireKind(String name, Media opened, Map<String, Type> types) {
    Type wanted = types.get(name);
    Type there = InputKind.of(opened).type();
    if (!there.equals(wanted)) {
      throw RigelException.invalid(
          "The input "
              + name
              + " is of type "
              + there.text()
              + "; the program needs "
              + (wanted == null ? "none" : wanted.text())
              + ".",
          "inputs." + name);
    }
  }

  /** Collects values and faults. */
  private static final class Reader {
    private final Map<String, Object> plain = new LinkedHashMap<>();
    private final Map<String, Place> media = new LinkedHashMap<>();
    private final List<ErrorDetail> faults = new ArrayList<>();

    private void fault(String name, String message, String type) {
      faults.add(new ErrorDetail(List.of("body", "inputs", name), message, type));
    }

    private void read(String name, Type type, ProgramInputs.Value value) {
      if (type instanceof Type.ObjectOf) {
        medium(name, value);
        return;
      }
      Optional<Object> read =
          switch (value) {
            case ProgramInputs.Part(ContentPart.Text(String text)) ->
                type == Type.STR ? Optional.<Object>of(text) : Optional.empty();
            case ProgramInputs.Part _ -> Optional.empty();
            case ProgramInputs.Plain(JsonNode json) -> plain(type, json);
          };
      read.ifPresentOrElse(
          found -> plain.put(name, found),
          () -> fault(name, "Input should be of type " + type.text(), "value_error"));
    }

    private static Optional<Object> plain(Type type, JsonNode json) {
      if (type == Type.STR && json.isString()) {
        return Optional.of(json.stringValue());
      }
      if (type == Type.INT && json.isIntegralNumber()) {
        return Optional.of(json.bigIntegerValue());
      }
      if (type == Type.FLOAT && json.isNumber()) {
        return Optional.of(json.asDouble());
      }
      return type == Type.BOOL && json.isBoolean()
          ? Optional.of(json.booleanValue())
          : Optional.empty();
    }

    private void medium(String name, ProgramInputs.Value value) {
      switch (value) {
        case ProgramInputs.Plain(JsonNode json) when json.isString() ->
            media.put(name, at(json.stringValue()));
        case ProgramInputs.Part(ContentPart part) when !(part instanceof ContentPart.Text) ->
            media.put(name, place(part));
        case ProgramInputs.Plain _, ProgramInputs.Part _ ->
            fault(name, "Input should be a medium: a content part or a URL", "value_error");
      }
    }

    private static Place place(ContentPart part) {
      return switch (part) {
        case ContentPart.ImageUrl(String url, _) -> at(url);
        case ContentPart.FileUrl(String url, var password) ->
            new Place(url, Optional.empty(), Optional.empty(), password);
        case ContentPart.InputFile file ->
            new Place(file.fileUrl().orElse(""), file.fileId(), Optional.empty(), file.password());
        case ContentPart.OpenAiFile file ->
            new Place(
                file.fileData().map(Reader::dataUri).orElse(""),
                file.fileId(),
                file.filename(),
                file.password());
        case ContentPart.VideoUrl _, ContentPart.AudioUrl _, ContentPart.InputAudio _ ->
            throw new RigelException(
                ErrorCode.NOT_IMPLEMENTED,
                "Programs take pictures and PDF documents in this version.");
        case ContentPart.Text _ -> throw new IllegalStateException("a text is no medium");
      };
    }

    private static Place at(String source) {
      return new Place(source, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static String dataUri(String data) {
      return data.regionMatches(true, 0, "data:", 0, 5) ? data : "data:;base64," + data;
    }
  }
}
