package dev.rigel.server.kill;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A few kills on each kind of storage. {@code benchmarks/kill/run.sh} makes it 200: {@code
 * -Drigel.kills=200}.
 */
@Tag("slow")
class ServerKillTest {
  private static final int KILLS = Integer.getInteger("rigel.kills", 4);
  private static final Duration LIMIT =
      Duration.ofMinutes(Integer.getInteger("rigel.kill.minutes", 600));
  private static final long SEED = Long.getLong("rigel.seed", 52);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void robustness52_losesNothingOnSqliteAndAFolder() throws Exception {
    try (Backend backend = Backend.folder()) {
      System.out.println(new KillRun(folder, backend, KILLS, LIMIT, SEED).run());
    }
  }

  @Test
  void robustness52_losesNothingOnPostgresAndAnObjectStore() throws Exception {
    try (Backend backend = Backend.services(folder.resolve("objects"))) {
      System.out.println(new KillRun(folder, backend, KILLS, LIMIT, SEED).run());
    }
  }
}
