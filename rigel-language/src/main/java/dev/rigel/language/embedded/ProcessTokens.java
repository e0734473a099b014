package dev.rigel.language.embedded;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.language.decode.Candidate;
import dev.rigel.language.decode.NextToken;
import dev.rigel.language.embedded.wire.Frames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The next tokens, asked of the language model's process. */
final class ProcessTokens implements NextToken {
  /** Carries a failure of the process through code that knows nothing of processes. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ProcessDiedException death;

    Broken(ProcessDiedException death) {
      super(death);
      this.death = death;
    }

    ProcessDiedException death() {
      return death;
    }
  }

  private final ModelProcess process;

  ProcessTokens(ModelProcess process) {
    this.process = process;
  }

  @Override
  public List<Candidate> next(int keep, List<Integer> append, int limit, double gap) {
    ObjectNode operation = Frames.message("next").put("keep", keep).put("limit", limit);
    if (gap < Float.MAX_VALUE) {
      operation.put("gap", (float) gap);
    }
    ArrayNode appended = operation.putArray("append");
    append.forEach(appended::add);
    JsonNode answer = call(operation);
    JsonNode ids = answer.path("ids");
    JsonNode values = answer.path("logProbabilities");
    JsonNode pieces = answer.path("pieces");
    List<Candidate> candidates = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      int id = ids.get(i).asInt();
      double value = values.get(i).asDouble();
      candidates.add(
          pieces.get(i).isNull()
              ? Candidate.end(id, value)
              : new Candidate(id, bytes(pieces.get(i)), value, false));
    }
    return candidates;
  }

  @Override
  public List<Candidate> tokens(String text) {
    JsonNode answer = call(Frames.message("tokenize").put("text", text).put("pieces", true));
    List<Candidate> tokens = new ArrayList<>();
    for (int i = 0; i < answer.path("ids").size(); i++) {
      tokens.add(
          new Candidate(
              answer.path("ids").get(i).asInt(), bytes(answer.path("pieces").get(i)), 0, false));
    }
    return tokens;
  }

  private JsonNode call(ObjectNode operation) {
    try {
      return process.call(operation);
    } catch (ProcessDiedException e) {
      throw new Broken(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigelException(ErrorCode.CANCELLED, "The generation was cancelled.");
    }
  }

  private static byte[] bytes(JsonNode piece) {
    return piece.asString("").getBytes(StandardCharsets.ISO_8859_1);
  }
}
