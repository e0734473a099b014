package dev.rigel.media.ffmpeg;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.CallScope;
import dev.rigel.base.RigelException;
import dev.rigel.media.child.ChildProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for FFmpeg in this order: the configured path, the folders of {@code PATH}, the pulled
 * build. One that is older than 8.1 is passed over: it gives only the first tile of a phone's
 * pictures. What was found is kept.
 */
public final class FfmpegFinder implements FfmpegProgram.Finder {
  private static final Logger LOG = LoggerFactory.getLogger(FfmpegFinder.class);
  private static final Pattern VERSION = Pattern.compile("ffmpeg version n?(\\d+)\\.(\\d+)");

  /** Builds from the newest source carry no number but a name such as {@code N-12345-gabc}. */
  private static final Pattern NIGHTLY = Pattern.compile("ffmpeg version N-\\d+");

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Where the pulled build lies. */
  @FunctionalInterface
  public interface Pulled {
    /**
     * @throws RigelException when it is not there and cannot be pulled
     */
    Path folder(CallScope scope);
  }

  private final Optional<Path> configured;
  private final String searchPath;
  private final Pulled pulled;
  private volatile @Nullable FfmpegProgram found;

  /**
   * @param configured named by the settings
   * @param searchPath folders as in the environment variable {@code PATH}
   */
  public FfmpegFinder(Optional<Path> configured, String searchPath, Pulled pulled) {
    this.configured = requireNonNull(configured, "configured");
    this.searchPath = requireNonNull(searchPath, "searchPath");
    this.pulled = requireNonNull(pulled, "pulled");
  }

  @Override
  public Optional<FfmpegProgram> find(CallScope scope) {
    FfmpegProgram known = found;
    if (known != null) {
      return Optional.of(known);
    }
    Optional<FfmpegProgram> program =
        configured
            .map(path -> new FfmpegProgram(path, Optional.empty()))
            .filter(FfmpegFinder::isNewEnough)
            .or(this::onPath)
            .or(() -> fromPulled(scope));
    program.ifPresent(p -> found = p);
    return program;
  }

  private Optional<FfmpegProgram> onPath() {
    return Arrays.stream(searchPath.split(Pattern.quote(File.pathSeparator)))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, "ffmpeg"))
        .filter(Files::isExecutable)
        .map(path -> new FfmpegProgram(path, Optional.empty()))
        .filter(FfmpegFinder::isNewEnough)
        .findFirst();
  }

  private Optional<FfmpegProgram> fromPulled(CallScope scope) {
    try {
      Path folder = pulled.folder(scope);
      Path executable = folder.resolve("ffmpeg");
      if (!executable.toFile().setExecutable(true)) {
        LOG.warn("{} cannot be made executable", executable);
      }
      return Optional.of(new FfmpegProgram(executable, Optional.of(folder)))
          .filter(FfmpegFinder::isNewEnough);
    } catch (RigelException e) {
      LOG.info("FFmpeg is not there and was not pulled: {}", e.getMessage());
      scope.check();
      return Optional.empty();
    }
  }

  /** Whether it starts and is 8.1 or newer. */
  public static boolean isNewEnough(FfmpegProgram program) {
    return version(program)
        .filter(text -> {
          Matcher matcher = VERSION.matcher(text);
          if (!matcher.find()) {
            return NIGHTLY.matcher(text).find();
          }
          int major = Integer.parseInt(matcher.group(1));
          return major > 8 || (major == 8 && Integer.parseInt(matcher.group(2)) >= 1);
        })
        .isPresent();
  }

  /** What it says about itself; empty when it does not run, for example for want of a library. */
  static Optional<String> version(FfmpegProgram program) {
    ChildProcess.Outcome outcome =
        new FfmpegChild(program).run(List.of("-hide_banner", "-version"), 1 << 16, PATIENCE);
    return outcome.succeeded()
        ? Optional.of(new String(outcome.output(), java.nio.charset.StandardCharsets.UTF_8))
        : Optional.empty();
  }
}
