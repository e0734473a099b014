package dev.rigel.s3;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.store.BlobLocks;
import dev.rigel.store.BlobStorage;
import dev.rigel.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** A bucket, or a part of one, for the blobs of a store. */
public record S3Place(S3Settings settings) implements StoreSettings.BlobPlace {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /**
   * @throws RigelException when the bucket cannot be reached
   */
  @Override
  public BlobStorage open(BlobLocks locks, Path scratch) {
    S3Client client = client();
    try {
      client.headBucket(request -> request.bucket(settings.bucket()));
    } catch (SdkException e) {
      client.close();
      throw RigelException.causedBy(
          e,
          ErrorCode.INTERNAL,
          "The media cannot be kept in " + settings + ": " + S3Failure.reason(e) + ".");
    }
    return new S3BlobStorage(client, settings, locks, scratch);
  }

  private S3Client client() {
    // Checksums of its own in requests are more than most compatible stores understand; what is
    // stored is checked by its hash.
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(SILENCE));
    settings
        .endpoint()
        .ifPresent(endpoint -> builder.endpointOverride(endpoint).forcePathStyle(true));
    return builder.build();
  }

  private AwsCredentialsProvider credentials() {
    return settings
        .keys()
        .<AwsCredentialsProvider>map(keys ->
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(keys.access(), keys.secret())))
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }
}
