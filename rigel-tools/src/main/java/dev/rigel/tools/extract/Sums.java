package dev.rigel.tools.extract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Arithmetic as a witness: where net, discount, shipping and tax add up to the total, or balances
 * to the movements between them, all of these amounts are sure; where they do not, other readings
 * of the page are tried.
 */
final class Sums {
  private static final BigDecimal CENT = new BigDecimal("0.02");
  private static final int TRIED = 3;
  private static final double PROVEN = 1.15;
  private static final double LEAST = 0.96;

  private record Term(String name, int sign) {}

  private static final List<List<Term>> EQUATIONS =
      List.of(
          List.of(
              new Term("subtotal", 1),
              new Term("discount", -1),
              new Term("shipping", 1),
              new Term("total tax", 1),
              new Term("total", -1)),
          List.of(
              new Term("opening balance", 1),
              new Term("total deposits", 1),
              new Term("total withdrawals", -1),
              new Term("closing balance", -1)));

  private Sums() {}

  static void check(
      Map<String, Field> fields,
      Map<Field, List<Candidate>> byField,
      List<PageLayout> pages,
      ValueText values) {
    for (List<Term> equation : EQUATIONS) {
      List<List<Candidate>> sides =
          equation.stream()
              .map(term -> byField.getOrDefault(fields.get(term.name()), List.of()))
              .toList();
      Optional<List<Candidate>> right = solution(equation, sides, 0, BigDecimal.ZERO, List.of());
      right.ifPresent(proven -> proven.forEach(candidate -> prove(candidate, byField)));
      if (right.isEmpty() && equation.getFirst().name().equals("subtotal")) {
        complete(fields, byField, pages, values);
      }
    }
  }

  /** Candidates, one a term that has any, whose signed sum is nothing. */
  private static Optional<List<Candidate>> solution(
      List<Term> equation,
      List<List<Candidate>> sides,
      int position,
      BigDecimal sum,
      List<Candidate> chosen) {
    if (position == equation.size()) {
      return chosen.size() >= 3 && sum.abs().compareTo(CENT) <= 0
          ? Optional.of(chosen)
          : Optional.empty();
    }
    Term term = equation.get(position);
    List<Candidate> tried =
        sides.get(position).stream()
            .filter(c -> c.value() instanceof BigDecimal)
            .limit(TRIED)
            .toList();
    for (Candidate candidate : tried) {
      if (chosen.stream().noneMatch(candidate::overlaps)) {
        BigDecimal amount = ((BigDecimal) candidate.value());
        BigDecimal signed = term.name().contains("balance") ? amount : amount.abs();
        List<Candidate> more = new ArrayList<>(chosen);
        more.add(candidate);
        Optional<List<Candidate>> found =
            solution(
                equation,
                sides,
                position + 1,
                sum.add(signed.multiply(BigDecimal.valueOf(term.sign()))),
                more);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    boolean optional =
        tried.isEmpty() || List.of("discount", "shipping", "total tax").contains(term.name());
    return optional ? solution(equation, sides, position + 1, sum, chosen) : Optional.empty();
  }

  private static void prove(Candidate candidate, Map<Field, List<Candidate>> byField) {
    List<Candidate> all = new ArrayList<>(byField.getOrDefault(candidate.field(), List.of()));
    all.remove(candidate);
    double score = Math.max(LEAST, Math.min(1, candidate.score() * PROVEN));
    all.addFirst(candidate.scaled(score / candidate.score()));
    byField.put(candidate.field(), all);
  }

  /** A tax that no known word names is the amount that is missing between net and total. */
  private static void complete(
      Map<String, Field> fields,
      Map<Field, List<Candidate>> byField,
      List<PageLayout> pages,
      ValueText values) {
    Field tax = fields.get("total tax");
    if (tax == null || !byField.getOrDefault(tax, List.of()).isEmpty()) {
      return;
    }
    Optional<BigDecimal> net = best(fields, byField, "subtotal");
    Optional<BigDecimal> total = best(fields, byField, "total");
    if (net.isEmpty() || total.isEmpty()) {
      return;
    }
    BigDecimal missing =
        total
            .get()
            .subtract(net.get())
            .add(best(fields, byField, "discount").orElse(BigDecimal.ZERO).abs())
            .subtract(best(fields, byField, "shipping").orElse(BigDecimal.ZERO));
    if (missing.signum() <= 0) {
      return;
    }
    for (PageLayout page : pages) {
      for (Piece piece : page.pieces()) {
        for (ValueText.Match match : values.find(Form.AMOUNT, piece.text())) {
          if (match.value() instanceof BigDecimal amount
              && amount.subtract(missing).abs().compareTo(CENT) <= 0) {
            byField.put(
                tax,
                List.of(
                    new Candidate(
                        tax,
                        amount,
                        piece.span(match.start(), match.end(), tax.path()),
                        piece,
                        match.start(),
                        match.end(),
                        0.75)));
            return;
          }
        }
      }
    }
  }

  private static Optional<BigDecimal> best(
      Map<String, Field> fields, Map<Field, List<Candidate>> byField, String name) {
    return byField.getOrDefault(fields.get(name), List.of()).stream()
        .findFirst()
        .map(Candidate::value)
        .filter(BigDecimal.class::isInstance)
        .map(BigDecimal.class::cast);
  }
}
