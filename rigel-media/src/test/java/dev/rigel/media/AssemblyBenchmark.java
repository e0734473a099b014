package dev.rigel.media;

import dev.rigel.base.CallScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Merges and selects as the file {@code plan.txt} says; {@code check_pages.py} compares the results
 * with their sources. A line of the plan: the result's name, then sources, each a file and pages
 * from 1: {@code out.pdf a.pdf:1,2,3 b.pdf:2}. Several sources are merged after their selection.
 *
 * <p>usage: {@code AssemblyBenchmark FOLDER}
 */
public final class AssemblyBenchmark {
  private AssemblyBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    CallScope scope = CallScope.unlimited();
    try (MediaReader reader = new MediaReader()) {
      PdfEditor editor = new PdfEditor(reader);
      long start = System.nanoTime();
      List<String> plan = Files.readAllLines(folder.resolve("plan.txt"));
      for (String line : plan) {
        String[] words = line.split(" ");
        List<Document> parts = new ArrayList<>();
        for (String source : Arrays.copyOfRange(words, 1, words.length)) {
          String[] halves = source.split(":");
          Document document =
              reader.readDocument(Files.readAllBytes(folder.resolve(halves[0])), scope);
          List<Integer> pages = Arrays.stream(halves[1].split(",")).map(Integer::valueOf).toList();
          parts.add(editor.select(document, pages, scope));
        }
        Document made = parts.size() == 1 ? parts.getFirst() : editor.merge(parts, scope);
        Files.write(folder.resolve(words[0]), made.bytes());
      }
      System.err.printf(
          "%d documents made, %.0f ms each%n",
          plan.size(), (System.nanoTime() - start) / 1e6 / plan.size());
    }
  }
}
