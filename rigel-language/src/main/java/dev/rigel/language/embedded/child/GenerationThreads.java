package dev.rigel.language.embedded.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * Chooses how many threads evaluate the next single token.
 *
 * <p>llama.cpp's threads wait for each other some three hundred times a token, spinning. On a quiet
 * machine all cores are best; where a neighbour takes one of them away for its time slices, each
 * wait becomes as long as a slice, and a token takes twenty times as long. So one core is left free
 * as long as somebody else wants to run, and for a while after a token that took too long. Chunks
 * of a prompt wait as often for two hundred times the work and always get all cores.
 */
final class GenerationThreads {
  /** For so many tokens one core stays free after one that took too long. */
  private static final int REST = 32;

  /** How much longer than the quickest is too long. */
  private static final double TOO_LONG = 3;

  private final int all;
  private final BooleanSupplier crowded;
  private double quickest = Double.POSITIVE_INFINITY;
  private int resting;

  /**
   * @param all threads at most
   * @param crowded whether others want to run now
   */
  GenerationThreads(int all, BooleanSupplier crowded) {
    this.all = all;
    this.crowded = crowded;
  }

  /** On this machine. */
  static GenerationThreads upTo(int all) {
    return new GenerationThreads(all, all == 1 ? () -> false : new Neighbours()::crowd);
  }

  /** How many for the next token. */
  int next() {
    if (all == 1) {
      return 1;
    }
    if (resting > 0) {
      resting--;
      return all - 1;
    }
    return crowded.getAsBoolean() ? all - 1 : all;
  }

  /** Tells how long a token took. */
  void took(int threads, double seconds) {
    if (threads < all || all == 1) {
      return;
    }
    if (seconds > TOO_LONG * quickest) {
      resting = REST;
    }
    quickest = Math.min(quickest, seconds);
  }

  /** What else wants to run, as Linux counts it; elsewhere there is always somebody. */
  private static final class Neighbours {
    private static final Path LOAD = Path.of("/proc/loadavg");

    /** Cores of the machine that this process may not use leave room for others. */
    private final int room;

    Neighbours() {
      this.room = Math.max(0, machineCores() - Runtime.getRuntime().availableProcessors());
    }

    boolean crowd() {
      try {
        // "0.42 0.31 0.20 2/217 4711": 2 of 217 threads run or are ready to; one of them is this.
        String[] fields = Files.readString(LOAD, StandardCharsets.US_ASCII).split("[ /]", -1);
        return Integer.parseInt(fields[3]) - 1 > room;
      } catch (IOException | RuntimeException e) {
        return true;
      }
    }

    private static int machineCores() {
      try (var lines = Files.lines(Path.of("/proc/stat"), StandardCharsets.US_ASCII)) {
        return (int) lines.filter(line -> line.matches("cpu\\d+ .*")).count();
      } catch (IOException | RuntimeException e) {
        return 0;
      }
    }
  }
}
