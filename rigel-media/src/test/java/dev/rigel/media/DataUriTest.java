package dev.rigel.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataUriTest {
  private static final byte[] CONTENT = {(byte) 0xfb, (byte) 0xff, (byte) 0xbe, 1, 2};

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:image/png;base64,+/++AQI=",
        "DATA:IMAGE/PNG;BASE64,+/++AQI=",
        "data:image/png;charset=utf-8;base64,+/++AQI=",
        "data:image/png;name=a.png; base64,+/++AQI=",
        "data:;base64,+/++AQI=",
        "data:base64,+/++AQI=",
        "  \n data:image/png;base64,+/++AQI=",
        "data:image/png;base64,+/+\r\n+A\n QI=\n",
        "data:image/png;base64,-_--AQI=",
        "data:image/png;base64,-_++AQI",
        "data:image/png;base64,+/++AQI",
        "data:image/png;base64,+/++AQI====",
        "data:image/png;base64,+/++AQ==AQI=",
        "data:image/png;base64,%2B%2F%2B%2BAQI%3D",
        "data:video/mp4;base64,+/++AQI=",
        "data:not a type at all;base64,+/++AQI=",
        "data:application/octet-stream,%FB%ff%BE%01%02",
      })
  void robustness21readsEverySpelling(String uri) {
    assertThat(DataUri.is(uri)).isTrue();
    byte[] read = DataUri.decode(uri, 100);
    if (uri.contains("AQ==AQI")) {
      // Two encodings one after the other: what a careless client makes of two chunks.
      assertThat(read).startsWith((byte) 0xfb, (byte) 0xff, (byte) 0xbe, (byte) 1);
    } else {
      assertThat(read).isEqualTo(CONTENT);
    }
  }

  @Test
  void readsPlainText() {
    assertThat(DataUri.decode("data:,A%20brief%20note", 100))
        .isEqualTo("A brief note".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"data:image/png;base64,", "data:image/png;base64, \n", "data:,", "data:;base64,="})
  void robustness21refusesAnEmptyPayload(String uri) {
    assertThatThrownBy(() -> DataUri.decode(uri, 100))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED))
        .hasMessageContaining("empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"data:image/png;base64", "data:image/png;base64,a$b", "data:,%4", "data:,%zz"})
  void saysWhatIsWrong(String uri) {
    assertThatThrownBy(() -> DataUri.decode(uri, 100))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
  }

  @Test
  void robustness21refusesTwoHundredMegabytesWithoutDecodingThem() {
    String payload = "A".repeat(210_000_000);
    String uri = "data:image/png;base64," + payload;

    assertThatThrownBy(() -> DataUri.decode(uri, 100_000_000))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
  }

  @Test
  void readsWhatJavaEncodes() {
    Random random = new Random(21);
    for (int length = 1; length < 200; length++) {
      byte[] content = new byte[length];
      random.nextBytes(content);
      String mime =
          Base64.getMimeEncoder(random.nextInt(4, 80), new byte[] {'\n'}).encodeToString(content);
      String url = Base64.getUrlEncoder().withoutPadding().encodeToString(content);

      assertThat(DataUri.decode("data:;base64," + mime, 1_000)).isEqualTo(content);
      assertThat(DataUri.decode("data:;base64," + url, length)).isEqualTo(content);
    }
  }

  @Test
  void otherTextIsNoDataUri() {
    assertThat(DataUri.is("https://example.org/data:")).isFalse();
    assertThat(DataUri.is("data")).isFalse();
    assertThat(DataUri.is("")).isFalse();
  }
}
