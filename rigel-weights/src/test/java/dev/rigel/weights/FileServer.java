package dev.rigel.weights;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on this machine that serves one file at every path and can be made to misbehave. */
final class FileServer implements AutoCloseable {
  /** How the server answers one request. */
  @FunctionalInterface
  interface Behaviour {
    void answer(HttpExchange exchange, byte[] content, int start) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final byte[] content;
  private final List<Behaviour> behaviours;

  /**
   * @param behaviours of the first, second, … request; the last one goes on for all others
   */
  FileServer(byte[] content, Behaviour... behaviours) {
    this.content = content.clone();
    this.behaviours = List.of(behaviours);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Path and asked range of every request, as in {@code /file 0}. */
  List<String> requests() {
    return requests;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    int start = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    requests.add(exchange.getRequestURI().getPath() + " " + start);
    int number = Math.min(requests.size(), behaviours.size()) - 1;
    try (exchange) {
      behaviours.get(number).answer(exchange, content, start);
    }
  }

  static Behaviour whole() {
    return (exchange, content, start) -> send(exchange, content, start, content.length);
  }

  /** Ends the connection after so many bytes of the body. */
  static Behaviour cutAfter(int bytes) {
    return (exchange, content, start) -> {
      try {
        send(exchange, content, start, Math.min(content.length, start + bytes));
      } catch (IOException e) {
        // The server notices that less was sent than promised, which is the point.
        exchange.getResponseBody();
      }
    };
  }

  static Behaviour ignoringRanges() {
    return (exchange, content, _) -> send(exchange, content, 0, content.length);
  }

  static Behaviour status(int status) {
    return (exchange, _, _) -> exchange.sendResponseHeaders(status, -1);
  }

  /** Sends the headers and some bytes, and then nothing more. */
  static Behaviour silentAfter(int bytes) {
    return (exchange, content, start) -> {
      sendHeaders(exchange, content, start);
      exchange.getResponseBody().write(content, start, bytes);
      exchange.getResponseBody().flush();
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private static void send(HttpExchange exchange, byte[] content, int start, int end)
      throws IOException {
    sendHeaders(exchange, content, start);
    exchange.getResponseBody().write(Arrays.copyOfRange(content, start, end));
    exchange.getResponseBody().flush();
  }

  private static void sendHeaders(HttpExchange exchange, byte[] content, int start)
      throws IOException {
    if (start > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes " + start + "-" + (content.length - 1) + "/" + content.length);
    }
    exchange.sendResponseHeaders(start > 0 ? 206 : 200, content.length - start);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
