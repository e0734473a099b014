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

/** {@code rigel import}: what was exported into an empty store. */
@Command(
    name = "import",
    description =
        "Takes everything from the file of \"rigel export\" into an empty data folder or database.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private StoreOptions options = new StoreOptions();

  @Parameters(paramLabel = "FILE", description = "The file that was exported.")
  private Path file = Path.of("");

  ImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Store store = Stores.open(options.settings(console))) {
      Transferred done = store.importFrom(file);
      console.out().printf("Took %d rows and %d media from %s.%n", done.rows(), done.blobs(), file);
      return ExitCode.OK;
    }
  }
}
