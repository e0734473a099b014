package dev.rigel.tools.extract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives every wanted field the best of its candidates, no piece of text to two fields, and puts the
 * values into the wanted shape.
 */
final class Extraction {
  /** What is less likely is left open. */
  private static final double LEAST_SCORE = 0.3;

  private final Wanted.Group wanted;
  private final Candidates candidates;
  private final Confidence confidence;
  private final Map<Field, Candidate> chosen = new LinkedHashMap<>();
  private final Map<Field, Finding> others = new LinkedHashMap<>();

  private Extraction(Wanted.Group wanted, Candidates candidates, Confidence confidence) {
    this.wanted = wanted;
    this.candidates = candidates;
    this.confidence = confidence;
  }

  static Extraction of(Wanted.Group wanted, Candidates candidates, Confidence confidence) {
    Extraction extraction = new Extraction(wanted, candidates, confidence);
    extraction.choose();
    return extraction;
  }

  private void choose() {
    List<Candidate> all = new ArrayList<>();
    Wanted.values(wanted).forEach(field -> all.addAll(candidates.of(field)));
    all.sort(Comparator.comparingDouble(Candidate::score).reversed());
    for (Candidate candidate : all) {
      boolean free =
          candidate.score() >= LEAST_SCORE
              && !chosen.containsKey(candidate.field())
              && FieldValue.of(candidate).isPresent()
              && chosen.values().stream()
                  .noneMatch(other ->
                      other.overlaps(candidate) && !mayShare(other.field(), candidate.field()));
      if (free) {
        chosen.put(candidate.field(), candidate);
      }
    }
  }

  /** A street is a part of its address; what is due is often the total; money has a currency. */
  private static boolean mayShare(Field a, Field b) {
    boolean sums =
        a.means("total") && b.means("amount due") || a.means("amount due") && b.means("total");
    boolean alike =
        a.meaning().isPresent() && a.meaning().equals(b.meaning()) && a.party() == b.party();
    return sums
        || alike
        || a.form() == Form.ADDRESS
        || b.form() == Form.ADDRESS
        || a.means("currency")
        || b.means("currency");
  }

  /** What has no value yet, lists of values included. */
  List<Field> open() {
    return Wanted.values(wanted).stream()
        .filter(field -> !chosen.containsKey(field) && !others.containsKey(field))
        .toList();
  }

  /** Fields without a value of which something may still stand on the pages. */
  List<Field> worthAsking() {
    List<Candidate> claimed = new ArrayList<>(chosen.values());
    return open().stream()
        .filter(field ->
            field.kind().isList()
                || field.meaning().isEmpty()
                || !field.form().isFree()
                    && field.form() != Form.YES_NO
                    && candidates.hasUnclaimed(field, claimed))
        .toList();
  }

  void add(Field field, Finding finding) {
    others.put(field, finding);
  }

  /** Every value with its proof, in the wanted order. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    collect(wanted, findings);
    return findings;
  }

  private void collect(Wanted.Group group, List<Finding> findings) {
    for (Wanted member : group.members().values()) {
      switch (member) {
        case Wanted.Value value -> finding(value.field()).ifPresent(findings::add);
        case Wanted.Group inner -> collect(inner, findings);
        case Wanted.Rows rows -> {
          List<Map<String, Candidate>> records = candidates.rows(rows.path());
          for (int i = 0; i < records.size(); i++) {
            for (Candidate candidate : records.get(i).values()) {
              String path =
                  rows.path()
                      + "["
                      + i
                      + "]"
                      + candidate.field().path().substring(rows.path().length());
              finding(candidate, path).ifPresent(findings::add);
            }
          }
        }
      }
    }
  }

  private Optional<Finding> finding(Field field) {
    Candidate candidate = chosen.get(field);
    return candidate == null
        ? Optional.ofNullable(others.get(field))
        : finding(candidate, field.path());
  }

  private Optional<Finding> finding(Candidate candidate, String path) {
    return FieldValue.of(candidate)
        .map(value ->
            new Finding(
                path,
                value,
                Optional.of(candidate.region().withLabel(path)),
                confidence.of(candidate.score(), candidate.region().confidence())));
  }

  /** The values in the wanted shape; None where nothing was found. */
  Map<String, @Nullable Object> values() {
    return values(wanted);
  }

  private Map<String, @Nullable Object> values(Wanted.Group group) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    group
        .members()
        .forEach((name, member) ->
            values.put(
                name,
                switch (member) {
                  case Wanted.Value value ->
                      finding(value.field()).map(Finding::value).orElse(null);
                  case Wanted.Group inner -> values(inner);
                  case Wanted.Rows rows ->
                      candidates.rows(rows.path()).stream()
                          .map(record -> record(rows.item(), record))
                          .toList();
                }));
    return Collections.unmodifiableMap(values);
  }

  private Map<String, @Nullable Object> record(Wanted.Group item, Map<String, Candidate> record) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    item.members()
        .forEach((name, member) ->
            values.put(
                name,
                switch (member) {
                  case Wanted.Value value ->
                      Optional.ofNullable(record.get(value.field().path()))
                          .flatMap(FieldValue::of)
                          .orElse(null);
                  case Wanted.Group inner -> record(inner, record);
                  case Wanted.Rows _ -> List.of();
                }));
    return Collections.unmodifiableMap(values);
  }

  /** The names of the fields without a value, once each. */
  static Set<String> names(List<Field> fields) {
    Set<String> names = new LinkedHashSet<>();
    fields.forEach(field -> names.add(field.path()));
    return names;
  }

  /** For comparing amounts: equal in value, whatever the scale. */
  static boolean sameNumber(BigDecimal a, BigDecimal b) {
    return a.compareTo(b) == 0;
  }
}
