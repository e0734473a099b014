package dev.rigel.agent.port;

import java.util.Optional;

/** Makes absolute URLs under which anybody may fetch one artifact for some days, and reads them. */
public interface ArtifactUrls {
  /** The artifact that a URL stands for. */
  record Target(String tenant, String session, String objectId) {}

  /**
   * @param origin the URL's base, as in {@link dev.rigel.agent.Caller#origin}
   * @param extension of the file, for example {@code png}, for clients that go by the name
   */
  String create(String origin, Target target, String extension);

  /**
   * What one of our own URLs stands for, so that it is read inside instead of fetched; empty for
   * every other URL.
   *
   * @throws dev.rigel.base.RigelException when it is ours and has expired
   */
  Optional<Target> resolve(String url);
}
