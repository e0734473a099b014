package dev.rigel.agent.plan;

import dev.rigel.agent.turn.Turn;
import dev.rigel.agent.turn.TurnInput;
import dev.rigel.base.RigelException;
import dev.rigel.language.TokenConstraint;
import dev.rigel.language.constraint.EveryConstraint;
import dev.rigel.language.constraint.PortableConstraint;
import dev.rigel.language.schema.BoundedPattern;
import dev.rigel.program.Library;
import dev.rigel.program.Type;
import dev.rigel.program.check.CheckOptions;
import dev.rigel.program.check.Checker;
import dev.rigel.protocol.GuidedProgram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says as data what a program is held to while it is written, and makes the constraint from it: by
 * the same code here and in a Rigel that is asked over HTTP.
 */
final class GuidedPrograms {
  private final Library all;
  private final Checkers checkers = new Checkers();

  /**
   * @param all every tool that there is
   */
  GuidedPrograms(Library all) {
    this.all = all;
  }

  /**
   * @param held what the last program did wrong
   */
  static GuidedProgram of(
      Turn turn, Library library, Set<String> required, Precedents precedents, List<Doubt> held) {
    return new GuidedProgram(
        turn.inputs().stream().map(GuidedPrograms::input).toList(),
        library.tools().stream().map(tool -> tool.name()).toList(),
        library.fingerprint(),
        turn.request(),
        required.stream().sorted().toList(),
        precedents.told(),
        held.stream()
            .flatMap(doubt ->
                doubt.barred().stream()
                    .map(pattern -> new GuidedProgram.Barred(expression(pattern), doubt.text())))
            .toList());
  }

  private static GuidedProgram.Input input(TurnInput input) {
    return new GuidedProgram.Input(input.variable(), input.kind().typeName());
  }

  private static String expression(Pattern pattern) {
    String flags =
        ((pattern.flags() & Pattern.CASE_INSENSITIVE) != 0 ? "i" : "")
            + ((pattern.flags() & Pattern.MULTILINE) != 0 ? "m" : "")
            + ((pattern.flags() & Pattern.DOTALL) != 0 ? "s" : "")
            + ((pattern.flags() & Pattern.UNICODE_CASE) != 0 ? "u" : "");
    return flags.isEmpty() ? pattern.pattern() : "(?" + flags + ")" + pattern.pattern();
  }

  /**
   * The constraint, where somebody else says what it is.
   *
   * @throws RigelException naming the part that is wrong, or that is not the same here
   */
  TokenConstraint constraint(GuidedProgram guide) {
    return constraint(guide, checker(guide));
  }

  static TokenConstraint constraint(GuidedProgram guide, Checker checker) {
    List<TokenConstraint> parts = new ArrayList<>();
    parts.add(new ProgramConstraint(checker, Precedents.of(guide.precedents())));
    if (!guide.barred().isEmpty()) {
      parts.add(new DoubtConstraint(bars(guide.barred())));
    }
    return new PortableConstraint(
        parts.size() == 1 ? parts.getFirst() : new EveryConstraint(parts),
        new TokenConstraint.Portable(GuidedProgram.FIELD, guide.toJson()));
  }

  private static List<DoubtConstraint.Bar> bars(List<GuidedProgram.Barred> barred) {
    List<DoubtConstraint.Bar> bars = new ArrayList<>();
    for (int i = 0; i < barred.size(); i++) {
      String place = GuidedProgram.FIELD + ".barred[" + i + "].pattern";
      bars.add(
          new DoubtConstraint.Bar(
              BoundedPattern.of(barred.get(i).pattern(), place), barred.get(i).reason()));
    }
    return bars;
  }

  private Checker checker(GuidedProgram guide) {
    Map<String, Type> inputs = new LinkedHashMap<>();
    for (int i = 0; i < guide.inputs().size(); i++) {
      GuidedProgram.Input input = guide.inputs().get(i);
      if (all.type(input.type()).isEmpty()) {
        throw RigelException.invalid(
            "There is no type of this name.", GuidedProgram.FIELD + ".inputs[" + i + "].type");
      }
      inputs.put(input.name(), new Type.ObjectOf(input.type()));
    }
    List<String> reach = new ArrayList<>(guide.tools());
    reach.add(guide.library());
    return checkers.checker(
        reach,
        inputs,
        () -> library(guide),
        CheckOptions.planned(guide.request(), !guide.inputs().isEmpty())
            .withRequiredAnswers(Set.copyOf(guide.requiredAnswers())));
  }

  private Library library(GuidedProgram guide) {
    for (int i = 0; i < guide.tools().size(); i++) {
      if (all.tool(guide.tools().get(i)).isEmpty()) {
        throw RigelException.invalid(
            "There is no tool of this name here.", GuidedProgram.FIELD + ".tools[" + i + "]");
      }
    }
    Library library = all.only(guide.tools());
    if (!library.fingerprint().equals(guide.library())) {
      throw RigelException.invalid(
          "These tools have other signatures here: both sides should be of the same version.",
          GuidedProgram.FIELD + ".library");
    }
    return library;
  }
}
