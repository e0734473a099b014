package dev.rigel.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code rigel} command itself; what it does is in its subcommands. */
@Command(
    name = "rigel",
    description = "An open, self-hosted visual agent server.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "\"./rigel test\" runs the whole test suite. Exit codes: 0 done, 1 failed, 2 wrong use."
    })
final class RigelCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(new CommandLine(spec), "a command is missing");
  }
}
