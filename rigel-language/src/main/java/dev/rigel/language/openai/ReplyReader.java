package dev.rigel.language.openai;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what an endpoint replies, as a stream of events or whole, within limits. */
final class ReplyReader {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LONGEST_ERROR = 64 * 1024;
  private static final int LONGEST_WHOLE_ANSWER = 16 * 1024 * 1024;

  /** More characters than so many tokens could have. */
  private static final int CHARACTERS_A_TOKEN = 64;

  private final ResponseBytes bytes;
  private final EndpointSettings settings;
  private final CallScope bounded;
  private final CallScope scope;

  /**
   * @param bounded the scope, ending when one generation has taken too long
   * @param scope the caller's
   */
  ReplyReader(ResponseBytes bytes, EndpointSettings settings, CallScope bounded, CallScope scope) {
    this.bytes = bytes;
    this.settings = settings;
    this.bounded = bounded;
    this.scope = scope;
  }

  static RigelException late(EndpointSettings settings) {
    return new RigelException(
        ErrorCode.MODEL_FAILED,
        "The model endpoint did not finish within " + settings.totalTimeout().toSeconds() + " s.");
  }

  /** The text of an error's body, as far as it may be long. */
  String error() {
    return whole(LONGEST_ERROR);
  }

  /**
   * Takes the events until the answer is whole.
   *
   * @param maxTokens an endpoint that does not keep to them is not listened to for ever
   */
  void stream(Answer answer, int maxTokens) throws EndpointFailure {
    EventLines events = new EventLines();
    long most = (long) maxTokens * CHARACTERS_A_TOKEN + 4096;
    try {
      while (true) {
        scope.check();
        if (bounded.deadline().expired()) {
          throw late(settings);
        }
        ResponseBytes.Piece piece = bytes.next(settings.silenceTimeout(), scope);
        List<String> data =
            switch (piece) {
              case ResponseBytes.Piece.Bytes(byte[] content) ->
                  events.read(content, content.length);
              case ResponseBytes.Piece.End _ -> events.end();
              case ResponseBytes.Piece.Broken _ -> throw cut(answer);
            };
        for (String event : data) {
          if (event.strip().equals("[DONE]")) {
            return;
          }
          answer.take(parsed(event, answer));
          if (answer.isPointless() || answer.length() > most) {
            return;
          }
        }
        if (piece instanceof ResponseBytes.Piece.End) {
          if (answer.isWhole()) {
            return;
          }
          throw cut(answer);
        }
      }
    } catch (EventLines.TooLong e) {
      throw new RigelException(
          ErrorCode.MODEL_FAILED, "The model endpoint sent an event that is too long.");
    }
  }

  /** A stream that broke off may be tried again only while nobody has heard of it. */
  private static EndpointFailure cut(Answer answer) {
    return failure("The model endpoint broke off in the middle of its answer.", unheard(answer));
  }

  private static JsonNode parsed(String event, Answer answer) throws EndpointFailure {
    try {
      return JSON.readTree(event);
    } catch (JacksonException e) {
      throw failure("The model endpoint sent an event that is not JSON.", unheard(answer));
    }
  }

  private static EndpointFailure.Remedy unheard(Answer answer) {
    return answer.isEmpty() ? EndpointFailure.Remedy.RETRY : EndpointFailure.Remedy.NONE;
  }

  private static EndpointFailure failure(String message, EndpointFailure.Remedy remedy) {
    return new EndpointFailure(new RigelException(ErrorCode.MODEL_FAILED, message), remedy);
  }

  /** An endpoint that does not stream, or that reports an error with the status of success. */
  void completion(Answer answer) throws EndpointFailure {
    JsonNode completion;
    try {
      completion = JSON.readTree(whole(LONGEST_WHOLE_ANSWER));
    } catch (JacksonException e) {
      throw failure(
          "The model endpoint answered with something that is not JSON. Check"
              + " RIGEL_LLM_BASE_URL, which usually ends in /v1.",
          EndpointFailure.Remedy.NONE);
    }
    if (!completion.isObject() || (!completion.has("choices") && !completion.has("error"))) {
      throw failure(
          "The model endpoint answered without a completion.", EndpointFailure.Remedy.NONE);
    }
    answer.take(completion);
  }

  private String whole(int most) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (all.size() < most) {
      switch (bytes.next(settings.silenceTimeout(), bounded)) {
        case ResponseBytes.Piece.Bytes(byte[] content) -> all.writeBytes(content);
        case ResponseBytes.Piece.End _, ResponseBytes.Piece.Broken _ -> {
          return all.toString(StandardCharsets.UTF_8);
        }
      }
    }
    return all.toString(StandardCharsets.UTF_8);
  }
}
