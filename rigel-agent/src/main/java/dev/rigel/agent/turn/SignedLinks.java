package dev.rigel.agent.turn;

/** Makes URLs under which an artifact can be fetched for a while without a key. */
@FunctionalInterface
public interface SignedLinks {
  /**
   * @param origin scheme, host and port that the client reached this server by
   */
  String url(String origin, String tenant, String session, String objectId);
}
