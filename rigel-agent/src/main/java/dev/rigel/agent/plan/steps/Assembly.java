package dev.rigel.agent.plan.steps;

import dev.rigel.agent.plan.steps.References.Made;
import dev.rigel.agent.turn.InputKind;
import dev.rigel.agent.turn.TurnInput;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.Argument;
import dev.rigel.program.syntax.Expression.BinaryOperator;
import dev.rigel.program.syntax.Expression.Call;
import dev.rigel.program.syntax.Expression.Display;
import dev.rigel.program.syntax.Expression.FormattedString;
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
import java.util.stream.Collectors;

/**
 * One program grown from the programs of steps: what a step gives is what the next one works on,
 * names that two of them use are told apart, and the answers become one.
 */
final class Assembly {
  /** These look at a picture: at the clearest one in which everything is where it is. */
  private static final Set<String> LOOKING =
      Set.of(
          "detect",
          "faces",
          "people",
          "read",
          "find",
          "find_text",
          "search",
          "barcodes",
          "pose",
          "hands",
          "segment");

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

  private final List<Expression> texts = new ArrayList<>();
  private final List<Expression> boxes = new ArrayList<>();
  private final List<Expression> data = new ArrayList<>();

  /** What was made and is not worked on further, in order. */
  private final Map<String, InputKind> results = new LinkedHashMap<>();

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
    inputs.forEach(input -> used.add(input.variable()));
  }

  /** The same so far, to go on in another way. */
  private Assembly(Assembly other) {
    this.original = other.original;
    this.media = other.media;
    this.made = other.made;
    used.addAll(other.used);
    known.putAll(other.known);
    texts.addAll(other.texts);
    boxes.addAll(other.boxes);
    data.addAll(other.data);
    results.putAll(other.results);
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
    part.text().map(renaming::expression).ifPresent(texts::add);
    part.boxes().map(renaming::expression).ifPresent(boxes::add);
    part.data().map(renaming::expression).ifPresent(data::add);
    Set<Medium> worked = new HashSet<>();
    Set<String> read = part.names();
    offered.forEach((name, medium) -> {
      if (read.contains(name)) {
        worked.add(medium);
      }
    });
    if (part.outputs().isEmpty()) {
      made = List.of();
      return;
    }
    List<Medium> fresh = new ArrayList<>();
    Set<Medium> replaced = new HashSet<>();
    for (Part.Output output : part.outputs()) {
      Optional<Part.Origin> origin = part.origin(output.value(), offered.keySet());
      String variable = variable(renaming.expression(output.value()), output.kind());
      Optional<Medium> from = origin.map(o -> offered.get(o.variable()));
      boolean keepsPlaces =
          output.kind() == InputKind.IMAGE && origin.filter(Part.Origin::keepsPlaces).isPresent();
      fresh.add(
          new Medium(
              output.kind(),
              variable,
              keepsPlaces ? from.orElseThrow().seen() : variable,
              Optional.empty()));
      if (from.isPresent()) {
        replaced.add(from.get());
      } else if (!part.isDrawnAnew(output.value())) {
        replaced.addAll(worked);
      }
      results.put(variable, output.kind());
    }
    // What was made on the way and worked on is not wanted for itself.
    worked.stream().filter(Medium::made).forEach(replaced::add);
    replaced.forEach(medium -> results.remove(medium.variable()));
    fresh.forEach(medium -> results.put(medium.variable(), medium.kind()));
    media = replaced(fresh, replaced);
    List<Made> places = new ArrayList<>();
    for (int place = 0; place < media.size(); place++) {
      if (fresh.contains(media.get(place))) {
        places.add(new Made(media.get(place).kind(), place));
      }
    }
    made = places;
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
    List<Statement> all = new ArrayList<>();
    List<Argument> arguments = new ArrayList<>();
    said(all).ifPresent(text -> arguments.add(new Argument(Optional.empty(), text)));
    for (InputKind kind : InputKind.values()) {
      List<Expression> given =
          results.entrySet().stream()
              .filter(result -> result.getValue() == kind)
              .<Expression>map(result -> new Name(result.getKey(), NOWHERE))
              .toList();
      String name = argument(kind);
      if (given.size() == 1) {
        arguments.add(new Argument(Optional.of(name), given.getFirst()));
      } else if (!given.isEmpty()) {
        arguments.add(
            new Argument(Optional.of(name + "s"), new Display(Display.Kind.LIST, given, NOWHERE)));
      }
    }
    if (data.size() == 1) {
      arguments.add(new Argument(Optional.of("data"), data.getFirst()));
    }
    if (withBoxes) {
      boxes.stream()
          .collect(Collectors.toMap(Printer::print, box -> box, (a, _) -> a, LinkedHashMap::new))
          .values()
          .stream()
          .reduce((a, b) -> new Expression.Binary(BinaryOperator.ADD, a, b, NOWHERE))
          .ifPresent(value -> arguments.add(new Argument(Optional.of("boxes"), value)));
    }
    List<Statement> whole = new ArrayList<>(statements);
    whole.addAll(all);
    whole.add(new Statement.ExpressionStatement(new Call("answer", arguments, NOWHERE), NOWHERE));
    return whole;
  }

  /**
   * An answer that gives back what was sent, where a program like this one would have changed it.
   */
  List<Statement> unchanged(String why) {
    List<Argument> arguments = new ArrayList<>();
    arguments.add(new Argument(Optional.empty(), new StringLiteral(why, NOWHERE)));
    original.stream()
        .filter(medium -> results.containsValue(medium.kind()))
        .findFirst()
        .ifPresent(medium ->
            arguments.add(
                new Argument(
                    Optional.of(argument(medium.kind())), new Name(medium.variable(), NOWHERE))));
    return List.of(
        new Statement.ExpressionStatement(new Call("answer", arguments, NOWHERE), NOWHERE));
  }

  private static String argument(InputKind kind) {
    return switch (kind) {
      case IMAGE -> "image";
      case DOCUMENT -> "document";
    };
  }

  /** What all answers say, a line each. */
  private Optional<Expression> said(List<Statement> before) {
    if (texts.size() < 2) {
      return texts.stream().findFirst();
    }
    List<FormattedString.Piece> pieces = new ArrayList<>();
    for (Expression text : texts) {
      if (!pieces.isEmpty()) {
        pieces.add(new FormattedString.Text("\n"));
      }
      switch (text) {
        case StringLiteral literal -> pieces.add(new FormattedString.Text(literal.value()));
        case FormattedString formatted -> pieces.addAll(formatted.pieces());
        default -> {
          Name told = new Name(fresh("told"), NOWHERE);
          before.add(new Statement.Assign(List.of(told), text, NOWHERE));
          pieces.add(
              new FormattedString.Field(
                  told, Optional.empty(), Optional.empty(), Optional.empty()));
        }
      }
    }
    boolean plain = pieces.stream().allMatch(FormattedString.Text.class::isInstance);
    return Optional.of(
        plain
            ? new StringLiteral(
                pieces.stream()
                    .map(piece -> ((FormattedString.Text) piece).text())
                    .reduce("", String::concat),
                NOWHERE)
            : new FormattedString(pieces, NOWHERE));
  }

  /** The statements so far, for one who adds a condition to them. */
  List<Statement> statements() {
    return List.copyOf(statements);
  }

  /** What is left of a question when its condition is known: nothing is said of it. */
  Optional<Expression> takeText() {
    Optional<Expression> text = texts.stream().reduce((_, later) -> later);
    texts.clear();
    boxes.clear();
    data.clear();
    return text;
  }

  /** Gives variables their names in the whole program. */
  private static final class Renaming extends Rewriter {
    private final Map<String, String> names;
    private final Map<String, String> seen;

    Renaming(Map<String, String> names, Map<String, String> seen) {
      this.names = names;
      this.seen = seen;
    }

    @Override
    protected Expression name(Name name) {
      return new Name(names.getOrDefault(name.id(), name.id()), name.span());
    }

    @Override
    protected String parameter(String name) {
      return names.getOrDefault(name, name);
    }

    @Override
    protected Expression call(Call call) {
      Call renamed = (Call) super.call(call);
      if (!LOOKING.contains(call.function())
          || call.arguments().isEmpty()
          || !(call.arguments().getFirst().value() instanceof Name(String id, var _))
          || !seen.containsKey(id)) {
        return renamed;
      }
      List<Argument> arguments = new ArrayList<>(renamed.arguments());
      arguments.set(
          0, new Argument(arguments.getFirst().name(), new Name(seen.get(id), call.span())));
      return new Call(call.function(), arguments, call.span());
    }
  }
}
