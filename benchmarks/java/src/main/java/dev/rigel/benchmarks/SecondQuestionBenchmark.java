package dev.rigel.benchmarks;

import dev.rigel.agent.program.Programs;
import dev.rigel.agent.turn.InputKind;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Document;
import dev.rigel.media.Workspace;
import dev.rigel.program.RunListener;
import dev.rigel.server.Rigel;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.settings.SettingsReader;
import dev.rigel.weights.PullListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Times what a question takes about a document that was asked about before: each PDF of several
 * pages is parsed once (text, tables, fields, layout), then opened anew from its bytes, as a
 * session's next turn does, and asked something else. Prints the first question, and for each later
 * one medians and the slowest twentieth in milliseconds.
 *
 * <p>usage: {@code SecondQuestionBenchmark FOLDER [ROUNDS]}
 */
public final class SecondQuestionBenchmark {
  private static final String FIRST =
      "answer(data=[text(doc1), tables(doc1), fields(doc1)], boxes=layout(doc1))";

  private static final Map<String, String> LATER = later();

  private SecondQuestionBenchmark() {}

  private static Map<String, String> later() {
    Map<String, String> programs = new LinkedHashMap<>();
    programs.put("search", "answer(boxes=search(doc1, \"total\"))");
    programs.put("find_text", "answer(boxes=find_text(doc1, \"date\"))");
    programs.put("text", "answer(text=text(doc1))");
    programs.put("tables", "answer(data=tables(doc1))");
    programs.put("layout", "answer(boxes=layout(doc1))");
    programs.put("markdown", "answer(text=markdown(doc1))");
    return programs;
  }

  /** Asks about the PDFs of the folder that have more than one page. */
  public static void main(String[] arguments) throws IOException {
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    RigelSettings settings = SettingsReader.read(Optional.empty(), System.getenv(), Map.of());
    CallScope scope = CallScope.unlimited();
    try (Rigel rigel = new Rigel(settings, System.getenv(), PullListener.silent())) {
      Programs programs = rigel.programs();
      List<byte[]> documents = new ArrayList<>();
      for (byte[] content : pdfs(Path.of(arguments[0]))) {
        if (rigel.mediaReader().readDocument(content, scope).pageCount() > 1) {
          documents.add(content);
        }
      }
      if (documents.isEmpty()) {
        throw new RigelException(
            ErrorCode.INVALID_REQUEST, "The folder has no PDF of several pages.");
      }
      Times first = new Times();
      for (byte[] content : documents) {
        first.add("text, tables, fields and layout", asked(rigel, programs, content, FIRST));
      }
      first.print("a document of several pages, asked first (Java cold)");
      System.out.println();
      Times times = new Times();
      for (int round = 0; round <= rounds; round++) {
        if (round == 1) {
          times.clear();
        }
        for (byte[] content : documents) {
          LATER.forEach(
              (name, program) -> times.add(name, asked(rigel, programs, content, program)));
        }
      }
      times.print("the same document, asked again");
    }
  }

  private static List<byte[]> pdfs(Path folder) throws IOException {
    List<byte[]> contents = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(path -> path.toString().endsWith(".pdf")).sorted().toList()) {
        contents.add(Files.readAllBytes(file));
      }
    }
    return contents;
  }

  private static long asked(Rigel rigel, Programs programs, byte[] content, String program) {
    CallScope scope = CallScope.unlimited();
    try (Workspace workspace =
        new Workspace(Path.of(System.getProperty("java.io.tmpdir")), rigel.pixels())) {
      long start = System.nanoTime();
      Document document = rigel.mediaReader().readDocument(content, scope);
      programs.run(
          program,
          Map.of("doc1", document),
          Map.of("doc1", InputKind.of(document).type()),
          workspace,
          RunListener.SILENT,
          scope);
      return System.nanoTime() - start;
    }
  }
}
