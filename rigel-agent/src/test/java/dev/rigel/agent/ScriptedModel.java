package dev.rigel.agent;

import dev.rigel.base.CallScope;
import dev.rigel.language.Generation;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.TokenListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes prepared texts, one after the other; the last one again and again. */
public final class ScriptedModel implements LanguageModel {
  private record Line(String text, Generation.FinishReason reason, RuntimeException failure) {}

  private static final RuntimeException NONE = new RuntimeException("none");

  private final Deque<Line> script = new ArrayDeque<>();
  public final List<GenerationRequest> requests = new CopyOnWriteArrayList<>();
  public Capabilities capabilities = new Capabilities(false, false, true, true, true, 8_192);

  public ScriptedModel writes(String... texts) {
    for (String text : texts) {
      script.add(new Line(text, Generation.FinishReason.STOP, NONE));
    }
    return this;
  }

  public ScriptedModel writesCut(String text) {
    script.add(new Line(text, Generation.FinishReason.LENGTH, NONE));
    return this;
  }

  /** Writes the text and fails before its end. */
  public ScriptedModel breaks(String text, RuntimeException failure) {
    script.add(new Line(text, Generation.FinishReason.STOP, failure));
    return this;
  }

  /** Everything that was asked, as text. */
  public String prompt(int request) {
    return String.join(
        "\n", requests.get(request).prompt().messages().stream().map(m -> m.text()).toList());
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public synchronized Generation generate(
      GenerationRequest request, TokenListener listener, CallScope scope) {
    scope.check();
    requests.add(request);
    if (script.isEmpty()) {
      throw new AssertionError(
          "the model was asked, but nothing was prepared: " + prompt(requests.size() - 1));
    }
    Line line = script.size() > 1 ? script.poll() : script.peek();
    List<Generation.TokenLogProbability> tokens = new ArrayList<>();
    for (int i = 0; i < line.text().length(); i += 8) {
      String piece = line.text().substring(i, Math.min(line.text().length(), i + 8));
      Generation.TokenLogProbability token =
          new Generation.TokenLogProbability(
              piece, -0.5, List.of(new Generation.Alternative(piece, -0.5)));
      if (request.topLogProbabilities() < 0) {
        listener.wrote(piece);
      } else {
        tokens.add(token);
        listener.wrote(piece, List.of(token));
      }
    }
    scope.budget().usedModel("scripted", 100, line.text().length() / 4);
    if (line.failure() != NONE) {
      throw line.failure();
    }
    return new Generation(line.text(), line.reason(), 100, 0, line.text().length() / 4, tokens, 0);
  }

  @Override
  public int countTokens(String text, CallScope scope) {
    return text.length() / 4;
  }

  @Override
  public void close() {}
}
