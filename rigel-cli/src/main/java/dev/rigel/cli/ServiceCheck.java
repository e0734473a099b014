package dev.rigel.cli;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.Folders;
import dev.rigel.base.RigelException;
import dev.rigel.media.ffmpeg.FfmpegFinder;
import dev.rigel.media.libreoffice.LibreOfficeFinder;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.weights.ModelEntry;
import dev.rigel.weights.ModelState;
import dev.rigel.weights.Platform;
import dev.rigel.weights.PullListener;
import dev.rigel.weights.PullingModelFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Rigel needs to serve: model files, room on the disk, folders, a port, its endpoint. */
final class ServiceCheck {
  private static final int PORT = 8080;
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final long SPARE_DISK = 1L << 30;

  private final Map<String, String> environment;
  private final Folders folders;

  ServiceCheck(Map<String, String> environment) {
    this.environment = environment;
    this.folders = Folders.of(environment);
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    long missing = addModels(findings);
    findings.add(phonePictures());
    findings.add(officePages());
    findings.add(disk(missing));
    findings.add(writable("cache folder", folders.cache(), "RIGEL_CACHE_DIR"));
    findings.add(writable("data folder", folders.data(), "RIGEL_DATA_DIR"));
    findings.add(port());
    findings.add(endpoint());
    return findings;
  }

  /** Whether HEIC and AVIF pictures can be decoded; pulls nothing. */
  private Finding phonePictures() {
    try (PullingModelFiles models =
        PullingModelFiles.standard(environment, PullListener.silent())) {
      CallScope scope = CallScope.unlimited();
      boolean pulled = models.state("ffmpeg", scope) == ModelState.READY;
      FfmpegFinder finder =
          new FfmpegFinder(
              Optional.ofNullable(environment.get("RIGEL_FFMPEG")).map(Path::of),
              environment.getOrDefault("PATH", ""),
              wanted -> {
                if (!pulled) {
                  throw new RigelException(ErrorCode.NOT_CONFIGURED, "not pulled");
                }
                return models.path("ffmpeg", wanted);
              });
      return finder
          .find(scope)
          .map(program -> Finding.ok("ffmpeg", program.executable().toString()))
          .orElseGet(() ->
              Finding.note(
                  "ffmpeg",
                  pulled
                      ? "the pulled FFmpeg does not start; install the system's libxcb, libxcb-shm,"
                          + " libasound, libpulse and libudev for HEIC and AVIF pictures"
                      : "none of 8.1 or newer; one is pulled with the first HEIC or AVIF picture, or"
                          + " by \"rigel models pull ffmpeg\""));
    }
  }

  /** Whether office documents are shown as they look. */
  private Finding officePages() {
    String setting = environment.getOrDefault("RIGEL_LIBREOFFICE", "auto");
    RigelSettings.LibreOfficeSettings wanted = RigelSettings.LibreOfficeSettings.of(setting);
    if (!wanted.wanted()) {
      return Finding.ok("libreoffice", "off: office documents are set plainly on pages");
    }
    return new LibreOfficeFinder(wanted.program(), environment.getOrDefault("PATH", ""))
        .find()
        .map(program ->
            Finding.ok(
                "libreoffice",
                program.version()
                    + " at "
                    + program.executable()
                    + (program.isIsolated()
                        ? ", without network"
                        : "; this machine allows no network of its own for it (unshare --net)")))
        .orElseGet(() ->
            Finding.note(
                "libreoffice",
                (wanted.program().isPresent()
                        ? "RIGEL_LIBREOFFICE names no LibreOffice that starts"
                        : "not found")
                    + "; office documents are set plainly on pages. To show them as they look:"
                    + " apt install libreoffice-writer libreoffice-calc libreoffice-impress"));
  }

