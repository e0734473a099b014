package dev.rigel.agent.turn;

import dev.rigel.language.Prompt;
import dev.rigel.tools.text.Passages;
import dev.rigel.tools.text.Relevance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What was said in a session, as far as a question needs it: the newest exchanges, and of the older
 * ones those that speak of what is asked. So a session of any length fits into one prompt.
 */
public final class SessionMemory {
  /** Exchanges that always count: "and the other one?" shares no word with what it goes on from. */
  private static final int NEWEST = 2;

  /** Characters of one message; of a longer one, such as a page's text, what the question needs. */
  private static final int LONGEST = 1_500;

  private static final Pattern FIRST =
      Pattern.compile(
          "(?i)\\b(?:first|beginning|start|erste\\w*|anfang|premi\\w*|primer\\w*)\\b|第一");

  /** A request and what came of it. */
  private record Exchange(List<Prompt.Message> messages) {
    String text() {
      return String.join("\n", messages.stream().map(Prompt.Message::text).toList());
    }

    int length() {
      return messages.stream().mapToInt(m -> Math.min(LONGEST, m.text().length())).sum();
    }
  }

  private final List<Exchange> exchanges = new ArrayList<>();

  /**
   * @param history of the session, oldest first; instructions in it are no exchange
   */
  public SessionMemory(List<Prompt.Message> history) {
    List<Prompt.Message> open = new ArrayList<>();
    for (Prompt.Message message : history) {
      if (message.role() == Prompt.Role.SYSTEM) {
        continue;
      }
      if (message.role() == Prompt.Role.USER
          && open.stream().anyMatch(earlier -> earlier.role() == Prompt.Role.ASSISTANT)) {
        exchanges.add(new Exchange(List.copyOf(open)));
        open.clear();
      }
      open.add(message);
    }
    if (!open.isEmpty()) {
      exchanges.add(new Exchange(List.copyOf(open)));
    }
  }

  /**
   * The messages that a question needs, oldest first.
   *
   * @param characters that they may have together; the newest exchange is there in any case
   */
  public List<Prompt.Message> of(String question, int characters) {
    double[] scores =
        new Relevance(exchanges.stream().map(Exchange::text).toList()).scores(question);
    boolean first = FIRST.matcher(question).find();
    double[] weights =
        IntStream.range(0, exchanges.size())
            .mapToDouble(i -> weight(i, scores[i], first))
            .toArray();
    List<Integer> order =
        IntStream.range(0, exchanges.size())
            .filter(i -> weights[i] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> weights[i]).reversed())
            .toList();
    TreeSet<Integer> chosen = new TreeSet<>();
    int length = 0;
    for (int i : order) {
      length += exchanges.get(i).length();
      if (length > characters && !chosen.isEmpty()) {
        break;
      }
      chosen.add(i);
    }
    return chosen.stream()
        .flatMap(i -> exchanges.get(i).messages().stream())
        .map(message -> shortened(message, question))
        .toList();
  }

  private double weight(int exchange, double score, boolean first) {
    if (exchange == exchanges.size() - 1 || exchange == 0 && first) {
      return Double.MAX_VALUE;
    }
    return score + (exchanges.size() - exchange <= NEWEST ? 1 : 0);
  }

  private static Prompt.Message shortened(Prompt.Message message, String question) {
    if (message.text().length() <= LONGEST) {
      return message;
    }
    String kept = Passages.of(message.text()).fitting(question, LONGEST).text();
    return message.role() == Prompt.Role.USER
        ? Prompt.Message.user(kept)
        : Prompt.Message.assistant(kept);
  }
}
