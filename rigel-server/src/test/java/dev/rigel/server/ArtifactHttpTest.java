package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.agent.port.ArtifactUrls;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.Json;
import dev.rigel.server.settings.Setting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactHttpTest {
  private static final String SESSION = "9bf846ba-340d-4921-b156-ca90b5610269";
  private static final byte[] PICTURE = "a picture".getBytes(StandardCharsets.UTF_8);

  private ServerFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new ServerFixture(Map.of(Setting.API_KEYS, "k1,k2"));
    fixture.chat(
        "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}", "Authorization", "Bearer k1");
    store("img_a1b2c3", "image/png", Optional.of("cat.png"));
    store("doc_a1b2c3", "application/pdf", Optional.empty());
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
  }

  private String tenant() {
    return fixture.agent.callers.getFirst().tenant();
  }

  private void store(String id, String type, Optional<String> filename) {
    fixture
        .store
        .sessions()
        .commit(
            new TurnRecord(
                tenant(),
                SESSION,
                "chatcmpl-" + UUID.randomUUID(),
                Instant.now(),
                false,
                List.of(),
                List.of(
                    new StoredArtifact(
                        id,
                        type,
                        filename,
                        fixture.store.blobs().put(PICTURE),
                        PICTURE.length,
                        true)),
                "",
                "[]",
                "{}",
                TurnUsage.NONE,
                Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/artifacts?object_id=img_a1b2c3&session_id=" + SESSION,
        "/v1//artifacts?session_id=" + SESSION + "&object_id=img_a1b2c3",
        "/v1/artifacts?filename=cat.png&session_id=" + SESSION,
        "/v1/artifacts/" + SESSION + "/img_a1b2c3",
        "/v1/artifacts?object_id=img_a1b2c3&session_id=9BF846BA-340D-4921-B156-CA90B5610269"
      })
  void givesTheBareBytesWithTheExactType(String path) throws Exception {
    HttpResponse<String> response = fixture.get(path, "Authorization", "Bearer k1");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("a picture");
    assertThat(response.headers().firstValue("content-type")).contains("image/png");
    assertThat(response.headers().firstValue("content-length")).contains("9");
  }

  @Test
  void givesTheBytesToAGetWithABody() throws Exception {
    HttpResponse<String> response =
        fixture.send(
            fixture
                .request("/v1/artifacts")
                .header("Authorization", "Bearer k1")
                .method(
                    "GET",
                    java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"session_id\":\"" + SESSION + "\",\"object_id\":\"doc_a1b2c3\"}"))
                .build());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/pdf");
  }

  @Test
  void robustness12_hidesArtifactsOfOtherKeys() throws Exception {
    for (String path :
        List.of(
            "/v1/artifacts?object_id=img_a1b2c3&session_id=" + SESSION,
            "/v1/artifacts/list?session_id=" + SESSION,
            "/v1/artifacts/" + SESSION + "/img_a1b2c3")) {
      assertThat(fixture.get(path, "Authorization", "Bearer k2").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void answers404ToUnknownIdsAnd422ToMissingOnes() throws Exception {
    assertThat(status("/v1/artifacts?object_id=img_000000&session_id=" + SESSION)).isEqualTo(404);
    assertThat(status("/v1/artifacts?object_id=img_a1b2c3&session_id=nope")).isEqualTo(404);
    assertThat(status("/v1/artifacts?object_id=img_a1b2c3")).isEqualTo(422);
    assertThat(status("/v1/artifacts?session_id=" + SESSION)).isEqualTo(422);
    assertThat(status("/v1/artifacts?object_id=a&filename=b&session_id=" + SESSION)).isEqualTo(422);
    assertThat(status("/v1/artifacts/list")).isEqualTo(422);
    assertThat(status("/v1/artifacts/list?session_id=nope")).isEqualTo(404);
  }

  @Test
  void listsTheArtifactsOfASession() throws Exception {
    HttpResponse<String> response =
        fixture.get("/v1/artifacts/list?session_id=" + SESSION, "Authorization", "Bearer k1");
    assertThat(Json.parse(response.body()))
        .isEqualTo(
            Json.parse(
                "{\"namespace_id\":\""
                    + SESSION
                    + "\",\"items\":[{\"object_id\":\"img_a1b2c3\",\"filename\":\"cat.png\",\"source\":\"store\"},"
                    + "{\"object_id\":\"doc_a1b2c3\",\"filename\":null,\"source\":\"store\"}]}"));
  }

  @Test
  void givesASignedArtifactToAnybody() throws Exception {
    String url =
        fixture.signedUrls.create(fixture.server.address().toString(), target("img_a1b2c3"), "png");
    assertThat(url).endsWith(".png");
    HttpResponse<String> response =
        fixture.send(java.net.http.HttpRequest.newBuilder(URI.create(url)).build());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("a picture");
    assertThat(response.headers().firstValue("content-type")).contains("image/png");
    // Not even a wrong key matters here.
    assertThat(fixture.get(URI.create(url).getPath(), "Authorization", "Bearer nope").statusCode())
        .isEqualTo(200);
  }

  @Test
  void refusesEverySignedUrlThatWasTamperedWith() throws Exception {
    String token =
        fixture.signedUrls.create("", target("img_a1b2c3"), "").substring("/v1/signed/".length());
    List<String> wrong = new ArrayList<>(List.of("x", "AAAA", "a".repeat(5_000), "%20"));
    for (int i = 0; i < token.length(); i += 5) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      wrong.add(token.substring(0, i) + other + token.substring(i + 1));
    }
    for (String candidate : wrong) {
      assertThat(fixture.get("/v1/signed/" + candidate).statusCode()).as(candidate).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "img_000001, image/png, image/png",
    "img_000002, image/jpeg, image/jpeg",
    "vid_000003, video/mp4, video/mp4",
    "vid_000004, application/octet-stream, video/mp4",
    "aud_000005, audio/mpeg, audio/mpeg",
    "doc_000006, application/pdf, application/pdf",
    "recon_000007, model/ply, application/octet-stream",
    "arr_000008, application/x-npy, application/octet-stream",
    "url_000009, text/plain;charset=utf-8, text/plain",
  })
  void servesEveryKindWithTheTypeThatClientsInsistOn(String id, String stored, String served)
      throws Exception {
    store(id, stored, Optional.empty());
    String path = "/v1/artifacts?object_id=" + id + "&";
    for (String namespace : new String[] {"session_id", "execution_id"}) {
      HttpResponse<String> response =
          fixture.get(path + namespace + "=" + SESSION, "Authorization", "Bearer k1");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().allValues("Content-Type")).containsExactly(served);
      assertThat(response.body()).isEqualTo("a picture");
    }
    // Clients look header names up as they are written.
    try (RawConnection connection = new RawConnection(fixture.server.address())) {
      assertThat(
              connection
                  .say(
                      "GET "
                          + path
                          + "session_id="
                          + SESSION
                          + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer k1\r\n"
                          + "Connection: close\r\n\r\n")
                  .everything())
          .contains("\r\nContent-Type: " + served + "\r\n");
    }
    HttpResponse<String> signed =
        fixture.get(
            URI.create(
                    fixture.signedUrls.create(
                        fixture.server.address().toString(), target(id), "bin"))
                .getRawPath());
    assertThat(signed.headers().firstValue("Content-Type")).contains(served);
  }

  @Test
  void namesTheFileInEveryScript() throws Exception {
    store("img_000001", "image/png", Optional.of("Käse \"1\".png"));
    HttpResponse<String> response =
        fixture.get(
            "/v1/artifacts?session_id="
                + SESSION
                + "&filename="
                + java.net.URLEncoder.encode("Käse \"1\".png", StandardCharsets.UTF_8),
            "Authorization",
            "Bearer k1");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Disposition"))
        .contains("inline; filename=\"K_se _1_.png\"; filename*=UTF-8''K%C3%A4se%20%221%22.png");
  }

  @Test
  void robustness20_refusesASignedUrlWhoseTimeIsOver() {
    byte[] secret = new byte[32];
    Instant now = Instant.parse("2026-11-01T00:00:00Z");
    SignedUrls urls = new SignedUrls(secret, Clock.fixed(now, ZoneOffset.UTC));
    String url = urls.create("https://rigel.example", target("img_a1b2c3"), "png");

    SignedUrls later = at(secret, now.plus(Duration.ofDays(7)));
    assertThat(later.resolve(url)).contains(target("img_a1b2c3"));
    SignedUrls tooLate = at(secret, now.plus(Duration.ofDays(7)).plusSeconds(2));
    assertThatThrownBy(() -> tooLate.resolve(url))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN))
        .hasMessageContaining("expired");
    assertThat(
            new SignedUrls(
                    new byte[] {
                      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22,
                      23, 24, 25, 26, 27, 28, 29, 30, 31, 32
                    },
                    Clock.fixed(now, ZoneOffset.UTC))
                .resolve(url))
        .isEmpty();
    assertThat(urls.resolve("https://rigel.example/v1/signed/abc")).isEmpty();
    assertThat(urls.resolve("https://rigel.example/picture.png")).isEmpty();
  }

  @Test
  void keepsItsSecretOverRestarts(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) {
    String url = SignedUrls.of(folder, Clock.systemUTC()).create("http://h", target("img_1"), "");
    assertThat(SignedUrls.of(folder, Clock.systemUTC()).resolve(url)).contains(target("img_1"));
  }

  private static SignedUrls at(byte[] secret, Instant time) {
    return new SignedUrls(secret, Clock.fixed(time, ZoneOffset.UTC));
  }

  private ArtifactUrls.Target target(String id) {
    return new ArtifactUrls.Target(tenant(), SESSION, id);
  }

  private int status(String path) throws Exception {
    return fixture.get(path, "Authorization", "Bearer k1").statusCode();
  }
}
