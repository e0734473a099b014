package dev.rigel.perception.network;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.Lane;
import dev.rigel.base.RigelException;
import dev.rigel.weights.ModelFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The networks of a process, each loaded once, and the lane on which they and the classical vision
 * around them run. Thread-safe. Closing it closes the networks; the lane belongs to its maker.
 */
public final class Networks implements AutoCloseable {
  private final ModelFiles files;
  private final Lane lane;
  private final int threads;
  private final NativeLibraries libraries;
  private final Map<String, Network> open = new ConcurrentHashMap<>();
  private final Helpers helpers;
  private volatile boolean closed;

  /**
   * @param threads threads that one run of one network may use
   * @param libraryFolder where native libraries are unpacked once; kept from start to start
   */
  public Networks(ModelFiles files, Lane lane, int threads, Path libraryFolder) {
    this.files = requireNonNull(files, "files");
    this.lane = requireNonNull(lane, "lane");
    if (threads < 1) {
      throw new IllegalArgumentException("a network needs at least one thread, not " + threads);
    }
    this.threads = threads;
    this.helpers = new Helpers(threads - 1);
    this.libraries = new NativeLibraries(libraryFolder);
  }

  /**
   * The network of a catalogued file. Pulls the file on the calling thread when it is not there
   * yet, so that a slow download does not hold the lane: call it before {@link #call}.
   *
   * @param name the file's name in the catalogue
   */
  public Network network(String name, CallScope scope) {
    return network(name, Network.Use.ONCE_A_PICTURE, scope);
  }

  /** The same for a network that is run many times a picture {@link #inParallel}. */
  public Network networkForParallelRuns(String name, CallScope scope) {
    return network(name, Network.Use.MANY_TIMES_A_PICTURE, scope);
  }

  private Network network(String name, Network.Use use, CallScope scope) {
    Network known = open.get(name);
    if (known != null) {
      return known;
    }
    Path file = files.path(name, scope);
    libraries.prepare();
    Network network = open.computeIfAbsent(name, _ -> new Network(name, file, use, threads));
    if (closed) {
      network.close();
      throw new RigelException(ErrorCode.CANCELLED, "The server is shutting down.");
    }
    return network;
  }

  /** Runs work on the lane and waits for it within the scope's limits. */
  public <T> T call(CallScope scope, Callable<T> work) {
    libraries.prepare();
    return lane.call(scope, work);
  }

  /**
   * Does one thing with many items on as many threads as a run may use, the calling one among them.
   * The work may use the caller's native memory.
   */
  public <T, R> List<R> inParallel(List<T> items, Function<T, R> work, CallScope scope) {
    return helpers.share(items, work, scope);
  }

  @Override
  public void close() {
    closed = true;
    helpers.close();
    open.values().forEach(Network::close);
  }
}
