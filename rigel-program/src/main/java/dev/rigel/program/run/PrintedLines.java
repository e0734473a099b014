package dev.rigel.program.run;

import dev.rigel.program.RunListener;
import java.util.ArrayList;
import java.util.List;

/** What a program prints, by lines, bounded as one string is. */
final class PrintedLines {
  /**
   * @param callsBefore how many tool calls the program had started
   */
  private record Line(String text, int callsBefore) {}

  private final Fuel fuel;
  private final RunListener listener;
  private final List<Line> lines = new ArrayList<>();
  private final StringBuilder open = new StringBuilder();
  private long total;

  PrintedLines(Fuel fuel, RunListener listener) {
    this.fuel = fuel;
    this.listener = listener;
  }

  void print(int line, String text, int callsBefore) {
    total += text.length();
    fuel.checkCharacters(total);
    int from = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      open.append(text, from, end);
      lines.add(new Line(open.toString(), callsBefore));
      listener.printed(line, open.toString());
      open.setLength(0);
      from = end + 1;
    }
    open.append(text, from, text.length());
  }

  /** The lines printed before the call after the given one was started, an open last one too. */
  List<String> lines(int lastCall) {
    List<String> texts = new ArrayList<>();
    lines.stream().filter(line -> line.callsBefore < lastCall).forEach(l -> texts.add(l.text));
    if (open.length() > 0 && texts.size() == lines.size()) {
      texts.add(open.toString());
    }
    return texts;
  }
}
