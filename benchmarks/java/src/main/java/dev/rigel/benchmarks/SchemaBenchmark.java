package dev.rigel.benchmarks;

import dev.rigel.agent.answer.AnswerSchema;
import dev.rigel.base.RigelException;
import dev.rigel.language.TokenConstraint;
import dev.rigel.language.TokenListener;
import dev.rigel.language.constraint.JsonSchemaConstraint;
import dev.rigel.language.decode.ConstrainedSearch;
import dev.rigel.language.decode.Sampling;
import dev.rigel.language.decode.StopTexts;
import dev.rigel.language.decode.Writing;
import dev.rigel.language.decode.WritingLimits;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes an answer for every schema of a collection, held to it by {@link JsonSchemaConstraint} and
 * validated by {@link AnswerSchema} as answers are, and measures what the constraint costs.
 *
 * <pre>SchemaBenchmark SCHEMAS.jsonl ANSWERS.jsonl</pre>
 */
public final class SchemaBenchmark {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MOST_TOKENS = 4_000;
  private static final int WARM_UP = 40;

  private final List<Long> tokenNanos = new ArrayList<>();
  private final List<Long> compileNanos = new ArrayList<>();
  private final Map<String, Map<String, Integer>> outcomes = new TreeMap<>();

  private SchemaBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    new SchemaBenchmark().run(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  private void run(Path schemas, Path answers) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(schemas)) {
      lines.lines().map(JSON::readTree).forEach(all::add);
    }
    for (JsonNode line : all.subList(0, Math.min(WARM_UP, all.size()))) {
      answer(line);
    }
    tokenNanos.clear();
    compileNanos.clear();
    outcomes.clear();
    try (BufferedWriter output = Files.newBufferedWriter(answers)) {
      for (JsonNode line : all) {
        output.write(answer(line).toString());
        output.newLine();
      }
    }
    report();
  }

  private ObjectNode answer(JsonNode line) {
    String name = line.path("name").asString();
    JsonNode schema = line.path("schema");
    ObjectNode result = JSON.createObjectNode().put("name", name);
    String outcome;
    long start = System.nanoTime();
    try {
      AnswerSchema judge = new AnswerSchema(schema);
      long compiling = System.nanoTime();
      Timed constraint = new Timed(JsonSchemaConstraint.of(schema));
      long compiled = System.nanoTime() - compiling;
      compileNanos.add(compiled);
      result.put("compile_ms", compiled / 1_000_000);
      Writing writing =
          new ConstrainedSearch(
                  new BlindWriter(name.hashCode()),
                  constraint,
                  Sampling.GREEDY,
                  new WritingLimits(MOST_TOKENS, 0, constraint::nextToken),
                  new StopTexts(List.of()),
                  TokenListener.SILENT,
                  true)
              .write("");
      tokenNanos.addAll(constraint.spent);
      result.put("text", writing.text()).put("tokens", writing.tokens());
      outcome =
          writing.ending() != Writing.Ending.DONE
              ? writing.ending().toString().toLowerCase(java.util.Locale.ROOT)
              : judge
                  .valid(writing.text(), false)
                  .map(_ -> "answered")
                  .orElse("refused by the validator");
      if (outcome.startsWith("refused")) {
        result.put("problem", judge.problem(writing.text()));
      }
    } catch (RigelException e) {
      outcome = "refused at once";
      result.put("problem", e.getMessage());
    }
    result.put("outcome", outcome).put("ms", (System.nanoTime() - start) / 1_000_000);
    outcomes
        .computeIfAbsent(name.substring(0, name.indexOf('/')), _ -> new TreeMap<>())
        .merge(outcome, 1, Integer::sum);
    return result;
  }

  private void report() {
    outcomes.forEach((collection, counts) -> {
      int all = counts.values().stream().mapToInt(Integer::intValue).sum();
      System.out.printf(
          "%-6s %4d schemas, %5.1f %% answered: %s%n",
          collection, all, 100.0 * counts.getOrDefault("answered", 0) / all, counts);
    });
    print("constraint, microseconds a token", tokenNanos, 1e3);
    print("compiling, milliseconds a schema", compileNanos, 1e6);
  }

  private static void print(String what, List<Long> nanos, double unit) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "%s: mean %.1f, median %.1f, p99 %.1f, largest %.1f (%d)%n",
        what,
        Arrays.stream(sorted).average().orElse(0) / unit,
        sorted[sorted.length / 2] / unit,
        sorted[(int) (sorted.length * 0.99)] / unit,
        sorted[sorted.length - 1] / unit,
        sorted.length);
  }

  /** Adds up the time of the checks between two tokens. */
  private static final class Timed implements TokenConstraint {
    private final TokenConstraint constraint;
    private final List<Long> spent = new ArrayList<>();
    private long now;

    Timed(TokenConstraint constraint) {
      this.constraint = constraint;
    }

    void nextToken() {
      if (now > 0) {
        spent.add(now);
      }
      now = 0;
    }

    @Override
    public Verdict check(String text) {
      long start = System.nanoTime();
      try {
        return constraint.check(text);
      } finally {
        now += System.nanoTime() - start;
      }
    }

    @Override
    public boolean mayEnd(String text) {
      long start = System.nanoTime();
      try {
        return constraint.mayEnd(text);
      } finally {
        now += System.nanoTime() - start;
      }
    }

    @Override
    public List<String> closers() {
      return constraint.closers();
    }

    @Override
    public String insteadOfEnd(String text) {
      return constraint.insteadOfEnd(text);
    }
  }
}
