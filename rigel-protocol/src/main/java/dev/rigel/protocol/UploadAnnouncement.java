package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The wish to upload a file by a URL that needs no key.
 *
 * @param validity for how long the URL is to work
 */
public record UploadAnnouncement(String filename, FilePurpose purpose, Duration validity) {
  public UploadAnnouncement {
    requireNonNull(filename, "filename");
    requireNonNull(purpose, "purpose");
    requireNonNull(validity, "validity");
  }
}
