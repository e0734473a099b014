package dev.rigel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rigel.base.BudgetExhaustedException;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.ValidationException;
import dev.rigel.server.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** Puts the commands together and runs the one that is asked for. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    OptionalInt code = LongCommandLine.startedAgain(arguments);
    if (code.isPresent()) {
      System.exit(code.getAsInt());
    }
    System.exit(commandLine(Console.system()).execute(arguments));
  }

  /** All commands, with one way of reporting errors: one line, exit code 1 or 2. */
  static CommandLine commandLine(Console console) {
    CommandLine commandLine = new CommandLine(new RigelCommand());
    commandLine.addSubcommand(ModelsCommand.commandLine(console));
    commandLine.addSubcommand(new ChatCommand(console));
    commandLine.addSubcommand(new RunCommand(console));
    commandLine.addSubcommand(new ServeCommand(console));
    commandLine.addSubcommand(new McpCommand(console, System.in));
    commandLine.addSubcommand(KeysCommand.commandLine(console));
    commandLine.addSubcommand(new ExportCommand(console));
    commandLine.addSubcommand(new ImportCommand(console));
    commandLine.addSubcommand(new DoctorCommand(console));
    commandLine.setOut(new PrintWriter(console.out(), true, UTF_8));
    commandLine.setErr(new PrintWriter(console.err(), true, UTF_8));
    commandLine.setUsageHelpAutoWidth(true);
    commandLine.setParameterExceptionHandler((e, _) -> {
      String command = e.getCommandLine().getCommandSpec().qualifiedName();
      report(console, oneLine(e.getMessage()) + " (see \"" + command + " --help\")");
      return ExitCode.USAGE;
    });
    commandLine.setExecutionExceptionHandler((e, _, _) -> {
      report(console, reason(e));
      return e instanceof SettingsException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    });
    return commandLine;
  }

  private static String reason(Exception e) {
    return switch (e) {
      case RigelException failure -> oneLine(failure.getMessage());
      case ValidationException wrong -> oneLine(wrong.getMessage());
      case SettingsException wrong -> oneLine(wrong.getMessage());
      case BudgetExhaustedException limit -> oneLine(limit.getMessage());
      default -> {
        LOG.error("unexpected failure", e);
        yield "something went wrong inside Rigel ("
            + e.getClass().getSimpleName()
            + "); set RIGEL_LOG=debug to see more";
      }
    };
  }

  private static void report(Console console, String message) {
    console.err().println("rigel: " + message);
  }

  private static String oneLine(@org.jspecify.annotations.Nullable String text) {
    return String.valueOf(text).strip().replaceAll("\\s+", " ");
  }
}
