package dev.rigel.server.kill;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Clients that ask without pause, each one thing at a time. What the server's death left without an
 * answer is asked again, under the same key, of its next life.
 */
final class MixedLoad {
  private static final int CLIENTS = 6;

  private final URI server;
  private final WebhookReceiver receiver;
  private final String run = UUID.randomUUID().toString();
  private final AtomicInteger numbers = new AtomicInteger(1);
  private final List<Operation> acknowledged = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger sentAgain = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final List<Thread> clients = new ArrayList<>();
  private volatile boolean stopping;

  MixedLoad(URI server, WebhookReceiver receiver) {
    this.server = server;
    this.receiver = receiver;
  }

  void start(long seed) {
    for (int i = 0; i < CLIENTS; i++) {
      Random random = new Random(seed + i);
      clients.add(Thread.ofVirtual().name("client-" + i).start(() -> work(random)));
    }
  }

  private void work(Random random) {
    String session = UUID.randomUUID().toString();
    List<Operations.PictureChat> chats = new ArrayList<>();
    try (Client client = new Client(server)) {
      while (!stopping) {
        Operation next = next(random, session, chats);
        untilAcknowledged(next, client);
        acknowledged.add(next);
        if (next instanceof Operations.PictureChat chat) {
          chats.add(chat);
        }
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    }
  }

  private Operation next(Random random, String session, List<Operations.PictureChat> chats) {
    int number = numbers.getAndIncrement();
    int kind = random.nextInt(chats.isEmpty() ? 9 : 10);
    if (kind < 3) {
      return new Operations.PictureChat(number);
    } else if (kind < 5) {
      return new Operations.Question(number, session);
    } else if (kind < 6) {
      return new Operations.Upload(number, run);
    } else if (kind < 8) {
      return new Operations.Execution(number, receiver);
    } else if (kind < 9) {
      return new Operations.Skill(number);
    }
    return new Operations.Feedback(chats.get(random.nextInt(chats.size())), number);
  }

  private void untilAcknowledged(Operation operation, Client client) throws InterruptedException {
    while (true) {
      try {
        operation.send(client);
        return;
      } catch (IOException dead) {
        sentAgain.incrementAndGet();
        // The next life takes a second or more.
        Thread.sleep(200);
      }
    }
  }

  /** Lets each client have its last answer. */
  void stop() throws InterruptedException {
    stopping = true;
    for (Thread client : clients) {
      client.join();
    }
    check();
  }

  /** Fails when a client has met anything but a dead server. */
  void check() {
    Throwable met = failure.get();
    if (met != null) {
      throw new AssertionError("a client was answered wrongly", met);
    }
  }

  List<Operation> acknowledged() {
    synchronized (acknowledged) {
      return List.copyOf(acknowledged);
    }
  }

  /** How many of each kind were acknowledged. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    for (Operation operation : acknowledged()) {
      counts.merge(operation.getClass().getSimpleName(), 1, Integer::sum);
    }
    return counts;
  }

  /** How often there was no answer, the tries against a server that was not there included. */
  int sentAgain() {
    return sentAgain.get();
  }
}
