package dev.rigel.language.openai;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.language.Generation;
import dev.rigel.language.TokenListener;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An answer as it arrives, piece by piece or whole. */
final class Answer {
  private static final int WATCH_EVERY = 64;

  private final String start;
  private final TokenListener listener;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final List<Generation.TokenLogProbability> logProbabilities = new ArrayList<>();
  private String finishReason = "";
  private boolean startSettled;
  private boolean pointless;
  private int pieces;
  private int promptTokens = -1;
  private int cachedTokens;
  private int completionTokens = -1;

  /**
   * @param start text that the answer must begin with; endpoints may repeat it or not
   */
  Answer(String start, TokenListener listener) {
    this.start = start;
    this.listener = listener;
    this.startSettled = start.isEmpty();
  }

  /**
   * Takes one chunk or a whole completion.
   *
   * @throws RigelException when it is an error object, whatever the status said
   */
  void take(JsonNode chunk) {
    JsonNode error = chunk.path("error");
    if (!error.isMissingNode() && !error.isNull()) {
      throw new RigelException(
          ErrorCode.MODEL_FAILED, "The model endpoint reported an error while it answered.");
    }
    JsonNode choice = chunk.path("choices").path(0);
    JsonNode part = choice.has("delta") ? choice.path("delta") : choice.path("message");
    add(part.path("content").asString(""));
    refusal.append(part.path("refusal").asString(""));
    for (JsonNode token : choice.path("logprobs").path("content")) {
      logProbabilities.add(logProbability(token));
    }
    finishReason = choice.path("finish_reason").asString(finishReason);
    JsonNode usage = chunk.path("usage");
    promptTokens = usage.path("prompt_tokens").asInt(promptTokens);
    completionTokens = usage.path("completion_tokens").asInt(completionTokens);
    cachedTokens = usage.path("prompt_tokens_details").path("cached_tokens").asInt(cachedTokens);
  }

  private void add(String piece) {
    if (piece.isEmpty() || pointless) {
      return;
    }
    pieces++;
    int before = text.length();
    text.append(piece);
    if (!startSettled) {
      boolean undecided = text.length() < start.length() && start.startsWith(text.toString());
      if (undecided) {
        return;
      }
      settleStart();
      before = 0;
    }
    if (pieces % WATCH_EVERY == 0) {
      int from = RepetitionWatch.pointlessFrom(text);
      if (from >= 0) {
        pointless = true;
        listener.wrote(piece);
        return;
      }
    }
    listener.wrote(text.substring(before));
  }

  /** Some endpoints go on after the start that was given, others write it again. */
  private void settleStart() {
    if (!text.toString().startsWith(start)) {
      text.insert(0, start);
    }
    startSettled = true;
  }

  private static Generation.TokenLogProbability logProbability(JsonNode token) {
    List<Generation.Alternative> alternatives = new ArrayList<>();
    for (JsonNode other : token.path("top_logprobs")) {
      alternatives.add(
          new Generation.Alternative(
              other.path("token").asString(""), other.path("logprob").asDouble(0)));
    }
    return new Generation.TokenLogProbability(
        token.path("token").asString(""), token.path("logprob").asDouble(0), alternatives);
  }

  /** The endpoint said why it stopped, so nothing is missing. */
  boolean isWhole() {
    return !finishReason.isEmpty() || pointless;
  }

  /** It says the same over and over; reading on makes no sense. */
  boolean isPointless() {
    return pointless;
  }

  boolean isEmpty() {
    return text.isEmpty() && refusal.isEmpty();
  }

  int length() {
    return text.length();
  }

  Generation generation(int estimatedPromptTokens) {
    if (!startSettled) {
      settleStart();
      listener.wrote(text.toString());
    }
    if (text.length() == start.length() && !refusal.isEmpty()) {
      text.append(refusal);
      listener.wrote(refusal.toString());
    }
    boolean cut = pointless || finishReason.equals("length");
    return new Generation(
        text.toString(),
        cut ? Generation.FinishReason.LENGTH : Generation.FinishReason.STOP,
        promptTokens >= 0 ? promptTokens : estimatedPromptTokens,
        cachedTokens,
        completionTokens >= 0 ? completionTokens : pieces,
        logProbabilities,
        0);
  }
}
