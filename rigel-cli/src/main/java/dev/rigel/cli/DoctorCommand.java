package dev.rigel.cli;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExitCodeGenerator;

/** {@code rigel doctor}: looks at everything Rigel needs and says what is fine and what to do. */
@Command(
    name = "doctor",
    description = {
      "Looks at everything Rigel needs: each line says ok, or what to do.",
      "Exit code 1 when something that is needed lacks."
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Runnable, IExitCodeGenerator {
  private final Console console;
  private int exitCode = ExitCode.OK;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    MachineCheck machine = new MachineCheck(console.environment());
    ServiceCheck services = new ServiceCheck(console.environment());
    Stream.of(machine.findings(), services.findings()).flatMap(List::stream).forEach(this::print);
    console.out().println();
    console.out().println("Settings in force:");
    for (Settings.Setting setting : Settings.of(console.environment())) {
      console.out().printf("  %-20s %s  (%s)%n", setting.name(), setting.value(), setting.origin());
    }
  }

  private void print(Finding finding) {
    if (finding.level() == Finding.Level.PROBLEM) {
      exitCode = ExitCode.SOFTWARE;
    }
    console
        .out()
        .printf("%-5s %-14s %s%n", finding.level().label(), finding.subject(), finding.text());
  }

  @Override
  public int getExitCode() {
    return exitCode;
  }
}
