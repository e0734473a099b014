package dev.rigel.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version written into the jar. */
final class BuildVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(BuildVersion.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    return new String[] {"Rigel " + version + ", Java " + Runtime.version()};
  }
}
