package dev.rigel.protocol;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a completion has used.
 *
 * @param promptTokens tokens that language models read for it; 0 where none was asked
 * @param completionTokens tokens that language models wrote for it
 * @param creditsUsed by the server's prices; a server without prices charges none
 * @param cachedTokens how many of the prompt's tokens were known from earlier requests, where that
 *     is told
 */
public record Usage(
    long promptTokens, long completionTokens, double creditsUsed, long cachedTokens) {
  public static final Usage NONE = new Usage(0, 0);

  public Usage {
    if (promptTokens < 0 || cachedTokens < 0 || completionTokens < 0 || !(creditsUsed >= 0)) {
      throw new IllegalArgumentException("usage is never negative");
    }
  }

  public Usage(long promptTokens, long completionTokens) {
    this(promptTokens, completionTokens, 0);
  }

  public Usage(long promptTokens, long completionTokens, double creditsUsed) {
    this(promptTokens, completionTokens, creditsUsed, 0);
  }

  public Usage withCachedTokens(long tokens) {
    return new Usage(promptTokens, completionTokens, creditsUsed, tokens);
  }

  public long totalTokens() {
    return promptTokens + completionTokens;
  }

  public ObjectNode toJson() {
    ObjectNode node = Json.object();
    node.put("prompt_tokens", promptTokens);
    node.put("completion_tokens", completionTokens);
    node.put("total_tokens", totalTokens());
    // Strict clients read a whole number where it is one.
    if (creditsUsed == Math.rint(creditsUsed) && creditsUsed < 1L << 53) {
      node.put("credits_used", (long) creditsUsed);
    } else {
      node.put("credits_used", creditsUsed);
    }
    node.putNull("completion_tokens_details");
    if (cachedTokens > 0) {
      node.putObject("prompt_tokens_details").put("cached_tokens", cachedTokens);
    } else {
      node.putNull("prompt_tokens_details");
    }
    return node;
  }

  static Usage of(JsonNode node) {
    return new Usage(
        Math.max(0, node.path("prompt_tokens").asLong(0)),
        Math.max(0, node.path("completion_tokens").asLong(0)),
        Math.max(0, node.path("credits_used").asDouble(0)),
        Math.max(0, node.path("prompt_tokens_details").path("cached_tokens").asLong(0)));
  }
}
