package dev.rigel.cli;

import dev.rigel.server.Stores;
import dev.rigel.store.Store;
import dev.rigel.store.Transferred;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rigel export}: all data of a stopped server into one file. */
@Command(
    name = "export",
    description =
        "Writes everything that is stored into a new file, from which \"rigel import\" takes it"
            + " into another data folder or database. The server must be stopped.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private StoreOptions options = new StoreOptions();

  @Parameters(paramLabel = "FILE", description = "The file to write; it must not exist.")
  private Path file = Path.of("");

  ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Store store = Stores.open(options.settings(console))) {
      Transferred done = store.exportTo(file);
      console.out().printf("Wrote %d rows and %d media to %s.%n", done.rows(), done.blobs(), file);
      if (done.leftOut() > 0) {
        console
            .err()
            .printf("rigel: %d media are missing or damaged and were left out.%n", done.leftOut());
      }
      return ExitCode.OK;
    }
  }
}
