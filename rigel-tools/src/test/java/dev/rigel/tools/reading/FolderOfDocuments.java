package dev.rigel.tools.reading;

import dev.rigel.base.CallScope;
import dev.rigel.base.Folders;
import dev.rigel.base.Lane;
import dev.rigel.media.Document;
import dev.rigel.media.MediaLimits;
import dev.rigel.media.MediaReader;
import dev.rigel.media.PixelAccount;
import dev.rigel.media.Workspace;
import dev.rigel.perception.network.Networks;
import dev.rigel.perception.text.PaddleTextReader;
import dev.rigel.program.RunListener;
import dev.rigel.tools.CallContext;
import dev.rigel.weights.PullListener;
import dev.rigel.weights.PullingModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The PDFs of a folder for benchmarks, one after the other. What is read in pictures is kept beside
 * them, so that a second run measures the rules alone.
 */
public final class FolderOfDocuments {
  private static final long MOST_PIXELS = 500_000_000;

  /** What a benchmark does with a document. */
  public interface Work {
    void on(Path file, Document document, MediaText text, CallContext context) throws IOException;
  }

  /** The same with networks at hand. */
  public interface WorkWithNetworks {
    void on(Path file, Document document, MediaText text, Networks networks, CallContext context)
        throws IOException;
  }

  private FolderOfDocuments() {}

  /**
   * @param threads of the networks
   */
  public static void each(Path folder, int threads, Work work) throws IOException {
    eachWithNetworks(
        folder,
        threads,
        (file, document, text, networks, context) -> work.on(file, document, text, context));
  }

  /**
   * @param threads of the networks
   */
  public static void eachWithNetworks(Path folder, int threads, WorkWithNetworks work)
      throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".pdf")).sorted().toList();
    }
    Map<String, String> environment = System.getenv();
    try (MediaReader media =
            new MediaReader(MediaLimits.DEFAULT, new PixelAccount(MOST_PIXELS), 2);
        PullingModelFiles models = PullingModelFiles.standard(environment, PullListener.silent());
        Lane lane = new Lane("networks", 1, 4);
        Networks networks =
            new Networks(models, lane, threads, Folders.of(environment).cache().resolve("native"));
        Workspace workspace = new Workspace(folder, new PixelAccount(MOST_PIXELS))) {
      MediaText text =
          new MediaText(new KeptReadings(new PaddleTextReader(networks), folder.resolve("read")));
      CallContext context = new CallContext(workspace, CallScope.unlimited(), RunListener.SILENT);
      for (Path file : files) {
        work.on(
            file,
            media.readDocument(Files.readAllBytes(file), context.scope()),
            text,
            networks,
            context);
      }
    }
  }
}
