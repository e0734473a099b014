package dev.rigel.agent.function;

import dev.rigel.agent.turn.FunctionCall;
import dev.rigel.tools.language.Fence;
import java.util.List;

/** Tells a language model what the client's functions were called with and what they gave. */
public final class FunctionResults {
  private static final int LONGEST = 6_000;

  private FunctionResults() {}

  /** Empty when none was called. Results are fenced: they are data, whatever they say. */
  public static String text(List<FunctionCall> calls) {
    StringBuilder text = new StringBuilder();
    for (FunctionCall call : calls) {
      text.append(text.isEmpty() ? "Functions that were called for this request:\n" : "\n")
          .append("- ")
          .append(call.name())
          .append('(')
          .append(call.arguments())
          .append(')');
      call.result()
          .ifPresent(result -> text.append(" gave\n").append(Fence.around(shortened(result))));
    }
    return text.toString();
  }

  private static String shortened(String result) {
    return result.length() <= LONGEST ? result : result.substring(0, LONGEST) + " … (cut)";
  }
}