  /** Returns the bytes that are still to be pulled. */
  private long addModels(List<Finding> findings) {
    List<String> missing = new ArrayList<>();
    long bytes = 0;
    try (PullingModelFiles models =
        PullingModelFiles.standard(environment, PullListener.silent())) {
      for (ModelEntry entry : models.catalogue().entries()) {
        switch (models.state(entry.name(), CallScope.unlimited())) {
          case READY -> {}
          case MISSING -> {
            if (!entry.optional()) {
              missing.add(entry.name());
              bytes += bytes(entry);
            }
          }
          case DAMAGED -> {
            bytes += bytes(entry);
            findings.add(
                Finding.problem(
                    "model files",
                    entry.name()
                        + " is damaged; \"rigel models pull "
                        + entry.name()
                        + "\" replaces it"));
          }
          case UNSUPPORTED ->
              findings.add(
                  Finding.note(
                      "model files",
                      entry.name()
                          + " is not there for "
                          + Platform.current()
                          + "; set RIGEL_LLM_BASE_URL to use a language model elsewhere"));
        }
      }
      findings.add(
          missing.isEmpty()
              ? Finding.ok("model files", "in " + models.folder())
              : Finding.note(
                  "model files",
                  String.join(", ", missing)
                      + " ("
                      + ByteFigures.size(bytes)
                      + ") will be pulled when needed, or now by \"rigel models pull\""));
    }
    return bytes;
  }

  private static long bytes(ModelEntry entry) {
    return entry.contentOn(Platform.current()).map(ModelEntry.Content::bytes).orElse(0L);
  }

  private Finding disk(long missing) {
    Path folder = existing(folders.cache());
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      String text = ByteFigures.size(free) + " free at " + folder;
      return free >= missing + SPARE_DISK
          ? Finding.ok("disk", text)
          : Finding.problem(
              "disk",
              text
                  + "; the missing model files and some room to work need "
                  + ByteFigures.size(missing + SPARE_DISK));
    } catch (IOException e) {
      return Finding.note("disk", "the free room at " + folder + " cannot be told");
    }
  }

  private static Finding writable(String subject, Path folder, String setting) {
    return Files.isWritable(existing(folder))
        ? Finding.ok(subject, folder + " can be written")
        : Finding.problem(
            subject, folder + " cannot be written; make it so or set " + setting + " to another");
  }

  /** The folder, or its nearest ancestor that exists. */
  private static Path existing(Path folder) {
    Path path = folder.toAbsolutePath();
    while (!Files.exists(path) && path.getParent() != null) {
      path = path.getParent();
    }
    return path;
  }

  private static Finding port() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
      return Finding.ok("port", PORT + " is free");
    } catch (IOException e) {
      return Finding.note(
          "port",
          PORT + " is in use (perhaps by a Rigel that runs); \"rigel serve --port\" takes another");
    }
  }

  private Finding endpoint() {
    String base = environment.getOrDefault("RIGEL_LLM_BASE_URL", "").strip();
    if (base.isEmpty()) {
      return Finding.ok("language model", "embedded (RIGEL_LLM_BASE_URL is not set)");
    }
    HttpRequest.Builder request;
    try {
      request =
          HttpRequest.newBuilder(URI.create(base.replaceAll("/+$", "") + "/models"))
              .timeout(PATIENCE);
    } catch (IllegalArgumentException e) {
      return Finding.problem("language model", "RIGEL_LLM_BASE_URL is not an http(s) address");
    }
    String key = environment.getOrDefault("RIGEL_LLM_API_KEY", "").strip();
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      int status =
          client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      return endpointAnswered(base, status);
    } catch (IOException e) {
      return Finding.problem(
          "language model",
          base
              + " does not answer within "
              + PATIENCE.toSeconds()
              + " s; start it or correct RIGEL_LLM_BASE_URL");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.note("language model", base + " was not asked to the end");
    }
  }

  private static Finding endpointAnswered(String base, int status) {
    if (status == 401 || status == 403) {
      return Finding.problem(
          "language model", base + " refuses the key; set RIGEL_LLM_API_KEY to a good one");
    }
    return status < 300
        ? Finding.ok("language model", base + " answers")
        : Finding.note(
            "language model",
            base + " answers with status " + status + " when asked for its models");
  }
}
