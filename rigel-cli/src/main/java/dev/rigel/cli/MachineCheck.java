package dev.rigel.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.rigel.weights.Platform;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The machine itself: Java, cores, memory, native libraries and the programs that Rigel calls. */
final class MachineCheck {
  private static final int JAVA_WANTED = 25;
  private static final long MEMORY_WANTED = 4L << 30;

  private final Map<String, String> environment;

  MachineCheck(Map<String, String> environment) {
    this.environment = environment;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(cores());
    findings.add(memory());
    findings.addAll(nativeLibraries());
    findings.add(
        program(
            "python3 pip",
            List.of("pip3", "pip"),
            "pulls some model files",
            "apt install python3-pip (or dnf, or brew install python)"));
    findings.add(
        program(
            "npm",
            List.of("npm"),
            "pulls the libraries of the language model",
            "apt install npm (or dnf, or brew install node)"));
    findings.add(
        program(
            "ffmpeg",
            List.of("ffmpeg"),
            "reads video and audio, which this version does not do yet",
            "nothing to do for now"));
    return findings;
  }

  private static Finding java() {
    Runtime.Version version = Runtime.version();
    String text = version + " at " + System.getProperty("java.home");
    return version.feature() >= JAVA_WANTED
        ? Finding.ok("Java", text)
        : Finding.problem("Java", text + "; install a JDK " + JAVA_WANTED + " or newer");
  }

  private static Finding cores() {
    int cores = Runtime.getRuntime().availableProcessors();
    return cores >= 2
        ? Finding.ok("cores", Integer.toString(cores))
        : Finding.note("cores", "1; Rigel works, slowly");
  }

  private static Finding memory() {
    long heap = Runtime.getRuntime().maxMemory();
    long total =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : 0;
    String text = ByteFigures.size(total) + ", of which Java may use " + ByteFigures.size(heap);
    return total == 0 || total >= MEMORY_WANTED
        ? Finding.ok("memory", text)
        : Finding.note("memory", text + "; the embedded language model alone needs about 2 GB");
  }

  private static List<Finding> nativeLibraries() {
    Platform platform = Platform.current();
    if (Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"))
        || Files.exists(Path.of("/lib/ld-musl-aarch64.so.1"))) {
      return List.of(
          Finding.problem(
              "system", platform + " with musl; the native libraries need glibc 2.34 or newer"));
    }
    ClassLoader classes = MachineCheck.class.getClassLoader();
    List<Finding> findings = new ArrayList<>();
    findings.add(library(classes, "onnxruntime", "runs the networks", onnxRuntimePath(platform)));
    findings.add(library(classes, "opencv", "straightens and inpaints", openCvPath(platform)));
    return findings;
  }

  private static Finding library(
      ClassLoader classes, String name, String purpose, String resource) {
    return classes.getResource(resource) != null
        ? Finding.ok(name, "there for " + Platform.current())
        : Finding.problem(
            name,
            "("
                + purpose
                + ") not built for "
                + Platform.current()
                + "; build with -Djavacpp.platform set to this platform");
  }

  private static String onnxRuntimePath(Platform platform) {
    String folder =
        switch (platform.name()) {
          case "mac-arm64" -> "osx-aarch64";
          case "mac-x64" -> "osx-x64";
          case "linux-arm64" -> "linux-aarch64";
          case String other -> other;
        };
    String file = folder.startsWith("osx") ? "libonnxruntime.dylib" : "libonnxruntime.so";
    return "ai/onnxruntime/native/" + folder + "/" + file;
  }

  private static String openCvPath(Platform platform) {
    String folder =
        switch (platform.name()) {
          case "linux-x64" -> "linux-x86_64";
          case "mac-arm64" -> "macosx-arm64";
          case "mac-x64" -> "macosx-x86_64";
          case String other -> other;
        };
    String file = folder.startsWith("macosx") ? "libjniopencv_core.dylib" : "libjniopencv_core.so";
    return "org/bytedeco/opencv/" + folder + "/" + file;
  }

  private Finding program(String subject, List<String> names, String purpose, String remedy) {
    return names.stream()
        .flatMap(name -> onPath(name).stream())
        .findFirst()
        .map(path -> Finding.ok(subject, path.toString()))
        .orElseGet(() -> Finding.note(subject, "not found; it " + purpose + ": " + remedy));
  }

  private Optional<Path> onPath(String program) {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return Optional.of(Path.of(folder, program));
      }
    }
    return Optional.empty();
  }
}
