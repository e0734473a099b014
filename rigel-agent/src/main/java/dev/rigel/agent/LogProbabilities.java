package dev.rigel.agent;

import dev.rigel.language.Generation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Token log-probabilities in OpenAI's layout. */
final class LogProbabilities {
  private LogProbabilities() {}

  /** Those of everything that was written; empty when none were asked for. */
  static Optional<JsonNode> of(Generation generation) {
    return of(generation.logProbabilities());
  }

  /**
   * Those of a part of what was written.
   *
   * @param text a part that stands in the generation's text once, as it went out
   */
  static Optional<JsonNode> of(Generation generation, String text) {
    int at = generation.text().indexOf(text);
    if (at < 0) {
      return Optional.empty();
    }
    int from = bytes(generation.text().substring(0, at));
    int to = from + bytes(text);
    List<Generation.TokenLogProbability> within = new ArrayList<>();
    int end = 0;
    for (Generation.TokenLogProbability token : generation.logProbabilities()) {
      int start = end;
      end += token.bytes().length;
      if (start < to && end > from) {
        within.add(token);
      }
    }
    return of(within);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  static Optional<JsonNode> of(List<Generation.TokenLogProbability> tokens) {
    if (tokens.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode all = JsonMapper.shared().createObjectNode();
    ArrayNode content = all.putArray("content");
    for (Generation.TokenLogProbability token : tokens) {
      ObjectNode one = content.addObject();
      put(one, token.token(), token.bytes(), token.logProbability());
      ArrayNode top = one.putArray("top_logprobs");
      for (Generation.Alternative alternative : token.alternatives()) {
        put(
            top.addObject(),
            alternative.token(),
            alternative.bytes(),
            alternative.logProbability());
      }
    }
    all.putNull("refusal");
    return Optional.of(all);
  }

  private static void put(ObjectNode node, String token, byte[] piece, double logProbability) {
    node.put("token", token);
    node.put("logprob", logProbability);
    ArrayNode bytes = node.putArray("bytes");
    for (byte b : piece) {
      bytes.add(b & 0xff);
    }
  }
}
