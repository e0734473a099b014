package dev.rigel.tools.pile;

import dev.rigel.tools.reading.TextLine;
import dev.rigel.tools.text.Folding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a page ends: with a greeting or a sum, or in the midst of something that goes on. */
final class ClosingRule implements BoundaryRule {
  private static final double GREETING = 1.4;
  private static final double SUM = 0.8;
  private static final double MID_SENTENCE = -3;
  private static final double FULL_PAGE = -0.5;
  private static final double SHORT_PAGE = 0.6;
  private static final double CARRIED = -3.5;

  /** Of the page's height: text that reaches beyond goes on for want of room. */
  private static final double FULL = 0.85;

  private static final double SHORT = 0.65;
  private static final double LAST_QUARTER = 0.75;

  private static final Pattern GREETINGS =
      Pattern.compile(
          "yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?,|(?:kind|best|warm) regards|mit freundlichen gr|freundliche gr"
              + "|hochachtungsvoll|cordialement|veuillez agreer|atentamente|cordiali saluti|distinti saluti"
              + "|vriendelijke groet");

  private static final Pattern SUMS =
      Pattern.compile(
          "^(?:grand |amount |total|balance due|amount due|gesamt|summe|rechnungsbetrag|endbetrag|net a payer|importe"
              + "|closing balance|new balance|neuer saldo|endsaldo|nouveau solde|signature|unterschrift)");

  private static final Pattern GOES_ON =
      Pattern.compile(
          "continued|carried forward|brought forward|carry over|please turn over|see next page|fortsetzung|ubertrag"
              + "|suite (?:page|au verso)|a reporter|report de la page|continua|vervolg|\\(cont\\.?\\)");

  @Override
  public List<Sign> signs(Joint joint) {
    List<Sign> signs = new ArrayList<>();
    List<TextLine> before = joint.before().body();
    List<TextLine> after = joint.after().body();
    if (last(before, GREETINGS).isPresent()) {
      signs.add(Sign.of(GREETING, "the page before ends with a greeting"));
    } else if (last(before, SUMS).isPresent()) {
      signs.add(Sign.of(SUM, "the page before ends with a sum or a signature"));
    }
    if (goesOn(joint)) {
      signs.add(Sign.of(CARRIED, "the page says that it goes on"));
    }
    if (!before.isEmpty() && !after.isEmpty()) {
      if (isMidSentence(before.getLast(), after.getFirst())) {
        signs.add(Sign.of(MID_SENTENCE, "a sentence goes on"));
      }
      double foot = before.stream().mapToDouble(l -> l.region().box().bottom()).max().orElse(0);
      signs.add(
          foot > FULL
              ? Sign.of(FULL_PAGE, "the page before is full")
              : Sign.of(foot < SHORT ? SHORT_PAGE : 0, "the page before ends early"));
    }
    return signs;
  }

  private static Optional<TextLine> last(List<TextLine> lines, Pattern pattern) {
    double foot = lines.stream().mapToDouble(l -> l.region().box().bottom()).max().orElse(0);
    return lines.stream()
        .filter(line -> line.region().box().y() > LAST_QUARTER * foot)
        .filter(line -> pattern.matcher(Folding.fold(line.text()).strip()).find())
        .findFirst();
  }

  private static boolean goesOn(Joint joint) {
    int size = joint.before().lines().size();
    List<TextLine> foot = joint.before().lines().subList(Math.max(0, size - 3), size);
    List<TextLine> top = joint.after().lines();
    return foot.stream().anyMatch(ClosingRule::saysItGoesOn)
        || top.stream().limit(6).anyMatch(ClosingRule::saysItGoesOn);
  }

  private static boolean saysItGoesOn(TextLine line) {
    return line.text().length() < 70 && GOES_ON.matcher(Folding.fold(line.text())).find();
  }

  private static boolean isMidSentence(TextLine before, TextLine after) {
    String end = before.text().strip();
    String start = after.text().strip();
    if (end.isEmpty() || start.isEmpty()) {
      return false;
    }
    char last = end.charAt(end.length() - 1);
    boolean open = Character.isLetter(last) || last == ',' || last == '-';
    boolean wide = before.region().box().width() > 0.5;
    return open && wide && Character.isLowerCase(start.charAt(0));
  }
}
