package dev.rigel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {
  @Test
  void robustness61_escapesWhatCouldForgeALine() {
    assertThat(LogText.clean("a\nb\r\u001b[31m\u2028\u202e\u0085é漢"))
        .isEqualTo("a\\u000ab\\u000d\\u001b[31m\\u2028\\u202e\\u0085é漢");
  }

  @Test
  void robustness61_hidesTheTokensOfSignedUrls() {
    assertThat(LogText.path("/v1/signed/abc.png")).isEqualTo("/v1/signed/***");
  }

  @Test
  void cutsLongText() {
    assertThat(LogText.clean("x".repeat(10_000))).hasSizeLessThan(210);
  }
}
