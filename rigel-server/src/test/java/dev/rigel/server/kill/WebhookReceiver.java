package dev.rigel.server.kill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rigel.protocol.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes the calls at the end of executions; the first call of one in ten is answered with an error.
 */
final class WebhookReceiver implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Set<String>> deliveries = new ConcurrentHashMap<>();
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger calls = new AtomicInteger();
  private final Random random = new Random(60);

  WebhookReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String id = Json.parse(exchange.getRequestBody().readAllBytes()).path("id").asString();
      String delivery = exchange.getRequestHeaders().getFirst("X-Rigel-Delivery");
      boolean isNew =
          deliveries.computeIfAbsent(id, _ -> ConcurrentHashMap.newKeySet()).add(delivery);
      boolean fails = isNew && unlucky();
      if (!fails) {
        accepted.add(id);
      }
      calls.incrementAndGet();
      exchange.sendResponseHeaders(fails ? 500 : 204, -1);
    }
  }

  private synchronized boolean unlucky() {
    return random.nextInt(10) == 0;
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String url() {
    return "http://" + host() + "/done";
  }

  /** The ids of the deliveries for an execution; waits until one of them was accepted. */
  Set<String> awaitDeliveries(String execution) throws InterruptedException {
    for (int tries = 0; tries < 1_200 && !accepted.contains(execution); tries++) {
      Thread.sleep(100);
    }
    return accepted.contains(execution) ? deliveries.getOrDefault(execution, Set.of()) : Set.of();
  }

  int calls() {
    return calls.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
