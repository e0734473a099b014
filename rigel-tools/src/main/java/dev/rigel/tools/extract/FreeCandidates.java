package dev.rigel.tools.extract;

import dev.rigel.tools.text.AmountText;
import dev.rigel.tools.text.TextFinder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that need no label, because their form says what they are. */
final class FreeCandidates {
  private static final Pattern CARD_DIGITS =
      Pattern.compile(
          "(?i)(?:[*x•·]{2,}[\\s-]*|(?:ending in|ends? in|ending|ends)\\s+)(\\d{4})(?!\\d)");
  private static final Pattern PAYMENT =
      Pattern.compile(
          "(?i)(?<!\\p{L})(visa(?: debit)?|master ?card|maestro|amex|american express|discover|girocard|ec-?karte"
              + "|apple pay|google pay|paypal|contactless|debit card|credit card|cash|bar|cheque|check)(?!\\p{L})");
  private static final Pattern NUMBER_SIGN = Pattern.compile("(?:^|\\s)#\\s?(\\d[\\dA-Z-]{2,})");
  private static final Pattern RANGE =
      Pattern.compile(
          "^[\\s,.:]*(?:-|–|—|to|until|till|through|thru|bis|au|a|al|tot)?[\\s,.:]*$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CODES =
      Pattern.compile("\\b(USD|EUR|GBP|CHF|JPY|CAD|AUD|SEK|NOK|DKK|PLN|CZK|INR|CNY)\\b");

  private final PageLayout layout;
  private final PageLabels labels;
  private final ValueText values;
  private final Parties parties;
  private final Set<Piece> taken;

  FreeCandidates(
      PageLayout layout, PageLabels labels, ValueText values, Parties parties, Set<Piece> taken) {
    this.layout = layout;
    this.labels = labels;
    this.values = values;
    this.parties = parties;
    this.taken = taken;
  }

  List<Candidate> of(Field field) {
    List<Candidate> found = new ArrayList<>();
    if (field.means("currency")) {
      currency(field, found);
    } else if (field.means("card last digits")) {
      groups(field, CARD_DIGITS, 0.93, found);
    } else if (field.means("payment method")) {
      groups(field, PAYMENT, 0.62, found);
    } else if (field.means("receipt number")) {
      groups(field, NUMBER_SIGN, 0.72, found);
    } else if (field.means("period start") || field.means("period end")) {
      period(field, found);
    } else {
      typed(field, found);
    }
    return found;
  }

  private void typed(Field field, List<Candidate> found) {
    Form form = field.form();
    double trust =
        switch (form) {
          case IBAN -> 0.93;
          case EMAIL, URL -> 0.8;
          case PHONE -> 0.72;
          case TIME -> 0.75;
          case DATE ->
              field.means("invoice date")
                      || field.means("purchase date")
                      || field.words().equals("date")
                  ? 0.45
                  : 0;
          case AMOUNT, QUANTITY, CODE, TEXT, NAME, ADDRESS, YES_NO -> 0;
        };
    if (trust == 0 || field.words().contains("fax")) {
      return;
    }
    Party party = Parties.party(field);
    for (Piece piece : layout.pieces()) {
      boolean recipients = parties.isRecipients(piece);
      if (taken.contains(piece) || recipients != (party == Party.RECIPIENT)) {
        continue;
      }
      boolean fax = piece.folded().contains("fax");
      for (ValueText.Match match : values.find(form, piece.text())) {
        double other =
            form != Form.DATE && form != Form.PHONE || labels.in(piece).isEmpty() ? 1 : 0.6;
        found.add(
            candidate(
                field,
                piece,
                match.start(),
                match.end(),
                match.value(),
                trust * match.fit() * (fax ? 0.5 : other)));
      }
    }
  }

  private void groups(Field field, Pattern pattern, double trust, List<Candidate> found) {
    for (Piece piece : layout.pieces()) {
      Matcher matcher = pattern.matcher(piece.text());
      while (!taken.contains(piece) && matcher.find()) {
        int start = matcher.start(1);
        found.add(candidate(field, piece, start, matcher.end(1), matcher.group(1), trust));
      }
      // "XXXX XXXX XXXX" in one piece, the digits in the next.
      if (field.means("card last digits")
          && piece.text().matches("(?i)(?:.*\\s)?[*x•·]{2,}[*x•·\\s-]*")) {
        layout
            .rightOf(piece)
            .filter(next -> next.text().strip().matches("\\d{4}"))
            .ifPresent(next ->
                found.add(
                    candidate(field, next, 0, next.text().length(), next.text().strip(), trust)));
      }
    }
  }

  /** Two dates with a dash or "to" between them, in one piece or in pieces side by side. */
  private void period(Field field, List<Candidate> found) {
    record Dated(Piece piece, ValueText.Match match) {}
    for (List<Piece> row : layout.rows()) {
      List<Dated> dates = new ArrayList<>();
      for (Piece piece : row) {
        if (!taken.contains(piece)) {
          values.find(Form.DATE, piece.text()).forEach(m -> dates.add(new Dated(piece, m)));
        }
      }
      for (int i = 0; i + 1 < dates.size(); i++) {
        Dated first = dates.get(i);
        Dated second = dates.get(i + 1);
        String between =
            between(
                row, first.piece(), first.match().end(), second.piece(), second.match().start());
        boolean ordered =
            first.match().value().toString().compareTo(second.match().value().toString()) <= 0;
        if (ordered && RANGE.matcher(between).matches()) {
          Dated wanted = field.means("period start") ? first : second;
          found.add(
              candidate(
                  field,
                  wanted.piece(),
                  wanted.match().start(),
                  wanted.match().end(),
                  wanted.match().value(),
                  between.isBlank() ? 0.7 : 0.93));
        }
      }
    }
  }

  private static String between(List<Piece> row, Piece from, int end, Piece to, int start) {
    if (from == to) {
      return from.text().substring(end, start);
    }
    StringBuilder text = new StringBuilder(from.text().substring(end)).append(' ');
    for (int i = row.indexOf(from) + 1; i < row.indexOf(to); i++) {
      text.append(row.get(i).text()).append(' ');
    }
    return text.append(to.text(), 0, start).toString();
  }

  /** The mark that most amounts have; its first place. */
  private void currency(Field field, List<Candidate> found) {
    Map<String, Integer> counts = new HashMap<>();
    Map<String, Candidate> first = new HashMap<>();
    for (Piece piece : layout.pieces()) {
      for (TextFinder.Match match : new AmountText().find(piece.text())) {
        String[] parts = match.value().split(" ");
        if (parts.length > 1) {
          counts.merge(parts[1], 2, Integer::sum);
          first.putIfAbsent(
              parts[1], candidate(field, piece, match.start(), match.end(), parts[1], 0.9));
        }
      }
      Matcher matcher = CODES.matcher(piece.text());
      while (matcher.find()) {
        counts.merge(matcher.group(), 1, Integer::sum);
        first.putIfAbsent(
            matcher.group(),
            candidate(field, piece, matcher.start(), matcher.end(), matcher.group(), 0.9));
      }
    }
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    counts.forEach((code, count) -> {
      Candidate place = first.get(code);
      if (place != null) {
        found.add(place.scaled((double) count / all));
      }
    });
  }

  private static Candidate candidate(
      Field field, Piece piece, int start, int end, Object value, double score) {
    return new Candidate(
        field, value, piece.span(start, end, field.path()), piece, start, end, score);
  }
}
