package dev.rigel.agent;

import dev.rigel.language.Generation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Token log-probabilities in OpenAI's layout. */
final class LogProbabilities {
  private LogProbabilities() {}

  static Optional<JsonNode> json(Generation generation) {
    if (generation.logProbabilities().isEmpty()) {
      return Optional.empty();
    }
    ObjectNode all = JsonMapper.shared().createObjectNode();
    ArrayNode content = all.putArray("content");
    for (Generation.TokenLogProbability token : generation.logProbabilities()) {
      ObjectNode one = content.addObject();
      put(one, token.token(), token.logProbability());
      ArrayNode top = one.putArray("top_logprobs");
      for (Generation.Alternative alternative : token.alternatives()) {
        put(top.addObject(), alternative.token(), alternative.logProbability());
      }
    }
    return Optional.of(all);
  }

  private static void put(ObjectNode node, String token, double logProbability) {
    node.put("token", token);
    node.put("logprob", logProbability);
    ArrayNode bytes = node.putArray("bytes");
    for (byte b : token.getBytes(StandardCharsets.UTF_8)) {
      bytes.add(b & 0xff);
    }
  }
}
