package dev.rigel.program.run;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One {@code python3} that evaluates snippets for comparison. */
final class PythonProcess implements AutoCloseable {
  private final Process process;
  private final InputStream answers;
  private final OutputStream questions;

  private PythonProcess(Process process) {
    this.process = process;
    this.answers = new BufferedInputStream(process.getInputStream());
    this.questions = process.getOutputStream();
  }

  /** The minor version of the {@code python3} on the path, or empty when there is none. */
  static Optional<Integer> minorVersion() {
    try {
      Process version =
          new ProcessBuilder("python3", "-c", "import sys; print(sys.version_info[1])").start();
      String text = new String(version.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return version.waitFor(10, TimeUnit.SECONDS) && version.exitValue() == 0
          ? Optional.of(Integer.parseInt(text.strip()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  static PythonProcess start(Path folder) throws IOException {
    Path driver = folder.resolve("driver.py");
    try (InputStream source = PythonProcess.class.getResourceAsStream("/differential/driver.py")) {
      Files.copy(source, driver);
    }
    ProcessBuilder builder = new ProcessBuilder("python3", "-I", driver.toString());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return new PythonProcess(builder.start());
  }

  /** The value of the snippet's last line, or {@code !ErrorType: message}. */
  String evaluate(String snippet) {
    byte[] source = snippet.getBytes(StandardCharsets.UTF_8);
    try {
      questions.write((source.length + "\n").getBytes(StandardCharsets.US_ASCII));
      questions.write(source);
      questions.flush();
      int size = 0;
      for (int c = answers.read(); c != '\n'; c = answers.read()) {
        if (c < 0) {
          throw new IllegalStateException("python3 died on:\n" + snippet);
        }
        size = size * 10 + c - '0';
      }
      return new String(answers.readNBytes(size), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
