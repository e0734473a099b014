package dev.rigel.s3;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Why an object store did not do what it was asked, in words. */
final class S3Failure {
  private S3Failure() {}

  static String reason(Exception failure) {
    return switch (failure) {
      case AwsServiceException answer
          when answer.statusCode() == 401 || answer.statusCode() == 403 ->
          "the object store refuses the keys, or they may not do this";
      case AwsServiceException answer when answer.statusCode() == 404 ->
          "the object store has no such bucket";
      case AwsServiceException answer
          when answer.statusCode() == 429 || answer.statusCode() == 503 ->
          "the object store is too busy";
      case AwsServiceException answer -> "the object store answers " + answer.statusCode();
      case SdkClientException _ -> "the object store does not answer, or no keys are configured";
      default -> "the object store broke off";
    };
  }
}
