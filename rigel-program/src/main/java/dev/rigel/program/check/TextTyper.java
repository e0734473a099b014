package dev.rigel.program.check;

import dev.rigel.program.Type;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.FormattedString;
import dev.rigel.program.syntax.Expression.FormattedString.Field;
import dev.rigel.program.syntax.Expression.FormattedString.Piece;
import dev.rigel.program.syntax.Expression.FormattedString.Text;
import dev.rigel.program.syntax.Expression.Hole;
import dev.rigel.program.syntax.Span;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Types f-strings, and holds the literal text of an answer to what the request and the program say:
 * a small model likes to state numbers and addresses that nobody has seen.
 */
final class TextTyper {
  private static final Pattern DIGITS = Pattern.compile("\\p{Nd}+");
  private static final Pattern ADDRESS = Pattern.compile("[a-zA-Z]+://\\S*|www\\.\\S*");
  private static final String NUMBER_FORMATS = "bcdeEfFgGnoxX%";

  private final ExpressionTyper expressions;
  private final Context context;

  TextTyper(ExpressionTyper expressions) {
    this.expressions = expressions;
    this.context = expressions.context;
  }

  /** A plain text: what it says counts only where the answer says it. */
  void literal(String text, Span span, boolean open) {
    if (!context.inAnswerText || !context.bounded()) {
      return;
    }
    if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
      context.report(span, "braces in a plain text show nothing", "put f before the quotes");
    }
    grounded(text, span, open);
  }

  private void grounded(String text, Span span, boolean open) {
    if (!context.rules.options.mediaInputs()) {
      return;
    }
    RequestFacts request = context.rules.request;
    Matcher digits = DIGITS.matcher(text);
    while (digits.find()) {
      boolean mayGrow = open && digits.end() == text.length();
      String number = digits.group();
      if (!request.hasDigits(number, mayGrow)
          && !RequestFacts.hasDigits(context.digits, number, mayGrow)) {
        context.report(
            span,
            "the number " + number + " stands neither in the request nor in the program",
            "show a result: f\"… {value} …\"");
      }
    }
    Matcher address = ADDRESS.matcher(text);
    while (address.find()) {
      if (!request.mentions(address.group())) {
        context.report(span, "an address that nobody has seen", "show a result: f\"… {value} …\"");
      }
    }
  }

  Found formatted(FormattedString string) {
    boolean open = context.isOpen(string.span());
    int taint = Found.OWN;
    int length = 0;
    List<Piece> pieces = string.pieces();
    for (int i = 0; i < pieces.size(); i++) {
      boolean last = i == pieces.size() - 1;
      switch (pieces.get(i)) {
        case Text text -> {
          length += text.text().length();
          if (context.inAnswerText && context.bounded()) {
            grounded(text.text(), string.span(), open && last);
          }
        }
        case Field field -> taint = Math.max(taint, field(field, open && last));
      }
    }
    expressions.bound(string.span(), length);
    return new Found(Type.STR, taint);
  }

  private int field(Field field, boolean open) {
    boolean converted = field.conversion().isPresent() && !context.bounded();
    Type wanted = converted ? Type.ANY : context.printable();
    Found found = expressions.checkApart(field.value(), wanted);
    int taint = found.taint();
    if (field.format().isPresent()) {
      List<Piece> format = field.format().get();
      for (Piece piece : format) {
        if (piece instanceof Field nested) {
          taint = Math.max(taint, expressions.checkApart(nested.value(), Type.ANY).taint());
        }
      }
      if (field.conversion().isEmpty() && !(field.value() instanceof Hole)) {
        format(field.value(), found.type(), format, open);
      }
    }
    return taint;
  }

  private void format(Expression value, Type type, List<Piece> format, boolean open) {
    String last = format.isEmpty() || !(format.getLast() instanceof Text text) ? "" : text.text();
    if (last.isEmpty()) {
      return;
    }
    char kind = last.charAt(last.length() - 1);
    boolean simple = format.size() == 1;
    boolean numeric =
        NUMBER_FORMATS.indexOf(kind) >= 0 && !(simple && last.length() == 1 && kind == '%' && open);
    boolean whole = "bcdoxX".indexOf(kind) >= 0;
    boolean grouped = last.indexOf(',') >= 0 || (context.bounded() && last.indexOf('.') >= 0);
    Type wanted =
        whole
            ? Type.union(Type.INT, Type.BOOL)
            : numeric || grouped
                ? Types.NUMBER
                : Type.union(Type.STR, Type.INT, Type.FLOAT, Type.BOOL);
    if (!Types.fits(type, wanted)) {
      context.report(
          value.span(),
          "the format :" + last + " does not fit " + ExpressionTyper.describe(type),
          whole ? "use :.0f" : "leave the format out");
    }
  }
}
