package dev.rigel.media.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/",
        "http://127.0.1/", "http://0x7f.0.0.1/", "http://127.0.0.01/", "http://256.0.0.1/",
        "http://1.2.3.4.5/", "http://0x/", "http://example.0x1/"
      })
  void robustness13refusesOddSpellingsOfIpv4(String url) {
    assertRefused(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://user@example.org/",
        "http://user:secret@example.org/",
        "http://8.8.8.8@10.0.0.1/",
        "http://example.org\\@10.0.0.1/",
        "http://exam\u0440le.org/",
        "http://\u2460\u2461.example/",
        "http://example.org/\r\nHost: other",
        "http://example.org/a\tb",
        "http://[fe80::1%25eth0]/",
        "http://[::1",
        "http://example.org:0/",
        "http://example.org:99999/",
        "http:///path",
        "http://.example.org/",
        "http://a..b/",
        "http://exa mple.org/",
        "http:example.org",
        "file:///etc/passwd",
        "gopher://example.org/",
        "ftp://example.org/",
        "//example.org/",
        "http://example.org%2f@10.0.0.1/",
        "http://ex%61mple.org/"
      })
  void robustness17refusesWhatTwoReadersUnderstandDifferently(String url) {
    assertRefused(url);
  }

  @ParameterizedTest
  @CsvSource({
    "http://example.org, http://example.org:80/",
    "HTTPS://Example.ORG./a?b=c#fragment, https://example.org:443/a?b=c",
    "https://example.org:8443/a b/ü?q=\"x\", https://example.org:8443/a%20b/%C3%BC?q=%22x%22",
    "http://example.org/100%/x, http://example.org:80/100%25/x",
    "http://example.org?x=1, http://example.org:80/?x=1",
    "http://[2606:4700::1111]:80/, http://[2606:4700::1111]:80/",
    "http://under_score.example.org/, http://under_score.example.org:80/"
  })
  void readsWhatIsClear(String url, String read) {
    assertThat(WebAddress.of(url).uri().toString()).isEqualTo(read);
  }

  @Test
  void followsRelativeRedirects() {
    WebAddress address = WebAddress.of("http://example.org/a/b?c");

    assertThat(address.follow("../d").uri().toString()).isEqualTo("http://example.org:80/d");
    assertThat(address.follow("//other.org/x").host()).isEqualTo("other.org");
    assertThat(address.follow("https://other.org").port()).isEqualTo(443);
    for (String location :
        new String[] {
          "file:///etc/passwd", "gopher://x/", "ftp://x/", "data:text/plain,x", "http://[x"
        }) {
      assertThatThrownBy(() -> address.follow(location)).isInstanceOf(RigelException.class);
    }
  }

  @Test
  void showsNoSecrets() {
    assertThat(WebAddress.of("https://example.org/a?X-Signature=secret#token").shown())
        .isEqualTo("https://example.org/a");
  }

  private static void assertRefused(String url) {
    assertThatThrownBy(() -> WebAddress.of(url))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_REFUSED));
  }
}
