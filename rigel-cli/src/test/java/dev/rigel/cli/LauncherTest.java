package dev.rigel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shell launcher, in a small repository of its own, with a JDK and a Maven that only write down
 * what they are asked.
 */
@Tag("slow")
class LauncherTest {
  @TempDir Path folder;
  private Path root;
  private Path jdk;
  private Path programs;
  private Path mavenCalls;

  @BeforeEach
  void smallRepository() throws IOException {
    root = Files.createDirectories(folder.resolve("a place with spaces"));
    programs = Files.createDirectories(folder.resolve("bin"));
    mavenCalls = folder.resolve("maven-calls");
    Files.copy(launcher(), root.resolve("rigel"));
    executable(root.resolve("rigel"));
    for (String file :
        List.of(
            "pom.xml",
            ".mvn/jvm.config",
            "rigel-cli/pom.xml",
            "rigel-cli/src/main/A.java",
            "networks/SHA256SUMS")) {
      Files.createDirectories(root.resolve(file).getParent());
      Files.writeString(root.resolve(file), "first");
    }
    jdk = jdk("jdk", "25.0.1");
    script(
        programs.resolve("mvn"),
        """
        echo "$@" >> "%s"
        echo "JAVA_HOME=$JAVA_HOME"
        for argument in "$@"; do
          case $argument in -Drigel.classpath=*) classpath=${argument#*=} ;; esac
        done
        if [ -e broken ]; then
          echo "[ERROR] A.java:[1,1] nonsense"
          exit 1
        fi
        if [ -n "${classpath:-}" ]; then
          sleep 0.2
          mkdir -p rigel-cli/target
          echo jar > rigel-cli/target/rigel-cli-1-SNAPSHOT.jar
          echo "/libraries/x.jar" > "$classpath"
        fi
        """
            .formatted(mavenCalls));
  }

  @Test
  void itBuildsOnceAndThenStartsAtOnce() throws Exception {
    Run first = rigel(Map.of(), "chat", "two words");
    Run second = rigel(Map.of(), "chat");

    assertThat(first.exitCode()).isZero();
    assertThat(first.err()).contains("Building Rigel (first time");
    assertThat(first.out())
        .contains("dev.rigel.cli.Main|chat|two words|")
        .contains("/libraries/x.jar")
        .contains("--enable-native-access=ALL-UNNAMED");
    assertThat(second.err()).isEmpty();
    assertThat(mavenCalls()).hasSize(1);
  }

  @Test
  void aChangedSourceIsBuiltAgainAndAnUntouchedOneIsNot() throws Exception {
    rigel(Map.of());
    Files.writeString(root.resolve("rigel-cli/src/main/A.java"), "first");
    assertThat(rigel(Map.of()).err()).isEmpty();

    Files.writeString(root.resolve("rigel-cli/src/main/A.java"), "other");
    assertThat(rigel(Map.of()).err()).contains("sources changed");
    assertThat(mavenCalls()).hasSize(2);
  }

  @Test
  void aFailedBuildSaysWhatWentWrong() throws Exception {
    Files.writeString(root.resolve("broken"), "");

    Run run = rigel(Map.of());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("the build failed").contains("A.java:[1,1] nonsense");
    assertThat(run.out()).isEmpty();
    Files.delete(root.resolve("broken"));
    assertThat(rigel(Map.of()).exitCode()).isZero();
  }

  @Test
  void twoStartsAtOnceBuildOnce() throws Exception {
    Process one = start(Map.of(), root.resolve("rigel"), root);
    Process two = start(Map.of(), root.resolve("rigel"), root);

    assertThat(finished(one).exitCode()).isZero();
    assertThat(finished(two).exitCode()).isZero();
    assertThat(mavenCalls()).hasSize(1);
    assertThat(root.resolve("build/lock")).doesNotExist();
  }

  @Test
  void aLockWhoseOwnerIsGoneIsTakenOver() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.createDirectories(root.resolve("build/lock"));
    Files.writeString(root.resolve("build/lock/pid"), Long.toString(gone.pid()));

    assertThat(rigel(Map.of()).exitCode()).isZero();
  }

  @Test
  void itWorksThroughALinkFromAnotherFolder() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("r"), root.resolve("rigel"));

    Run run = finished(start(Map.of(), link, folder, "doctor"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("dev.rigel.cli.Main|doctor|")
        .contains("in " + folder.toRealPath() + ",");
  }

  @Test
  void anOlderJavaInJavaHomeIsPassedOver() throws Exception {
    Path old = jdk("old", "17.0.2");

    Run run =
        rigel(
            Map.of(
                "RIGEL_JAVA_HOME",
                "",
                "JAVA_HOME",
                old.toString(),
                "PATH",
                programs + ":" + jdk.resolve("bin") + ":/usr/bin:/bin"));

    assertThat(run.out()).contains("java of jdk").doesNotContain("java of old");
  }

  @Test
  void aNamedJavaThatIsTooOldIsAnError() throws Exception {
    Run run = rigel(Map.of("RIGEL_JAVA_HOME", jdk("old", "17.0.2").toString()));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("RIGEL_JAVA_HOME").contains("no JDK 25 or newer");
  }

  @Test
  void theTestCommandRunsMavenOnTheJavaThatWasFound() throws Exception {
    Run run = rigel(Map.of(), "test", "-Dtest=ATest");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("JAVA_HOME=" + jdk);
    assertThat(mavenCalls()).containsExactly("verify -Dtest=ATest");
  }

  @Test
  void aMissingMavenIsNamedWithWhatToDo() throws Exception {
    Path few = Files.createDirectories(folder.resolve("few"));
    for (String program :
        List.of(
            "sh",
            "sed",
            "find",
            "cksum",
            "sort",
            "ps",
            "date",
            "mkdir",
            "rm",
            "mv",
            "cp",
            "cat",
            "grep",
            "tail",
            "head",
            "dirname",
            "readlink",
            "sleep",
            "id")) {
      String place = Files.exists(Path.of("/bin", program)) ? "/bin" : "/usr/bin";
      script(few.resolve(program), "exec %s/%s \"$@\"\n".formatted(place, program));
    }

    Run run = rigel(Map.of("PATH", few.toString()));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("Maven").contains("apt install maven");
  }

  private record Run(int exitCode, String out, String err) {}

  private Run rigel(Map<String, String> environment, String... arguments) throws Exception {
    return finished(start(environment, root.resolve("rigel"), root, arguments));
  }

  private Process start(
      Map<String, String> more, Path program, Path workingFolder, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Map<String, String> environment = new HashMap<>();
    environment.put("RIGEL_JAVA_HOME", jdk.toString());
    environment.put("RIGEL_AOT", "off");
    environment.put("PATH", programs + ":/usr/bin:/bin");
    environment.put("HOME", folder.resolve("home").toString());
    environment.putAll(more);
    ProcessBuilder builder = new ProcessBuilder(command).directory(workingFolder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Run finished(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), out, err);
  }

  private List<String> mavenCalls() throws IOException {
    return Files.readAllLines(mavenCalls);
  }

  /** A JDK whose "java" prints its name, the folder it runs in and its arguments. */
  private Path jdk(String name, String version) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    script(
        home.resolve("bin/java"),
        "echo \"java of %s in $(pwd -P), class path $CLASSPATH\"\nprintf '%%s|' \"$@\"\necho\n"
            .formatted(name));
    script(home.resolve("bin/javac"), "exit 0\n");
    return home;
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body);
    executable(file);
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The launcher at the root of the repository, above this module's folder. */
  private static Path launcher() {
    return Path.of("..", "rigel").toAbsolutePath().normalize();
  }
}
