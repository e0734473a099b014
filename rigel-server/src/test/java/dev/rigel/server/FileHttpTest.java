package dev.rigel.server;

import static dev.rigel.server.ServerFixture.json;
import static dev.rigel.server.Tenants.ANNA;
import static dev.rigel.server.Tenants.BERT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.Hashes;
import dev.rigel.server.settings.Setting;
import dev.rigel.server.signed.FileUrls;
import dev.rigel.server.signed.SignedTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FileHttpTest {
  private static final byte[] PNG = read("../examples/qr.png");
  private static final String BOUNDARY = "d8e4f2-boundary";

  private ServerFixture fixture;

  private static byte[] read(String path) {
    try {
      return Files.readAllBytes(Path.of(path));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void start() throws Exception {
    fixture =
        new ServerFixture(Map.of(Setting.API_KEYS, Tenants.KEYS, Setting.UPLOAD_BYTES, "1MiB"));
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
  }

  // --- direct uploads

  private static byte[] form(String disposition, byte[] content) {
    return form(List.of(disposition), List.of(content));
  }

  private static byte[] form(List<String> dispositions, List<byte[]> contents) {
    java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
    for (int i = 0; i < contents.size(); i++) {
      body.writeBytes(
          ("--"
                  + BOUNDARY
                  + "\r\nContent-Disposition: form-data; "
                  + dispositions.get(i)
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      body.writeBytes(contents.get(i));
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  private HttpResponse<String> upload(String query, byte[] body, String... headers)
      throws Exception {
    return fixture.send(
        ServerFixture.with(fixture.request("/v1/files" + query), headers)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  private JsonNode uploaded(String filename, byte[] content) throws Exception {
    HttpResponse<String> response =
        upload("", form("name=\"file\"; filename=\"" + filename + "\"", content), ANNA);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return json(response);
  }

  @Test
  void takesAFileAndGivesItBack() throws Exception {
    HttpResponse<String> response =
        upload("?purpose=vision", form("name=\"file\"; filename=\"logo.png\"", PNG), ANNA);
    assertThat(response.statusCode()).isEqualTo(201);
    JsonNode file = json(response);
    assertThat(file.propertyNames())
        .containsExactlyInAnyOrder(
            "id", "filename", "bytes", "purpose", "created_at", "object", "public_url");
    assertThat(UUID.fromString(file.path("id").asString())).isNotNull();
    assertThat(file.path("filename").asString()).isEqualTo("logo.png");
    assertThat(file.path("bytes").asInt()).isEqualTo(PNG.length);
    assertThat(file.path("purpose").asString()).isEqualTo("vision");
    assertThat(file.path("object").asString()).isEqualTo("file");
    assertThat(file.path("created_at").asString()).endsWith("Z");

    String id = file.path("id").asString();
    JsonNode again = json(fixture.get("/v1/files/" + id, ANNA));
    assertThat(again).isEqualTo(file);
    assertThat(json(fixture.get("/v1/files", ANNA)).path(0)).isEqualTo(file);
    assertThat(json(fixture.get("/v1/files/hash/" + md5(PNG), ANNA))).isEqualTo(file);
    assertThat(fixture.store.files().file(Tenants.tenant("k1"), id).orElseThrow().mediaType())
        .isEqualTo("image/png");
  }

  @Test
  void findsTheTypeFromTheContentWhateverIsClaimed() throws Exception {
    byte[] body =
        form("name=\"file\"; filename=\"logo.pdf\"\r\nContent-Type: application/pdf", PNG);
    String id = json(upload("", body, ANNA)).path("id").asString();
    HttpResponse<byte[]> served = fetch(json(fixture.get("/v1/files/" + id, ANNA)));
    assertThat(served.headers().firstValue("Content-Type")).contains("image/png");
  }

  @Test
  void servesThePublicUrlWithoutAKeyUntilTheFileIsDeleted() throws Exception {
    JsonNode file = uploaded("logo.png", PNG);
    HttpResponse<byte[]> served = fetch(file);
    assertThat(served.statusCode()).isEqualTo(200);
    assertThat(served.body()).isEqualTo(PNG);
    assertThat(served.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(file.path("public_url").asString())
        .startsWith(fixture.server.address() + "/v1/signed/files/")
        .endsWith(".png");

    HttpResponse<String> deleted = fixture.delete("/v1/files/" + file.path("id").asString(), ANNA);
    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(json(deleted).path("id")).isEqualTo(file.path("id"));
    assertThat(json(deleted).path("filename").asString()).isEqualTo("logo.png");
    assertThat(json(deleted).has("bytes")).isTrue();
    assertThat(fetch(file).statusCode()).isEqualTo(404);
    assertThat(fixture.get("/v1/files/" + file.path("id").asString(), ANNA).statusCode())
        .isEqualTo(404);
    assertThat(fixture.get("/v1/files/hash/" + md5(PNG), ANNA).statusCode()).isEqualTo(404);
    assertThat(fixture.delete("/v1/files/" + file.path("id").asString(), ANNA).statusCode())
        .isEqualTo(404);
  }

  private HttpResponse<byte[]> fetch(JsonNode file) throws Exception {
    return fixture.client.send(
        HttpRequest.newBuilder(URI.create(file.path("public_url").asString())).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void neverShowsAPageInTheBrowser() throws Exception {
    byte[] page = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
    HttpResponse<byte[]> served = fetch(uploaded("page.html", page));
    assertThat(served.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment");
    assertThat(served.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("sandbox");
    assertThat(served.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "False", "0", "no", "FALSE"})
  void givesNoPublicUrlWhereNoneIsWanted(String no) throws Exception {
    HttpResponse<String> response =
        upload(
            "?generate_public_url=" + no, form("name=\"file\"; filename=\"logo.png\"", PNG), ANNA);
    JsonNode file = json(response);
    assertThat(file.has("public_url")).isTrue();
    assertThat(file.path("public_url").isNull()).isTrue();
    assertThat(json(fixture.get("/v1/files", ANNA)).path(0).path("public_url").isNull()).isTrue();

    String id = file.path("id").asString();
    JsonNode asked = json(fixture.get("/v1/files/" + id + "?generate_public_url=True", ANNA));
    assertThat(fetch(asked).body()).isEqualTo(PNG);
    JsonNode without = json(fixture.get("/v1/files/" + id + "?generate_public_url=" + no, ANNA));
    assertThat(without.path("public_url").isNull()).isTrue();
  }

  @Test
  void aPublicUrlThatWasNeverGivenOutDoesNotWork() throws Exception {
    HttpResponse<String> response =
        upload(
            "?generate_public_url=false", form("name=\"file\"; filename=\"logo.png\"", PNG), ANNA);
    String guess =
        new FileUrls(fixture.signedUrls.tokens())
            .publicUrl(
                fixture.server.address().toString(),
                new FileUrls.Target(Tenants.tenant("k1"), json(response).path("id").asString()),
                "png");
    assertThat(fixture.send(HttpRequest.newBuilder(URI.create(guess)).build()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void takesThePurposeFromTheFormToo() throws Exception {
    byte[] body =
        form(
            List.of(
                "name=\"purpose\"",
                "name=\"generate_public_url\"",
                "name=\"file\"; filename=\"a.png\""),
            List.of("batch".getBytes(), "False".getBytes(), PNG));
    JsonNode file = json(upload("", body, ANNA));
    assertThat(file.path("purpose").asString()).isEqualTo("batch");
    assertThat(file.path("public_url").isNull()).isTrue();
    assertThat(json(upload("?purpose=vision", body, ANNA)).path("purpose").asString())
        .isEqualTo("vision");
  }

  @ParameterizedTest
  @CsvSource({
    "Rechnung für Käse.pdf, Rechnung für Käse.pdf",
    "請求書.png, 請求書.png",
    "two %22words%22.png, 'two \"words\".png'",
    "../../etc/passwd, passwd",
    "C:\\photos\\cat.png, cat.png",
    "'.. ', file",
    "'', file",
    "\uD83D\uDE00.png, \uD83D\uDE00.png",
  })
  void keepsNamesOfEveryScriptAndNoPaths(String sent, String kept) throws Exception {
    JsonNode file = uploaded(sent, PNG);
    assertThat(file.path("filename").asString()).isEqualTo(kept);
    HttpResponse<byte[]> served = fetch(file);
    assertThat(served.statusCode()).isEqualTo(200);
    assertThat(served.headers().firstValue("Content-Disposition").orElseThrow())
        .matches("\\p{ASCII}*");
  }

  @Test
  void theSameFileIsKeptOnce() throws Exception {
    JsonNode first = uploaded("logo.png", PNG);
    JsonNode second = uploaded("logo.png", PNG);
    assertThat(second.path("id")).isEqualTo(first.path("id"));
    JsonNode renamed = uploaded("other.png", PNG);
    assertThat(renamed.path("id")).isNotEqualTo(first.path("id"));
    assertThat(json(fixture.get("/v1/files", ANNA))).hasSize(2);
    var files = fixture.store.files().files(Tenants.tenant("k1"), 0, 10);
    assertThat(files.get(0).blob()).isEqualTo(files.get(1).blob());
    // Deleting one leaves the other whole.
    fixture.delete("/v1/files/" + first.path("id").asString(), ANNA);
    assertThat(fetch(renamed).body()).isEqualTo(PNG);
  }

  @Test
  void takesFilesBeyondTheOrdinaryBodyLimitButNotBeyondItsOwn() throws Exception {
    fixture.close();
    fixture =
        new ServerFixture(
            Map.of(
                Setting.API_KEYS, Tenants.KEYS,
                Setting.BODY_LIMIT, "100KiB",
                Setting.UPLOAD_BYTES, "1MiB"));
    byte[] largest = new byte[1 << 20];
    new Random(3).nextBytes(largest);
    JsonNode file = uploaded("largest.bin", largest);
    assertThat(file.path("bytes").asInt()).isEqualTo(1 << 20);
    assertThat(fetch(file).body()).isEqualTo(largest);

    byte[] tooLarge = new byte[(1 << 20) + 1];
    HttpResponse<String> response =
        upload("", form("name=\"file\"; filename=\"x.bin\"", tooLarge), ANNA);
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("RIGEL_UPLOAD_BYTES", "too_large");
    assertThat(leftovers()).isEmpty();
  }

  private List<Path> leftovers() throws IOException {
    List<Path> left = new ArrayList<>();
    Path folder = fixture.folder().resolve("tmp/uploads");
    if (Files.exists(folder)) {
      try (var files = Files.list(folder)) {
        files.forEach(left::add);
      }
    }
    return left;
  }

  @Test
  void leavesNothingBehind() throws Exception {
    uploaded("logo.png", PNG);
    upload("", form("name=\"other\"; filename=\"x\"", PNG), ANNA);
    upload("?purpose=nonsense", form("name=\"file\"; filename=\"x\"", PNG), ANNA);
    byte[] whole = form("name=\"file\"; filename=\"x\"", PNG);
    upload("", java.util.Arrays.copyOf(whole, whole.length - 20), ANNA);
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void anEmptyFileIsAFile() throws Exception {
    JsonNode file = uploaded("empty.txt", new byte[0]);
    assertThat(file.path("bytes").asInt()).isZero();
    assertThat(fetch(file).body()).isEmpty();
  }

  @Test
  void aBoundaryInsideTheContentIsContent() throws Exception {
    byte[] tricky =
        ("\r\n--" + BOUNDARY.substring(0, 8) + "\r\n--\r\n\r\n--").getBytes(StandardCharsets.UTF_8);
    byte[] content = new byte[300_000];
    for (int i = 0; i < content.length; i++) {
      content[i] = tricky[i % tricky.length];
    }
    assertThat(fetch(uploaded("tricky.bin", content)).body()).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?purpose=nonsense",
        "?generate_public_url=maybe",
        "?generate_public_url=",
      })
  void namesWhatIsWrongWithTheQuery(String query) throws Exception {
    HttpResponse<String> response = upload(query, form("name=\"file\"; filename=\"x\"", PNG), ANNA);
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(json(response).path("detail").path(0).path("loc").path(0).asString())
        .isEqualTo("query");
    assertThat(json(response).path("detail").path(0).path("type").asString())
        .isIn("enum", "bool_parsing");
  }

  @Test
  void answersWrongFormsAsFastApiDoes() throws Exception {
    HttpResponse<String> none = upload("", form("name=\"purpose\"", "vision".getBytes()), ANNA);
    assertThat(none.statusCode()).isEqualTo(422);
    assertThat(none.body()).contains("[\"body\",\"file\"]", "\"missing\"");
    HttpResponse<String> text = upload("", form("name=\"file\"", PNG), ANNA);
    assertThat(text.statusCode()).isEqualTo(422);
    HttpResponse<String> json = fixture.post("/v1/files", "{\"file\":1}", ANNA);
    assertThat(json.statusCode()).isEqualTo(422);
    assertThat(json.body()).contains("[\"body\",\"file\"]");
    HttpResponse<String> garbage = upload("", "no form at all".getBytes(), ANNA);
    assertThat(garbage.statusCode()).isEqualTo(422);
    HttpResponse<String> empty = upload("", new byte[0], ANNA);
    assertThat(empty.statusCode()).isEqualTo(422);
    HttpResponse<String> purpose =
        upload(
            "",
            form(
                List.of("name=\"purpose\"", "name=\"file\"; filename=\"x\""),
                List.of("nonsense".getBytes(), PNG)),
            ANNA);
    assertThat(purpose.statusCode()).isEqualTo(422);
    assertThat(purpose.body()).contains("[\"body\",\"purpose\"]", "\"enum\"");
  }

  // --- uploads by URL

  private JsonNode announced(String body) throws Exception {
    HttpResponse<String> response = fixture.post("/v1/files/presigned-url", body, ANNA);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response);
  }

  private HttpResponse<String> put(String url, byte[] content) throws Exception {
    return fixture.send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "image/png")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
            .build());
  }

  @Test
  void takesAnAnnouncedFileAtItsUrlWithoutAKey() throws Exception {
    JsonNode target =
        announced("{\"filename\":\"big.png\",\"purpose\":\"assistants\",\"expiration\":60}");
    assertThat(target.propertyNames())
        .contains(
            "id", "url", "filename", "content_type", "upload_method", "public_url", "created_at");
    assertThat(target.path("filename").asString()).isEqualTo("big.png");
    assertThat(target.path("content_type").asString()).isEqualTo("image/png");
    assertThat(target.path("url").asString()).startsWith(fixture.server.address().toString());
    assertThat(target.path("expiration").asInt()).isEqualTo(60);

    String id = target.path("id").asString();
    assertThat(fixture.get("/v1/files/verify-upload/" + id, ANNA).statusCode()).isEqualTo(404);
    assertThat(json(fixture.get("/v1/files", ANNA))).isEmpty();

    HttpResponse<String> sent = put(target.path("url").asString(), PNG);
    assertThat(sent.statusCode()).isEqualTo(200);
    HttpResponse<String> verified = fixture.get("/v1/files/verify-upload/" + id, ANNA);
    assertThat(verified.statusCode()).isEqualTo(200);
    assertThat(json(verified).path("id").asString()).isEqualTo(id);
    assertThat(json(verified).path("bytes").asInt()).isEqualTo(PNG.length);
    assertThat(fetch(json(verified)).body()).isEqualTo(PNG);
    assertThat(json(fixture.get("/v1/files/hash/" + md5(PNG), ANNA)).path("id").asString())
        .isEqualTo(id);

    // The same bytes may come twice, others may not.
    assertThat(put(target.path("url").asString(), PNG).statusCode()).isEqualTo(200);
    assertThat(put(target.path("url").asString(), new byte[10]).statusCode()).isEqualTo(403);
    assertThat(fixture.delete("/v1/files/" + id, ANNA).statusCode()).isEqualTo(200);
    assertThat(put(target.path("url").asString(), PNG).statusCode()).isEqualTo(403);
  }

  @Test
  void refusesUploadsWithAWrongSignatureOrTooLate() throws Exception {
    JsonNode target = announced("{\"filename\":\"big.png\"}");
    assertThat(target.path("expiration").asInt()).isEqualTo(86_400);
    String url = target.path("url").asString();
    char last = url.charAt(url.length() - 3);
    String forged =
        url.substring(0, url.length() - 3)
            + (last == 'A' ? 'B' : 'A')
            + url.substring(url.length() - 2);
    assertThat(put(forged, PNG).statusCode()).isEqualTo(403);
    assertThat(put(url + "x", PNG).statusCode()).isEqualTo(403);
    assertThat(put(fixture.server.address() + "/v1/signed/uploads/abc", PNG).statusCode())
        .isEqualTo(403);

    // A URL of yesterday, signed by this very server.
    SignedTokens yesterday =
        SignedTokens.of(
            fixture.folder(), Clock.fixed(Instant.now().minus(Duration.ofDays(1)), ZoneOffset.UTC));
    String late =
        new FileUrls(yesterday)
            .uploadUrl(
                fixture.server.address().toString(),
                new FileUrls.Upload(
                    new FileUrls.Target(Tenants.tenant("k1"), target.path("id").asString()), ""),
                Duration.ofHours(1));
    HttpResponse<String> response = put(late, PNG);
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("expired");
    assertThat(
            fixture
                .get("/v1/files/verify-upload/" + target.path("id").asString(), ANNA)
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void aUrlForOneThingIsNoneForAnother() throws Exception {
    JsonNode target = announced("{\"filename\":\"big.png\"}");
    put(target.path("url").asString(), PNG);
    JsonNode file = json(fixture.get("/v1/files/" + target.path("id").asString(), ANNA));
    String publicToken = file.path("public_url").asString().replaceAll(".*/|\\.png$", "");
    String uploadToken = target.path("url").asString().replaceAll(".*/", "");
    String base = fixture.server.address() + "/v1/signed/";
    assertThat(put(base + "uploads/" + publicToken, PNG).statusCode()).isEqualTo(403);
    for (String path : new String[] {"files/" + uploadToken, uploadToken, publicToken}) {
      assertThat(fixture.send(HttpRequest.newBuilder(URI.create(base + path)).build()).statusCode())
          .as(path)
          .isEqualTo(404);
    }
  }

  @Test
  void anUploadByUrlHasALimitToo() throws Exception {
    String url = announced("{\"filename\":\"big.bin\"}").path("url").asString();
    HttpResponse<String> response = put(url, new byte[(1 << 20) + 1]);
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(leftovers()).isEmpty();
    // One that does not say how long it is.
    HttpResponse<String> chunked =
        fixture.send(
            HttpRequest.newBuilder(URI.create(url))
                .PUT(
                    HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofByteArray(new byte[(1 << 20) + 1])))
                .build());
    assertThat(chunked.statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"filename\":\"\"}",
        "{\"filename\":7}",
        "{\"filename\":null}",
        "{\"filename\":\"a\",\"purpose\":\"x\"}",
        "{\"filename\":\"a\",\"purpose\":1}",
        "{\"filename\":\"a\",\"expiration\":0}",
        "{\"filename\":\"a\",\"expiration\":-1}",
        "{\"filename\":\"a\",\"expiration\":604801}",
        "{\"filename\":\"a\",\"expiration\":\"1h\"}",
        "{\"filename\":\"a\",\"expiration\":1.5}",
      })
  void namesWhatIsWrongWithAnAnnouncement(String body) throws Exception {
    HttpResponse<String> response = fixture.post("/v1/files/presigned-url", body, ANNA);
    assertThat(response.statusCode()).isEqualTo(422);
    JsonNode detail = json(response).path("detail").path(0);
    assertThat(detail.path("loc").path(0).asString()).isEqualTo("body");
    assertThat(detail.path("type").asString()).isNotEmpty();
  }

  @Test
  void ignoresUnknownFieldsOfAnAnnouncement() throws Exception {
    announced("{\"filename\":\"a.xyz\",\"colour\":\"red\"}");
  }

  // --- lists, tenants, ids

  @Test
  void pagesThroughTheFilesNewestFirst() throws Exception {
    for (int i = 0; i < 5; i++) {
      uploaded("f" + i + ".txt", ("content " + i).getBytes());
    }
    JsonNode page = json(fixture.get("/v1/files?skip=1&limit=2", ANNA));
    assertThat(page.isArray()).isTrue();
    assertThat(page).hasSize(2);
    assertThat(page.path(0).path("filename").asString()).isEqualTo("f3.txt");
    assertThat(json(fixture.get("/v1/files?limit=1000", ANNA))).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=x, int_parsing",
    "limit=, int_parsing",
    "limit=1.5, int_parsing",
    "limit=0, greater_than_equal",
    "limit=-1, greater_than_equal",
    "limit=1001, less_than_equal",
    "limit=99999999999999999999999, less_than_equal",
    "skip=-1, greater_than_equal",
    "skip=abc, int_parsing",
  })
  void checksThePageAsFastApiDoes(String query, String type) throws Exception {
    HttpResponse<String> response = fixture.get("/v1/files?" + query, ANNA);
    assertThat(response.statusCode()).isEqualTo(422);
    JsonNode detail = json(response).path("detail").path(0);
    assertThat(detail.path("type").asString()).isEqualTo(type);
    assertThat(detail.path("loc").path(0).asString()).isEqualTo("query");
    assertThat(detail.path("loc").path(1).asString()).isEqualTo(query.replaceAll("=.*", ""));
  }

  @Test
  void namesEveryFaultOfAQuery() throws Exception {
    HttpResponse<String> response = fixture.get("/v1/files?limit=x&skip=-1", ANNA);
    assertThat(json(response).path("detail")).hasSize(2);
    for (String wrong : new String[] {"%zz", "%", "%ff"}) {
      try (RawConnection connection = new RawConnection(fixture.server.address())) {
        assertThat(
                connection
                    .say(
                        "GET /v1/files?limit="
                            + wrong
                            + " HTTP/1.1\r\nHost: localhost\r\n"
                            + "Authorization: Bearer k1\r\nConnection: close\r\n\r\n")
                    .everything())
            .as(wrong)
            .matches("(?s)HTTP/1.1 4(00|22) .*");
      }
    }
  }

  @Test
  void anotherTenantsFilesDoNotExist() throws Exception {
    String id = uploaded("logo.png", PNG).path("id").asString();
    assertThat(json(fixture.get("/v1/files", BERT))).isEmpty();
    for (String path :
        new String[] {
          "/v1/files/" + id, "/v1/files/verify-upload/" + id, "/v1/files/hash/" + md5(PNG)
        }) {
      assertThat(fixture.get(path, BERT).statusCode()).as(path).isEqualTo(404);
      assertThat(fixture.get(path).statusCode()).as(path).isEqualTo(401);
    }
    assertThat(fixture.delete("/v1/files/" + id, BERT).statusCode()).isEqualTo(404);
    assertThat(fixture.get("/v1/files/" + id, ANNA).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "..%2f..%2frigel.db",
        "..%2F..%2Fsigning.key",
        "%2e%2e",
        "a%00b",
        "%0a",
        "00000000-0000-0000-0000-000000000000",
        "'%20OR%201=1--",
      })
  void idsThatAreNoneAreNeverFound(String id) throws Exception {
    for (String path : new String[] {"/v1/files/", "/v1/files/verify-upload/", "/v1/files/hash/"}) {
      assertThat(fixture.get(path + id, ANNA).statusCode()).as(path + id).isIn(400, 404);
    }
    assertThat(fixture.delete("/v1/files/" + id, ANNA).statusCode()).isIn(400, 404, 405);
    assertThat(fixture.get("/v1/files/" + "x".repeat(5_000), ANNA).statusCode()).isEqualTo(404);
  }

  @Test
  void findsAHashInAnyCase() throws Exception {
    uploaded("logo.png", PNG);
    assertThat(fixture.get("/v1/files/hash/" + md5(PNG).toUpperCase(), ANNA).statusCode())
        .isEqualTo(200);
    assertThat(fixture.get("/v1/files/hash/" + "0".repeat(32), ANNA).statusCode()).isEqualTo(404);
    assertThat(fixture.get("/v1/files/hash/" + "z".repeat(32), ANNA).statusCode()).isEqualTo(404);
  }

  private static String md5(byte[] content) {
    return HexFormat.of().formatHex(Hashes.md5().digest(content));
  }
}
