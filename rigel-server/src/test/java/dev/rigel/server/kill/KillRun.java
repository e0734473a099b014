package dev.rigel.server.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A server under a mixed load is killed again and again, as by {@code kill -9}, while it starts or
 * while it works. After each death some, at the end all of what it acknowledged is looked for: it
 * is there, whole and once; everything that was begun has ended, and each end was told under one
 * delivery id.
 */
final class KillRun {
  private static final int LOOKED_FOR_IN_BETWEEN = 8;

  /** A life is as long as so many acknowledgements take, and not longer than its patience. */
  private static final int MOST_ACKNOWLEDGED = 40;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int START_MILLISECONDS = 1_500;

  private final Path folder;
  private final Backend backend;
  private final int kills;
  private final Duration limit;
  private final long seed;
  private final List<Long> startMilliseconds = new ArrayList<>();

  /**
   * @param folder empty
   * @param limit after which no more kills follow; what there is by then is looked for
   * @param seed of what is asked and how long each life is
   */
  KillRun(Path folder, Backend backend, int kills, Duration limit, long seed) {
    this.folder = folder;
    this.backend = backend;
    this.kills = kills;
    this.limit = limit;
    this.seed = seed;
  }

  /** What happened, in a few lines. */
  String run() throws Exception {
    long began = System.nanoTime();
    int port = freePort();
    URI address = URI.create("http://127.0.0.1:" + port);
    try (WebhookReceiver receiver = new WebhookReceiver();
        Client checker = new Client(address)) {
      Map<String, String> settings = settings(port, receiver);
      MixedLoad load = new MixedLoad(address, receiver);
      load.start(seed);
      int killedAtStart = 0;
      Random random = new Random(seed);
      int kill = 0;
      for (; kill < kills && System.nanoTime() - began < limit.toNanos(); kill++) {
        if (random.nextInt(6) == 0) {
          killAtStart(settings, random);
          killedAtStart++;
        } else {
          killAtWork(settings, random, load, checker);
        }
        load.check();
        if (kill % 10 == 9) {
          System.out.println(backend.name() + ": " + (kill + 1) + " kills, " + load.counts());
        }
      }
      try (ServerProcess last = started(settings)) {
        load.stop();
        for (Operation operation : load.acknowledged()) {
          operation.check(checker);
        }
        String executions = checkExecutions(checker, load);
        assertThat(last.stop()).as("the exit status after SIGTERM").isEqualTo(143);
        return report(kill, load, receiver, killedAtStart, executions, began);
      }
    }
  }

  private void killAtStart(Map<String, String> settings, Random random) throws Exception {
    try (ServerProcess server = new ServerProcess(settings, folder)) {
      Thread.sleep(random.nextInt(START_MILLISECONDS));
      server.kill();
    }
  }

  private void killAtWork(
      Map<String, String> settings, Random random, MixedLoad load, Client checker)
      throws Exception {
    try (ServerProcess server = started(settings)) {
      int before = load.acknowledged().size();
      int life = random.nextInt(MOST_ACKNOWLEDGED);
      List<Operation> acknowledged = load.acknowledged();
      for (int i = 0; i < LOOKED_FOR_IN_BETWEEN && !acknowledged.isEmpty(); i++) {
        // Half of them are what was acknowledged last.
        int back =
            random.nextBoolean()
                ? random.nextInt(Math.min(12, acknowledged.size()))
                : random.nextInt(acknowledged.size());
        Operation operation = acknowledged.get(acknowledged.size() - 1 - back);
        if (!(operation instanceof Operations.Execution)) {
          operation.check(checker);
        }
      }
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (load.acknowledged().size() < before + life && System.nanoTime() - until < 0) {
        Thread.sleep(1);
      }
      Thread.sleep(random.nextInt(20));
      server.kill();
    }
  }

  private ServerProcess started(Map<String, String> settings) throws IOException {
    long began = System.nanoTime();
    ServerProcess server = new ServerProcess(settings, folder);
    assertThat(server.awaitListening())
        .as("the server starts again; its log is %s", folder.resolve("server.log"))
        .isTrue();
    startMilliseconds.add((System.nanoTime() - began) / 1_000_000);
    return server;
  }

  /** All executions there are: each was acknowledged, each has ended. */
  private static String checkExecutions(Client checker, MixedLoad load) throws Exception {
    Set<String> acknowledged = new HashSet<>();
    for (Operation operation : load.acknowledged()) {
      if (operation instanceof Operations.Execution execution) {
        assertThat(acknowledged.add(execution.id())).as("an id of its own").isTrue();
      }
    }
    Set<String> found = new HashSet<>();
    int givenUp = 0;
    for (int skip = 0; ; skip += 500) {
      JsonNode page = checker.get("/v1/agent/executions?limit=500&skip=" + skip);
      for (JsonNode run : page) {
        assertThat(found.add(run.path("id").asString())).isTrue();
        assertThat(run.path("status").asString()).as(run.toString()).isIn("completed", "failed");
        givenUp += Operations.Execution.isGivenUp(run) ? 1 : 0;
      }
      if (page.size() < 500) {
        break;
      }
    }
    assertThat(found).isEqualTo(acknowledged);
    return found.size() + " executions, " + givenUp + " of them given up";
  }

  private Map<String, String> settings(int port, WebhookReceiver receiver) {
    Map<String, String> settings = new HashMap<>(backend.settings());
    settings.put("RIGEL_PORT", String.valueOf(port));
    settings.put("RIGEL_DATA_DIR", folder.resolve("data").toString());
    settings.put("RIGEL_OFFLINE", "1");
    settings.put("RIGEL_FETCH_ALLOW", receiver.host());
    settings.put("RIGEL_PRICE_STEP", "1");
    settings.put("RIGEL_BACKGROUND_RUNS", "4");
    return settings;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String report(
      int killed,
      MixedLoad load,
      WebhookReceiver receiver,
      int killedAtStart,
      String executions,
      long began)
      throws IOException {
    startMilliseconds.sort(null);
    return """
    %s: %d kills (%d while starting), seed %d, %d s
      acknowledged and found again: %s
      %s; %d calls of webhooks
      requests without an answer, sent again: %d
      start to listening: median %d ms, longest %d ms
      log: %d bytes\
    """
        .formatted(
            backend.name(),
            killed,
            killedAtStart,
            seed,
            Duration.ofNanos(System.nanoTime() - began).toSeconds(),
            load.counts(),
            executions,
            receiver.calls(),
            load.sentAgain(),
            startMilliseconds.get(startMilliseconds.size() / 2),
            startMilliseconds.getLast(),
            Files.size(folder.resolve("server.log")));
  }
}
