package dev.rigel.server;

import dev.rigel.s3.S3Place;
import dev.rigel.s3.S3Settings;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.store.Store;
import dev.rigel.store.StoreSettings;

/** Opens the store that a configuration asks for. */
public final class Stores {
  private Stores() {}

  /**
   * @throws dev.rigel.base.RigelException when the data folder, the database or the object store
   *     cannot be had
   */
  public static Store open(RigelSettings settings) {
    RigelSettings.StorageSettings storage = settings.storage();
    return Store.open(
        new StoreSettings(
            settings.folders().data(),
            storage.durability(),
            storage.database(),
            storage.blobs().map(Stores::place)));
  }

  private static StoreSettings.BlobPlace place(RigelSettings.ObjectStore blobs) {
    return new S3Place(
        new S3Settings(
            blobs.bucket(),
            blobs.prefix(),
            blobs.endpoint(),
            blobs.region(),
            blobs
                .accessKey()
                .flatMap(access ->
                    blobs.secretKey().map(secret -> new S3Settings.Keys(access, secret)))));
  }
}
