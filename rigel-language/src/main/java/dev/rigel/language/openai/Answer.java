package dev.rigel.language.openai;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.language.Generation;
import dev.rigel.language.TokenListener;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** An answer as it arrives, piece by piece or whole. */
final class Answer {
  private static final int WATCH_EVERY = 64;
  private static final String UNSATISFIED = "schema_unsatisfied";

  /** Reasons to end, under all names in use, after which something is missing. */
  private static final Set<String> CUT = Set.of("length", "max_tokens", "content_filter", "error");

  private final String start;
  private final boolean goesOn;
  private final TokenListener listener;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final List<Generation.TokenLogProbability> logProbabilities = new ArrayList<>();
  private String finishReason = "";
  private boolean startSettled;
  private boolean pointless;
  private boolean stuck;
  private int pieces;
  private int promptTokens = -1;
  private int cachedTokens;
  private int completionTokens = -1;

  /**
   * @param start text that the answer must begin with; endpoints may repeat it or not
   * @param goesOn the endpoint does not repeat it
   */
  Answer(String start, boolean goesOn, TokenListener listener) {
    this.start = start;
    this.goesOn = goesOn;
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
    if (error.path("code").asString("").equals(UNSATISFIED) && !text.isEmpty()) {
      // Another Rigel has checked what it wrote. Whoever asked for a schema checks it too, and
      // knows what to do about it.
      finishReason = "stop";
      return;
    }
    if (!error.isMissingNode() && !error.isNull()) {
      throw new RigelException(
          ErrorCode.MODEL_FAILED, "The model endpoint reported an error while it answered.");
    }
    JsonNode choice = chunk.path("choices").path(0);
    JsonNode part = choice.has("delta") ? choice.path("delta") : choice.path("message");
    List<Generation.TokenLogProbability> tokens = new ArrayList<>();
    for (JsonNode token : choice.path("logprobs").path("content")) {
      tokens.add(logProbability(token));
    }
    logProbabilities.addAll(tokens);
    add(part.path("content").asString(""), tokens);
    refusal.append(part.path("refusal").asString(""));
    finishReason = choice.path("finish_reason").asString(finishReason);
    stuck |= chunk.path("rigel").path("stuck").asBoolean(false);
    JsonNode usage = chunk.path("usage");
    promptTokens = usage.path("prompt_tokens").asInt(promptTokens);
    completionTokens = usage.path("completion_tokens").asInt(completionTokens);
    cachedTokens = usage.path("prompt_tokens_details").path("cached_tokens").asInt(cachedTokens);
  }

  private void add(String piece, List<Generation.TokenLogProbability> tokens) {
    if (piece.isEmpty() || pointless) {
      return;
    }
    pieces++;
    int before = text.length();
    text.append(piece);
    if (!startSettled) {
      boolean undecided =
          !goesOn && text.length() < start.length() && start.startsWith(text.toString());
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
        listener.wrote(piece, tokens);
        return;
      }
    }
    listener.wrote(text.substring(before), tokens);
  }

  /** Some endpoints go on after the start that was given, others write it again. */
  private void settleStart() {
    if (goesOn || !text.toString().startsWith(start)) {
      text.insert(0, start);
    }
    startSettled = true;
  }

  private static Generation.TokenLogProbability logProbability(JsonNode token) {
    List<Generation.Alternative> alternatives = new ArrayList<>();
    for (JsonNode other : token.path("top_logprobs")) {
      alternatives.add(
          new Generation.Alternative(
              other.path("token").asString(""), bytes(other), other.path("logprob").asDouble(0)));
    }
    return new Generation.TokenLogProbability(
        token.path("token").asString(""),
        bytes(token),
        token.path("logprob").asDouble(0),
        alternatives);
  }

  /** Not every endpoint tells them. */
  private static byte[] bytes(JsonNode token) {
    JsonNode told = token.path("bytes");
    if (!told.isArray()) {
      return token.path("token").asString("").getBytes(StandardCharsets.UTF_8);
    }
    byte[] bytes = new byte[told.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) told.get(i).asInt(0);
    }
    return bytes;
  }

  /** The endpoint said why it stopped, so nothing is missing. */
  boolean isWhole() {
    return !finishReason.isEmpty() || pointless;
  }

  /** It says the same over and over; reading on makes no sense. */
  boolean isPointless() {
    return pointless;
  }

  /** No candidate satisfied the constraint that the endpoint was given. */
  boolean isStuck() {
    return stuck;
  }

  boolean isEmpty() {
    return text.isEmpty() && refusal.isEmpty();
  }

  int length() {
    return text.length();
  }

  /** What the endpoint said, or the estimate. */
  int promptTokens(int estimate) {
    return promptTokens >= 0 ? promptTokens : estimate;
  }

  /** How many tokens came, as far as is known. */
  int tokens() {
    return completionTokens >= 0 ? completionTokens : pieces;
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
    boolean cut = pointless || CUT.contains(finishReason);
    return new Generation(
        text.toString(),
        stuck
            ? Generation.FinishReason.STUCK
            : cut ? Generation.FinishReason.LENGTH : Generation.FinishReason.STOP,
        promptTokens(estimatedPromptTokens),
        cachedTokens,
        tokens(),
        logProbabilities,
        0);
  }
}
