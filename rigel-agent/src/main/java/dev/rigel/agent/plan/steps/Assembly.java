package dev.rigel.agent.plan.steps;

import dev.rigel.agent.plan.steps.References.Made;
import dev.rigel.agent.turn.InputKind;
import dev.rigel.agent.turn.TurnInput;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.Name;
import dev.rigel.program.syntax.Expression.StringLiteral;
import dev.rigel.program.syntax.Printer;
import dev.rigel.program.syntax.Rewriter;
import dev.rigel.program.syntax.Span;
import dev.rigel.program.syntax.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One program grown from the programs of steps: what a step gives is what the next one works on,
 * names that two of them use are told apart, and the answers become one.
 */
final class Assembly {
  private static final Span NOWHERE = new Span(0, 0, 1, 1);

  /**
   * A medium in reach of the next step.
   *
   * @param variable its name in the whole program
   * @param seen the name of what is looked at in its stead
   * @param made whether a step made it
   */
  private record Medium(InputKind kind, String variable, String seen, Optional<TurnInput> sent) {
    boolean made() {
      return sent.isEmpty();
    }
  }

  private final List<Medium> original;
  private final Set<String> used = new HashSet<>();
  private final List<Statement> statements = new ArrayList<>();

  /** Variables that never change, by what they were given. */
  private final Map<String, String> known = new HashMap<>();

  private final JoinedAnswer answer;

  private List<Medium> media;

  /** The media of the step that is planned now, by the names they have there. */
  private Map<String, Medium> offered = Map.of();

  /** What the last step made, as places in {@link #media}. */
  private List<Made> made = List.of();

  Assembly(List<TurnInput> inputs) {
    this.original =
        inputs.stream()
            .map(in -> new Medium(in.kind(), in.variable(), in.variable(), Optional.of(in)))
            .toList();
    this.media = original;
    this.answer = new JoinedAnswer();
    inputs.forEach(input -> used.add(input.variable()));
  }

  /** The same so far, to go on in another way. */
  private Assembly(Assembly other) {
    this.original = other.original;
    this.media = other.media;
    this.made = other.made;
    this.answer = other.answer.copy();
    used.addAll(other.used);
    known.putAll(other.known);
  }

  /** A branch: what is in reach is the same, its statements are its own. */
  Assembly branch() {
    return new Assembly(this);
  }

  List<Made> made() {
    return made;
  }

  /** How many media the next step has in reach. */
  int reach() {
    return media.size();
  }

