package dev.rigel.tools;

import static java.util.Objects.requireNonNull;

import dev.rigel.perception.Detector;
import dev.rigel.perception.Segmenter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What only an endpoint named in the configuration can do, or does better than what is built in.
 *
 * @param detector finds things by any words: those that the built-in one does not know
 * @param segmenter outlines things, instead of the built-in one
 * @param looker answers questions about pictures, instead of a language model that sees
 * @param foreign tools of other programs, a shelf for each toolset
 * @param missing why a toolset of another program is not there, by its name
 */
public record RemotePorts(
    Optional<Detector> detector,
    Optional<Segmenter> segmenter,
    Optional<Looker> looker,
    Optional<Generator> generator,
    Optional<Searcher> searcher,
    List<Shelf> foreign,
    Map<String, String> missing) {
  public static final RemotePorts NONE =
      new RemotePorts(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Map.of());

  public RemotePorts {
    requireNonNull(detector, "detector");
    requireNonNull(segmenter, "segmenter");
    requireNonNull(looker, "looker");
    requireNonNull(generator, "generator");
    requireNonNull(searcher, "searcher");
    foreign = List.copyOf(foreign);
    missing = Map.copyOf(missing);
  }

  public RemotePorts withDetector(Detector other) {
    return new RemotePorts(
        Optional.of(other), segmenter, looker, generator, searcher, foreign, missing);
  }

  public RemotePorts withSegmenter(Segmenter other) {
    return new RemotePorts(
        detector, Optional.of(other), looker, generator, searcher, foreign, missing);
  }

  public RemotePorts withLooker(Looker other) {
    return new RemotePorts(
        detector, segmenter, Optional.of(other), generator, searcher, foreign, missing);
  }

  public RemotePorts withGenerator(Generator other) {
    return new RemotePorts(
        detector, segmenter, looker, Optional.of(other), searcher, foreign, missing);
  }

  public RemotePorts withSearcher(Searcher other) {
    return new RemotePorts(
        detector, segmenter, looker, generator, Optional.of(other), foreign, missing);
  }

  public RemotePorts withForeign(List<Shelf> shelves, Map<String, String> why) {
    return new RemotePorts(detector, segmenter, looker, generator, searcher, shelves, why);
  }
}
