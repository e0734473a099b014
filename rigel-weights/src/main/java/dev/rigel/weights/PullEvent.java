package dev.rigel.weights;

import java.nio.file.Path;

/** Something that happened while a model was pulled; every event names its catalogue entry. */
public sealed interface PullEvent {
  String name();

  /** Another process or thread is pulling the same entry; this one waits for it. */
  record Waiting(String name) implements PullEvent {}

  /** A source is being tried. */
  record Started(String name, String source, long bytesTotal) implements PullEvent {}

  /**
   * Bytes have arrived.
   *
   * @param bytesDone of the entry as a whole, with what an earlier attempt had left
   */
  record Progress(String name, String source, long bytesDone, long bytesTotal)
      implements PullEvent {}

  /** A source gave nothing usable; the next one is tried. */
  record SourceFailed(String name, String source, String reason) implements PullEvent {}

  /** Everything has arrived and the hashes are being computed. */
  record Verifying(String name, long bytesTotal) implements PullEvent {}

  /** The files are verified and in their place. */
  record Finished(String name, String source, Path path) implements PullEvent {}
}
