package dev.rigel.cli;

import dev.rigel.base.CallScope;
import dev.rigel.base.RigelException;
import dev.rigel.weights.ModelEntry;
import dev.rigel.weights.ModelState;
import dev.rigel.weights.Platform;
import dev.rigel.weights.PullListener;
import dev.rigel.weights.PullingModelFiles;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rigel models}: which model files there are, pulling them, checking them. */
@Command(
    name = "models",
    description = "Lists, pulls and checks the model files.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class ModelsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  static CommandLine commandLine(Console console) {
    CommandLine models = new CommandLine(new ModelsCommand());
    models.addSubcommand(new ListModels(console));
    models.addSubcommand(new PullModels(console));
    models.addSubcommand(new VerifyModels(console));
    return models;
  }

  @Override
  public void run() {
    throw new ParameterException(
        new CommandLine(spec), "a command is missing: list, pull or verify");
  }

  private static PullingModelFiles models(Console console, PullListener listener) {
    return PullingModelFiles.standard(console.environment(), listener);
  }

  private static String inWords(ModelState state) {
    return switch (state) {
      case READY -> "ready";
      case MISSING -> "missing";
      case DAMAGED -> "DAMAGED";
      case UNSUPPORTED -> "not for this machine";
    };
  }

  private static String size(ModelEntry entry) {
    return entry
        .contentOn(Platform.current())
        .map(content -> ByteFigures.size(content.bytes()))
        .orElse("-");
  }

  @Command(
      name = "list",
      description = "Shows every model file with its state, size, licence and purpose.",
      mixinStandardHelpOptions = true)
  private static final class ListModels implements Runnable {
    private final Console console;

    ListModels(Console console) {
      this.console = console;
    }

    @Override
    public void run() {
      try (PullingModelFiles models = models(console, PullListener.silent())) {
        console
            .out()
            .printf("%-20s %-8s %8s  %-11s %s%n", "NAME", "STATE", "SIZE", "LICENCE", "PURPOSE");
        for (ModelEntry entry : models.catalogue().entries()) {
          console
              .out()
              .printf(
                  "%-20s %-8s %8s  %-11s %s%n",
                  entry.name(),
                  inWords(models.state(entry.name(), CallScope.unlimited())),
                  size(entry),
                  entry.licence(),
                  entry.purpose());
        }
        console.out().println("Folder: " + models.folder());
      }
    }
  }

  @Command(
      name = "pull",
      description = "Pulls and checks what is missing.",
      mixinStandardHelpOptions = true)
  private static final class PullModels implements CommandLine.IExitCodeGenerator, Runnable {
    private final Console console;
    private int exitCode = ExitCode.OK;

    @Parameters(
        paramLabel = "NAME",
        arity = "0..*",
        description = "The models to pull; all that are not optional when none is named.")
    private List<String> names = new ArrayList<>();

    @Option(
        names = "--variant",
        paramLabel = "VARIANT",
        description =
            "cuda or vulkan: the language model's libraries for a graphics card. Used when"
                + " RIGEL_LLM_VARIANT is set to the same.")
    private @Nullable String variant;

    PullModels(Console console) {
      this.console = console;
    }

    @Override
    public void run() {
      try (PullingModelFiles models = models(console, new PullProgressDisplay(console))) {
        List<String> wanted = new ArrayList<>(names.isEmpty() ? standard(models) : names);
        if (variant != null) {
          wanted.add("llama-cpp-" + variant);
        }
        wanted.forEach(models.catalogue()::entry);
        for (String name : wanted) {
          try {
            console.out().println(models.path(name, CallScope.unlimited()));
          } catch (RigelException e) {
            // The others are worth having all the same.
            console.err().println("rigel: " + e.getMessage());
            exitCode = ExitCode.SOFTWARE;
          }
        }
      }
    }

    private static List<String> standard(PullingModelFiles models) {
      return models.catalogue().entries().stream()
          .filter(entry -> !entry.optional())
          .map(ModelEntry::name)
          .toList();
    }

    @Override
    public int getExitCode() {
      return exitCode;
    }
  }

  @Command(
      name = "verify",
      description = "Reads every model file that is there and compares its SHA-256.",
      mixinStandardHelpOptions = true)
  private static final class VerifyModels implements CommandLine.IExitCodeGenerator, Runnable {
    private final Console console;
    private int exitCode = ExitCode.OK;

    VerifyModels(Console console) {
      this.console = console;
    }

    @Override
    public void run() {
      try (PullingModelFiles models = models(console, PullListener.silent())) {
        for (ModelEntry entry : models.catalogue().entries()) {
          ModelState state = models.verify(entry.name(), CallScope.unlimited());
          console.out().printf("%-20s %s%n", entry.name(), inWords(state));
          if (state == ModelState.DAMAGED) {
            exitCode = ExitCode.SOFTWARE;
          }
        }
      }
      if (exitCode != ExitCode.OK) {
        console
            .err()
            .println(
                "rigel: a model file is damaged; \"rigel models pull\" replaces it by a good one");
      }
    }

    @Override
    public int getExitCode() {
      return exitCode;
    }
  }
}
