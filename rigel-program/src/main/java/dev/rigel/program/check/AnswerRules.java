package dev.rigel.program.check;

import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.Call;
import dev.rigel.program.syntax.Expression.FormattedString;
import dev.rigel.program.syntax.Expression.StringLiteral;
import dev.rigel.program.syntax.Span;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer must be beyond its types: with media in the turn, it must come from what tools
 * have seen of them.
 */
final class AnswerRules {
  /** A caption that claims nothing may stand beside boxes. */
  private static final Pattern CLAIM =
      Pattern.compile(
          "\\p{Nd}|[\"“”]|\\b(?:yes|no|not|none|there (?:is|are))\\b", Pattern.CASE_INSENSITIVE);

  private final ExpressionTyper expressions;
  private final Context context;
  private final Rules rules;

  AnswerRules(ExpressionTyper expressions) {
    this.expressions = expressions;
    this.context = expressions.context;
    this.rules = expressions.rules;
  }

  void check(Call answer, boolean first) {
    if (first && rules.options.mediaInputs()) {
      context.report(
          answer.span(),
          "the answer comes before any tool has looked at the input",
          "call tools first and keep their results in variables");
    }
    CallTyper.Bound bound = expressions.calls().bind(answer, rules.library.answer(), "text");
    Expression pictures = bound.given().get("images");
    if (pictures != null && bound.given().containsKey("image")) {
      context.report(
          pictures.span(), "image and images are both given", "put all pictures into images");
    }
    Found data = bound.found().get("data");
    if (data != null && Types.holdsMedia(data.type())) {
      context.report(
          answer.span(),
          "data cannot hold " + data.type().text(),
          "give media by image, images, document, documents or video");
    }
    if (!context.isOpen(answer.span()) && !bound.unpacked()) {
      complete(answer, bound);
    }
  }

  private void complete(Call answer, CallTyper.Bound bound) {
    for (String required : rules.options.requiredAnswers()) {
      if (!bound.given().containsKey(required)) {
        context.report(
            closing(answer), "the answer lacks " + required, "give " + required + "=… too");
      }
    }
    if (!rules.options.mediaInputs() || isGrounded(bound)) {
      return;
    }
    Expression text = bound.given().get("text");
    int blame = text == null ? answer.span().start() : text.span().start();
    context.report(
        closing(answer),
        blame,
        "the answer does not come from what a tool has seen of the input",
        "show results: f\"… {value} …\", or give the picture, document or data that was made");
  }

  private Span closing(Call answer) {
    if (!context.partial) {
      return answer.span();
    }
    Span span = answer.span();
    return new Span(span.end() - 1, span.end(), span.line(), span.column());
  }

  private boolean isGrounded(CallTyper.Bound bound) {
    if (context.controlTaint == Found.SEEN) {
      return true;
    }
    for (Map.Entry<String, Found> one : bound.found().entrySet()) {
      boolean seen = one.getValue().taint() == Found.SEEN;
      if (seen && (!one.getKey().equals("boxes") || isNeutral(bound.given().get("text")))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNeutral(@Nullable Expression text) {
    return switch (text) {
      case null -> true;
      case StringLiteral literal -> !CLAIM.matcher(literal.value()).find();
      case FormattedString formatted ->
          formatted.pieces().stream()
              .noneMatch(
                  p -> p instanceof FormattedString.Text t && CLAIM.matcher(t.text()).find());
      default -> false;
    };
  }
}
