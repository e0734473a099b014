package dev.rigel.agent.plan;

import dev.rigel.agent.turn.Turn;
import dev.rigel.agent.turn.TurnInput;
import dev.rigel.program.check.Checker;
import dev.rigel.program.check.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All that speaks against a well-typed program: the checker's warnings and what the request says.
 */
final class ProgramDoubts {
  private static final Pattern GENERATES = Pattern.compile("\\bgenerate\\(");

  private static final Pattern OVERWRITTEN =
      Pattern.compile("(?m)^ *(\\w+) = .*\\n *\\1 = (?!.*\\b\\1\\b)");

  private final NamedThings things;

  ProgramDoubts(NamedThings things) {
    this.things = things;
  }

  /**
   * @param english the request in rough English, where it is in another language
   */
  List<Doubt> of(Turn turn, Optional<String> english, String program, Checker checker) {
    List<String> inputs = turn.inputs().stream().map(TurnInput::variable).toList();
    List<Doubt> doubts = new ArrayList<>();
    checker.check(program).warnings().stream()
        .flatMap(warning -> of(warning, inputs).stream())
        .forEach(doubts::add);
    if (OVERWRITTEN.matcher(program).find()) {
      doubts.add(Doubt.told("a variable is given another value before the first one was used"));
    }
    if (!inputs.isEmpty()) {
      String request =
          english.map(words -> words + " (" + turn.request() + ")").orElse(turn.request());
      doubts.addAll(RequestedWork.doubts(request, program));
      doubts.addAll(things.doubts(request, program));
    } else if (RequestedWork.LOOKS.matcher(program).find() && !GENERATES.matcher(program).find()) {
      doubts.add(
          Doubt.against("no picture and no document was sent to look at", RequestedWork.LOOKS));
    }
    return doubts;
  }

  /**
   * @param inputs the variables of the turn's media
   */
  static Optional<Doubt> of(Warning warning, List<String> inputs) {
    String text = warning.text();
    return switch (warning) {
      case Warning.UnusedVariable(String name, int _) ->
          Optional.of(Doubt.against(text, Pattern.compile("(?m)^ *" + name + " =")));
      case Warning.MissingWord(String word) ->
          Optional.of(
              inputs.size() == 1
                  ? Doubt.ends(text, "hits = search(" + inputs.getFirst() + ", \"" + word + "\")\n")
                  : Doubt.told(text));
      case Warning.UnusedInput _, Warning.MissingNumber _ -> Optional.of(Doubt.told(text));
      case Warning.UnusedResult _, Warning.UnreachableCode _ -> Optional.empty();
    };
  }
}
