package dev.rigel.perception;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.Folders;
import dev.rigel.base.Lane;
import dev.rigel.perception.network.Networks;
import dev.rigel.weights.PullListener;
import dev.rigel.weights.PullingModelFiles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The catalogue's networks for one test class, pulled into the user's cache when they lack. */
public final class RealNetworks implements BeforeAllCallback, AfterAllCallback {
  private @Nullable PullingModelFiles files;
  private @Nullable Lane lane;
  private @Nullable Networks networks;

  @Override
  public void beforeAll(ExtensionContext context) {
    PullingModelFiles opened = PullingModelFiles.standard(System.getenv(), PullListener.silent());
    Lane started = new Lane("networks", 1, 16);
    files = opened;
    lane = started;
    networks =
        new Networks(opened, started, 2, Folders.of(System.getenv()).cache().resolve("native"));
  }

  public Networks networks() {
    return requireNonNull(networks);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (networks != null) {
      networks.close();
    }
    if (lane != null) {
      lane.close();
    }
    if (files != null) {
      files.close();
    }
  }
}
