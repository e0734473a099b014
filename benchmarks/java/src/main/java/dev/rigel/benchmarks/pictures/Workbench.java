package dev.rigel.benchmarks.pictures;

import dev.rigel.base.Folders;
import dev.rigel.base.Lane;
import dev.rigel.perception.network.Networks;
import dev.rigel.weights.PullListener;
import dev.rigel.weights.PullingModelFiles;

/** The catalogue's networks and the lane that they run on, for one benchmark. */
final class Workbench implements AutoCloseable {
  private static final int WAITING = 8;

  private final PullingModelFiles files =
      PullingModelFiles.standard(System.getenv(), PullListener.silent());
  private final Lane lane = new Lane("networks", 1, WAITING);
  private final Networks networks =
      new Networks(files, lane, 1, Folders.of(System.getenv()).cache().resolve("native"));

  Networks networks() {
    return networks;
  }

  @Override
  public void close() {
    networks.close();
    lane.close();
    files.close();
  }
}
