import dev.rigel.base.CallScope;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.Prompt;
import dev.rigel.language.TokenConstraint;
import dev.rigel.language.TokenListener;
import dev.rigel.language.embedded.EmbeddedLanguageModel;
import dev.rigel.language.embedded.EmbeddedSettings;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Our side of the comparison: the whole way through process, frames and search, with a constraint
 * that is asked about every token. One line of JSON for every line on standard input.
 *
 * <p>Arguments: libraries, model, threads, prompt file, tokens to write.
 */
final class EmbeddedSide {
  /** Allows everything but an early end, and notes when it is asked. */
  private static final class Watch implements TokenConstraint {
    private final int tokens;
    private long first;
    private long last;
    private int checks;

    Watch(int tokens) {
      this.tokens = tokens;
    }

    @Override
    public Verdict check(String text) {
      last = System.nanoTime();
      first = checks++ == 0 ? last : first;
      return checks > tokens ? new Verdict.Complete(text.length()) : new Verdict.Viable();
    }

    @Override
    public boolean mayEnd(String text) {
      return false;
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path libraries = Path.of(arguments[0]);
    Path file = Path.of(arguments[1]);
    String text = Files.readString(Path.of(arguments[3]));
    int tokens = Integer.parseInt(arguments[4]);
    Path states = Files.createTempDirectory("rigel-benchmark");
    try (EmbeddedLanguageModel model =
            new EmbeddedLanguageModel(
                EmbeddedSettings.defaults(states).withThreads(Integer.parseInt(arguments[2])),
                (name, _) -> name.equals(EmbeddedSettings.LIBRARIES) ? libraries : file);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in))) {
      int round = 0;
      while (in.readLine() != null) {
        Watch watch = new Watch(tokens);
        // A beginning of its own, so that nothing of the last round is known.
        Prompt prompt = Prompt.of(Prompt.Message.user(round++ + " " + text));
        long start = System.nanoTime();
        int promptTokens =
            model
                .generate(
                    GenerationRequest.greedy(prompt, tokens + 2).withConstraint(watch),
                    TokenListener.SILENT,
                    CallScope.unlimited())
                .promptTokens();
        System.out.printf(
            "{\"prompt_tokens\": %d, \"prompt_s\": %.4f, \"tokens\": %d, \"generation_s\": %.4f}%n",
            promptTokens,
            (watch.first - start) / 1e9,
            watch.checks - 1,
            (watch.last - watch.first) / 1e9);
      }
    }
  }
}
