package dev.rigel.weights;

import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;

/**
 * Pulls files from public addresses and takes up a cut transfer where it ended, in this run or a
 * later one. A redirect from https to http is not followed.
 */
final class UrlFetcher implements AutoCloseable {
  /**
   * The patience with a server.
   *
   * @param connect for the connection; a host that takes longer is not asked again in this run
   * @param silence without any byte, before the answer or within it
   * @param retryPause before a cut transfer is taken up again, times the number of tries
   */
  record Patience(Duration connect, Duration silence, Duration retryPause) {
    static final Patience STANDARD =
        new Patience(Duration.ofSeconds(3), Duration.ofSeconds(30), Duration.ofSeconds(1));
  }

  /** Tries in a row that bring no new byte. */
  private static final int FRUITLESS_TRIES = 3;

  private static final int CHUNK = 1 << 16;

  private final Patience patience;
  private final HttpClient client;
  private final Set<String> unreachable = ConcurrentHashMap.newKeySet();

  UrlFetcher(Patience patience) {
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(patience.connect())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  void fetch(Source.Url source, Pull pull) throws SourceFailure, IOException {
    long before = 0;
    for (ModelFile file : pull.files()) {
      if (unreachable.contains(source.label())) {
        throw new SourceFailure("not reachable a moment ago");
      }
      fetch(source.address(file), file, pull, before);
      before += file.bytes();
    }
  }

  private void fetch(URI address, ModelFile file, Pull pull, long before)
      throws SourceFailure, IOException {
    Path partial =
        pull.folder().resolve(file.name() + "." + file.sha256().substring(0, 8) + ".part");
    int fruitless = 0;
    for (long had = size(partial); had < file.bytes(); ) {
      try {
        transfer(address, file, partial, had, before, pull);
      } catch (Interruption e) {
        fruitless = size(partial) > had ? 0 : fruitless + 1;
        if (fruitless >= FRUITLESS_TRIES) {
          throw new SourceFailure(e.reason, e);
        }
        pause(patience.retryPause().multipliedBy(fruitless + 1L), pull.scope());
      }
      had = size(partial);
    }
    Files.move(partial, pull.folder().resolve(file.name()), StandardCopyOption.ATOMIC_MOVE);
  }

  private void transfer(URI address, ModelFile file, Path partial, long had, long before, Pull pull)
      throws SourceFailure, Interruption, IOException {
    HttpResponse<InputStream> response = ask(address, had, pull.scope());
    try (InputStream body = response.body()) {
      long start = startOf(response, file, had);
      if (start == 0) {
        Files.deleteIfExists(partial);
      }
      try (OutputStream out =
              Files.newOutputStream(partial, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          SilenceGuard guard = new SilenceGuard(body, patience.silence(), pull.scope())) {
        copy(body, out, guard, file, start, before, pull);
      }
    }
  }

  private static void copy(
      InputStream body,
      OutputStream out,
      SilenceGuard guard,
      ModelFile file,
      long start,
      long before,
      Pull pull)
      throws SourceFailure, Interruption, IOException {
    byte[] chunk = new byte[CHUNK];
    long done = start;
    while (true) {
      int read;
      try {
        read = body.read(chunk);
      } catch (IOException e) {
        pull.scope().check();
        throw new Interruption(guard.silent() ? "it stopped sending" : "the connection was cut");
      }
      pull.scope().check();
      if (read < 0) {
        break;
      }
      guard.heard();
      if (done + read > file.bytes()) {
        throw new SourceFailure("it sent more bytes than the file has");
      }
      out.write(chunk, 0, read);
      done += read;
      pull.progress().accept(before + done);
    }
    if (done < file.bytes()) {
      throw new Interruption("the connection was cut");
    }
  }

  /** Where the body starts within the file: at what was asked for, or at the beginning. */
  private static long startOf(HttpResponse<?> response, ModelFile file, long had)
      throws SourceFailure, Interruption {
    int status = response.statusCode();
    if (status == 206) {
      String range = response.headers().firstValue("Content-Range").orElse("");
      if (!range.startsWith("bytes " + had + "-")
          || !(range.endsWith("/" + file.bytes()) || range.endsWith("/*"))) {
        throw new SourceFailure("it offers a file of another size");
      }
      return had;
    }
    if (status == 200) {
      long length = response.headers().firstValueAsLong("Content-Length").orElse(file.bytes());
      if (length != file.bytes()) {
        throw new SourceFailure("it offers a file of another size");
      }
      return 0;
    }
    if (status == 429 || status >= 500) {
      throw new Interruption("it answered with status " + status);
    }
    throw new SourceFailure("it answered with status " + status);
  }

  private HttpResponse<InputStream> ask(URI address, long had, CallScope scope)
      throws SourceFailure, Interruption {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(patience.silence())
            .header("User-Agent", "rigel")
            // Compressed transfer would break byte ranges.
            .header("Accept-Encoding", "identity");
    if (had > 0) {
      request.header("Range", "bytes=" + had + "-");
    }
    CompletableFuture<HttpResponse<InputStream>> answer =
        client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (Cancellation.Registration _ = scope.cancellation().onCancel(() -> answer.cancel(true))) {
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new RigelException(ErrorCode.CANCELLED, "The pull was cancelled.");
    } catch (java.util.concurrent.CancellationException e) {
      scope.check();
      throw new RigelException(ErrorCode.CANCELLED, "The pull was cancelled.");
    } catch (ExecutionException e) {
      throw failed(address, e.getCause() == null ? e : e.getCause());
    }
  }

  private Interruption failed(URI address, Throwable cause) throws SourceFailure {
    if (cause instanceof HttpConnectTimeoutException || cause instanceof ConnectException) {
      unreachable.add(String.valueOf(address.getHost()));
      throw new SourceFailure(
          cause instanceof HttpConnectTimeoutException
              ? "no connection within " + patience.connect().toSeconds() + " s"
              : "no connection",
          cause);
    }
    if (cause instanceof HttpTimeoutException) {
      return new Interruption("no answer within " + patience.silence().toSeconds() + " s");
    }
    if (cause instanceof SSLException) {
      throw new SourceFailure("no secure connection", cause);
    }
    return new Interruption("the connection was cut");
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private static void pause(Duration time, CallScope scope) {
    long end = System.nanoTime() + time.toNanos();
    try {
      while (System.nanoTime() - end < 0) {
        scope.check();
        Thread.sleep(Math.min(100, Math.max(1, time.toMillis())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigelException(ErrorCode.CANCELLED, "The pull was cancelled.");
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /** A transfer ended early; trying again may help. */
  private static final class Interruption extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    Interruption(String reason) {
      super(reason);
      this.reason = reason;
    }
  }
}