  /** Where the first medium of a kind stands. */
  Optional<Integer> place(InputKind kind) {
    for (int place = 0; place < media.size(); place++) {
      if (media.get(place).kind() == kind) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  /** The next step works on what was sent; what was made stays a result. */
  void backToOriginal() {
    media = original;
    made = List.of();
  }

  /**
   * The inputs of the next step, by the names that recipes have for them.
   *
   * @param only the place of the only one it works on; empty for all
   */
  List<TurnInput> inputs(Optional<Integer> only) {
    Map<InputKind, Integer> numbers = new EnumMap<>(InputKind.class);
    List<TurnInput> inputs = new ArrayList<>();
    Map<String, Medium> names = new LinkedHashMap<>();
    for (int place = 0; place < media.size(); place++) {
      Medium medium = media.get(place);
      if (only.isEmpty() || only.get() == place) {
        String name = medium.kind().variable(numbers.merge(medium.kind(), 1, Integer::sum));
        inputs.add(
            medium
                .sent()
                .map(sent -> sent.named(name))
                .orElseGet(() -> TurnInput.made(name, medium.kind())));
        names.put(name, medium);
      }
    }
    offered = names;
    return inputs;
  }

  /** Adds the program of the step whose inputs were asked for last. */
  void add(Part part) {
    Map<String, String> names = new HashMap<>();
    Map<String, String> seen = new HashMap<>();
    offered.forEach((name, medium) -> {
      names.put(name, medium.variable());
      seen.put(name, medium.seen());
    });
    Rewriter renaming = new Renaming(names, seen);
    for (Statement statement : part.statements()) {
      if (!isKnown(statement, part, renaming, names)) {
        Part.assigned(statement).forEach(name -> names.computeIfAbsent(name, this::fresh));
        Statement renamed = renaming.statement(statement);
        statements.add(renamed);
        if (part.constant(statement).isPresent()) {
          remember((Statement.Assign) renamed);
        }
      }
    }
    part.text().map(renaming::expression).ifPresent(answer::says);
    part.boxes().map(renaming::expression).ifPresent(answer::proves);
    part.data().map(renaming::expression).ifPresent(answer::holds);
    handOn(part, renaming);
  }

  /** What a part made stands in the place of what it was made of, for the next step. */
  private void handOn(Part part, Rewriter renaming) {
    Set<String> read = part.names();
    List<Medium> worked =
        offered.entrySet().stream()
            .filter(input -> read.contains(input.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    List<Medium> fresh = new ArrayList<>();
    Set<Medium> gone = new HashSet<>();
    for (Part.Output output : part.outputs()) {
      Optional<Part.Origin> origin = part.origin(output.value(), offered.keySet());
      Optional<Medium> from = origin.map(found -> offered.get(found.variable()));
      String variable = variable(renaming.expression(output.value()), output.kind());
      boolean keepsPlaces =
          output.kind() == InputKind.IMAGE && origin.filter(Part.Origin::keepsPlaces).isPresent();
      String seen = keepsPlaces ? from.orElseThrow().seen() : variable;
      fresh.add(new Medium(output.kind(), variable, seen, Optional.empty()));
      if (from.isPresent()) {
        gone.add(from.get());
      } else if (!part.isDrawnAnew(output.value())) {
        gone.addAll(worked);
      }
    }
    if (!fresh.isEmpty()) {
      // What was made on the way and worked on is not wanted for itself.
      worked.stream().filter(Medium::made).forEach(gone::add);
    }
    gone.forEach(medium -> answer.givesNoMore(medium.variable()));
    fresh.forEach(medium -> answer.gives(medium.variable(), medium.kind()));
    media = replaced(fresh, gone);
    made = places(fresh);
  }

  private List<Made> places(List<Medium> fresh) {
    List<Made> places = new ArrayList<>();
    for (int place = 0; place < media.size(); place++) {
      if (fresh.contains(media.get(place))) {
        places.add(new Made(media.get(place).kind(), place));
      }
    }
    return places;
  }

  /** Whether an earlier step has found out the same: its variable then stands for this one. */
  private boolean isKnown(
      Statement statement, Part part, Rewriter renaming, Map<String, String> names) {
    Optional<String> variable =
        part.constant(statement)
            .map(assign -> Printer.print(renaming.expression(assign.value())))
            .flatMap(value -> Optional.ofNullable(known.get(value)));
    variable.ifPresent(
        name -> Part.assigned(statement).forEach(assigned -> names.put(assigned, name)));
    return variable.isPresent();
  }

  private void remember(Statement.Assign assign) {
    if (assign.targets().getFirst() instanceof Name(String id, var _)) {
      known.put(Printer.print(assign.value()), id);
    }
  }

  /** What was made stands in the place of what it was made of. */
  private List<Medium> replaced(List<Medium> fresh, Set<Medium> gone) {
    List<Medium> next = new ArrayList<>();
    boolean placed = false;
    for (Medium medium : media) {
      if (!gone.contains(medium)) {
        next.add(medium);
      } else if (!placed) {
        next.addAll(fresh);
        placed = true;
      }
    }
    if (!placed) {
      fresh.stream().filter(medium -> !next.contains(medium)).forEach(next::add);
    }
    return next;
  }

  private String variable(Expression value, InputKind kind) {
    if (value instanceof Name name) {
      return name.id();
    }
    String variable = fresh(kind == InputKind.IMAGE ? "result" : "paper");
    assign(variable, value);
    return variable;
  }

  private void assign(String variable, Expression value) {
    statements.add(new Statement.Assign(List.of(new Name(variable, NOWHERE)), value, NOWHERE));
  }

  private String fresh(String name) {
    String free = name;
    for (int number = 2; !used.add(free); number++) {
      free = name + number;
    }
    return free;
  }

  /** The program, ending in one answer. */
  List<Statement> program(boolean withBoxes) {
    List<Statement> whole = new ArrayList<>(statements);
    whole.addAll(answer.statements(withBoxes, this::fresh));
    return whole;
  }

  /**
   * An answer that gives back what was sent, where a program like this one would have changed it.
   */
  List<Statement> unchanged(String why) {
    JoinedAnswer other = new JoinedAnswer();
    other.says(new StringLiteral(why, NOWHERE));
    original.stream()
        .filter(medium -> answer.gives(medium.kind()))
        .findFirst()
        .ifPresent(medium -> other.gives(medium.variable(), medium.kind()));
    return other.statements(false, this::fresh);
  }

  /** The statements so far, for one who adds a condition to them. */
  List<Statement> statements() {
    return List.copyOf(statements);
  }

  /** What is left of a question when its condition is known: nothing is said of it. */
  Optional<Expression> takeText() {
    return answer.takeText();
  }
}
