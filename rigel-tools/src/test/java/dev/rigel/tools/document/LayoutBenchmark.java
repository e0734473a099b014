package dev.rigel.tools.document;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import dev.rigel.perception.layout.LayoutElement;
import dev.rigel.perception.layout.PicoDetLayoutDetector;
import dev.rigel.perception.network.Networks;
import dev.rigel.tools.reading.FolderOfDocuments;
import dev.rigel.tools.reading.MediaText;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the parts of the pages of {@code benchmarks/layout/pages.py} and writes them down, one JSON
 * object a line, for {@code score.py}. The time of reading scans is left out: they are read once
 * and kept.
 *
 * <p>usage: {@code LayoutBenchmark FOLDER OUT looking|reading [THREADS]}; {@code reading} leaves
 * the network out
 */
public final class LayoutBenchmark {
  private static final JsonMapper JSON = JsonMapper.shared();

  private LayoutBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    boolean looking = arguments[2].equals("looking");
    int threads = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 2;
    try (Writer out = Files.newBufferedWriter(Path.of(arguments[1]))) {
      FolderOfDocuments.eachWithNetworks(
          Path.of(arguments[0]),
          threads,
          (file, document, text, networks, context) -> {
            for (int page = 1; page <= document.pageCount(); page++) {
              text.lines(document, OptionalInt.of(page), context);
            }
            long start = processorTime();
            List<LayoutElement> parts =
                contents(looking, text, networks)
                    .of(document, OptionalInt.empty(), context)
                    .layout()
                    .stream()
                    .flatMap(List::stream)
                    .toList();
            double seconds = (processorTime() - start) / 1e9 / document.pageCount();
            write(file.getFileName().toString(), parts, seconds, out);
          });
    }
  }

  /** In nanoseconds, of this process: what else runs does not count. */
  private static long processorTime() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static PageContents contents(boolean looking, MediaText text, Networks networks) {
    return looking
        ? new PageContents(text, new PicoDetLayoutDetector(networks))
        : new PageContents(text);
  }

  private static void write(String file, List<LayoutElement> parts, double seconds, Writer out)
      throws IOException {
    ObjectNode record = JSON.createObjectNode();
    record.put("file", file);
    record.put("seconds", Double.parseDouble(String.format(Locale.ROOT, "%.4f", seconds)));
    ArrayNode list = record.putArray("parts");
    for (LayoutElement part : parts) {
      Region region = part.region();
      Box box = region.box();
      list.addArray()
          .add(part.category().wireName())
          .add(region.page().orElse(1))
          .add(box.x())
          .add(box.y())
          .add(box.width())
          .add(box.height());
    }
    out.write(JSON.writeValueAsString(record));
    out.write('\n');
  }
}
