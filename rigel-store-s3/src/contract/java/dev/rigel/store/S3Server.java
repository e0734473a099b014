package dev.rigel.store;

import dev.rigel.s3.S3Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A server that speaks S3, checks signatures and keeps its objects in a folder. */
public final class S3Server implements AutoCloseable {
  public static final S3Settings.Keys KEYS = new S3Settings.Keys("rigel", "rigel-secret");

  public static final String BUCKET = "media";

  private final S3Proxy server;

  public S3Server(Path folder) {
    BlobStore objects = new FilesystemNio2BlobStore(folder.toString());
    if (!objects.containerExists(BUCKET)) {
      objects.createContainer(BUCKET);
    }
    server =
        S3Proxy.builder()
            .blobStore(objects)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, KEYS.access(), KEYS.secret())
            .build();
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  S3Settings settings(String prefix) {
    return new S3Settings(BUCKET, prefix, Optional.of(endpoint()), "us-east-1", Optional.of(KEYS));
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
