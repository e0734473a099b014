package dev.rigel.agent.plan.steps;

import dev.rigel.agent.turn.InputKind;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.Argument;
import dev.rigel.program.syntax.Expression.Binary;
import dev.rigel.program.syntax.Expression.BinaryOperator;
import dev.rigel.program.syntax.Expression.Call;
import dev.rigel.program.syntax.Expression.Display;
import dev.rigel.program.syntax.Expression.FormattedString;
import dev.rigel.program.syntax.Expression.Name;
import dev.rigel.program.syntax.Expression.StringLiteral;
import dev.rigel.program.syntax.Printer;
import dev.rigel.program.syntax.Span;
import dev.rigel.program.syntax.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What the answers of all steps say and give, as one answer. */
final class JoinedAnswer {
  private static final Span NOWHERE = new Span(0, 0, 1, 1);

  private final List<Expression> texts = new ArrayList<>();
  private final List<Expression> boxes = new ArrayList<>();
  private final List<Expression> data = new ArrayList<>();

  /** The variables of what was made and is not worked on further, in order. */
  private final Map<String, InputKind> results = new LinkedHashMap<>();

  JoinedAnswer copy() {
    JoinedAnswer copy = new JoinedAnswer();
    copy.texts.addAll(texts);
    copy.boxes.addAll(boxes);
    copy.data.addAll(data);
    copy.results.putAll(results);
    return copy;
  }

  void says(Expression text) {
    texts.add(text);
  }

  void proves(Expression regions) {
    boxes.add(regions);
  }

  void holds(Expression values) {
    data.add(values);
  }

  void gives(String variable, InputKind kind) {
    results.put(variable, kind);
  }

  void givesNoMore(String variable) {
    results.remove(variable);
  }

  boolean gives(InputKind kind) {
    return results.containsValue(kind);
  }

  /** What was said last; nothing is left to be said, proved or held. */
  Optional<Expression> takeText() {
    Optional<Expression> text = texts.stream().reduce((_, later) -> later);
    texts.clear();
    boxes.clear();
    data.clear();
    return text;
  }

  /**
   * The answer, after what it needs.
   *
   * @param fresh a name for a variable that no other has
   */
  List<Statement> statements(boolean withBoxes, UnaryOperator<String> fresh) {
    List<Statement> all = new ArrayList<>();
    List<Argument> arguments = new ArrayList<>();
    text(all, fresh).ifPresent(text -> arguments.add(new Argument(Optional.empty(), text)));
    for (InputKind kind : InputKind.values()) {
      media(kind).ifPresent(arguments::add);
    }
    if (data.size() == 1) {
      arguments.add(new Argument(Optional.of("data"), data.getFirst()));
    }
    if (withBoxes) {
      regions().ifPresent(value -> arguments.add(new Argument(Optional.of("boxes"), value)));
    }
    all.add(new Statement.ExpressionStatement(new Call("answer", arguments, NOWHERE), NOWHERE));
    return all;
  }

  private Optional<Argument> media(InputKind kind) {
    List<Expression> given =
        results.entrySet().stream()
            .filter(result -> result.getValue() == kind)
            .<Expression>map(result -> new Name(result.getKey(), NOWHERE))
            .toList();
    String name =
        switch (kind) {
          case IMAGE -> "image";
          case DOCUMENT -> "document";
        };
    return switch (given.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new Argument(Optional.of(name), given.getFirst()));
      default ->
          Optional.of(
              new Argument(
                  Optional.of(name + "s"), new Display(Display.Kind.LIST, given, NOWHERE)));
    };
  }

  /** The regions of all steps, the same ones once. */
  private Optional<Expression> regions() {
    return boxes.stream()
        .collect(Collectors.toMap(Printer::print, box -> box, (a, _) -> a, LinkedHashMap::new))
        .values()
        .stream()
        .reduce((a, b) -> new Binary(BinaryOperator.ADD, a, b, NOWHERE));
  }

  /** What all answers say, a line each. */
  private Optional<Expression> text(List<Statement> before, UnaryOperator<String> fresh) {
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
          Name told = new Name(fresh.apply("told"), NOWHERE);
          before.add(new Statement.Assign(List.of(told), text, NOWHERE));
          pieces.add(
              new FormattedString.Field(
                  told, Optional.empty(), Optional.empty(), Optional.empty()));
        }
      }
    }
    return Optional.of(
        pieces.stream().allMatch(FormattedString.Text.class::isInstance)
            ? new StringLiteral(
                pieces.stream()
                    .map(piece -> ((FormattedString.Text) piece).text())
                    .collect(Collectors.joining()),
                NOWHERE)
            : new FormattedString(pieces, NOWHERE));
  }
}
