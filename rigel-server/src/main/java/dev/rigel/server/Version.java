package dev.rigel.server;

/** Which Rigel this is. */
public final class Version {
  public static final String NUMBER = "0.1.0";

  /** As answers carry it in {@code system_fingerprint}. */
  public static final String FINGERPRINT = "rigel-" + NUMBER;

  private Version() {}
}
