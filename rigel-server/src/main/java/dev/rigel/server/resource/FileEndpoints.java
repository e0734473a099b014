package dev.rigel.server.resource;

import dev.rigel.agent.port.BlobStore;
import dev.rigel.agent.port.FileStore;
import dev.rigel.agent.port.StoredFile;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.FileInfo;
import dev.rigel.protocol.FilePurpose;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.ResourceReader;
import dev.rigel.protocol.UploadAnnouncement;
import dev.rigel.protocol.UploadTarget;
import dev.rigel.server.http.Exchange;
import dev.rigel.server.http.HttpFailure;
import dev.rigel.server.http.Identity;
import dev.rigel.server.http.MultipartReader;
import dev.rigel.server.http.Page;
import dev.rigel.server.http.QueryReader;
import dev.rigel.server.signed.FileUrls;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;

/** {@code /v1/files}: uploads in both ways, lists, look-ups, deletion, and URLs without a key. */
final class FileEndpoints {
  /** What a form has around its file. */
  private static final long FORM_OVERHEAD = 64 * 1024;

  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
  private static final String PUBLIC = "generate_public_url";

  private final FileStore files;
  private final BlobStore blobs;
  private final FileKeeping keeping;
  private final FileUrls urls;
  private final Function<String, Optional<Identity>> keys;
  private final BiConsumer<Identity, Long> counting;

  /**
   * @param keys finds an accepted key by its id
   * @param counting counts bytes on a key
   */
  FileEndpoints(
      FileStore files,
      BlobStore blobs,
      FileKeeping keeping,
      FileUrls urls,
      Function<String, Optional<Identity>> keys,
      BiConsumer<Identity, Long> counting) {
    this.files = files;
    this.blobs = blobs;
    this.keeping = keeping;
    this.urls = urls;
    this.keys = keys;
    this.counting = counting;
  }

  void create(Exchange exchange) {
    QueryReader query = new QueryReader(exchange);
    Optional<FilePurpose> purpose =
        query.oneOf(
            "purpose",
            Optional.<FilePurpose>empty(),
            FilePurpose.wireNames(),
            word -> FilePurpose.of(word).map(Optional::of));
    boolean share = query.truth(PUBLIC, true);
    query.throwFaults();
    try (UploadForm form = new UploadForm(keeping::incoming)) {
      MultipartReader.read(
          exchange.header("Content-Type"),
          exchange.bodyStream(keeping.limit() + FORM_OVERHEAD),
          form);
      QueryReader fields = QueryReader.ofForm(form::field);
      boolean wantsUrl = fields.truth(PUBLIC, share);
      FilePurpose inForm =
          fields.oneOf("purpose", FilePurpose.ASSISTANTS, FilePurpose.wireNames(), FilePurpose::of);
      fields.throwFaults();
      StoredFile file =
          keeping.keep(
              exchange.tenant(), form.filename(), purpose.orElse(inForm), form.content(), wantsUrl);
      exchange.send(201, info(exchange, file, wantsUrl).toJson());
    } catch (IOException e) {
      throw IncomingFile.notWritten(e);
    }
  }

  void presign(Exchange exchange) {
    UploadAnnouncement announcement = ResourceReader.upload(exchange.json());
    StoredFile file = keeping.announce(exchange.tenant(), announcement);
    FileUrls.Upload upload =
        new FileUrls.Upload(
            new FileUrls.Target(file.tenant(), file.id()), exchange.identity().key());
    exchange.send(
        200,
        new UploadTarget(
                file.id(),
                urls.uploadUrl(exchange.origin(), upload, announcement.validity()),
                file.filename(),
                file.mediaType(),
                announcement.validity(),
                file.createdAt())
            .toJson());
  }

  /** Takes the content of an announced file, from whoever holds its URL. */
  void receive(Exchange exchange) {
    FileUrls.Upload upload = urls.upload(exchange.pathParameter("token"));
    Optional<Identity> key = key(upload.key());
    try (IncomingFile content = keeping.incoming();
        InputStream body = exchange.bodyStream(keeping.limit())) {
      byte[] buffer = new byte[64 * 1024];
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        long bytes = read;
        key.ifPresent(identity -> counting.accept(identity, bytes));
        content.sink().write(buffer, 0, read);
      }
      content.sink().close();
      keeping.complete(upload.target().tenant(), upload.target().file(), content);
    } catch (IOException e) {
      throw IncomingFile.notWritten(e);
    }
    exchange.send(200, Json.object());
  }

  /** With a key, its URLs end too. */
  private Optional<Identity> key(String id) {
    if (id.isEmpty()) {
      return Optional.empty();
    }
    Optional<Identity> identity = keys.apply(id);
    if (identity.isEmpty()) {
      throw new RigelException(
          ErrorCode.FORBIDDEN, "The key that this upload URL was made with was revoked.");
    }
    return identity;
  }

  void verify(Exchange exchange) {
    sendInfo(exchange, complete(exchange));
  }

  void get(Exchange exchange) {
    sendInfo(exchange, complete(exchange));
  }

  void byHash(Exchange exchange) {
    String md5 = exchange.pathParameter("md5").toLowerCase(Locale.ROOT);
    StoredFile file =
        Optional.of(md5)
            .filter(text -> MD5.matcher(text).matches())
            .flatMap(text -> files.byMd5(exchange.tenant(), text))
            .orElseThrow(() ->
                new RigelException(
                    ErrorCode.NOT_FOUND, "There is no file with this content.", "md5"));
    sendInfo(exchange, file);
  }

  void list(Exchange exchange) {
    QueryReader query = new QueryReader(exchange);
    Page page = Page.bySkip(query);
    query.throwFaults();
    ArrayNode array = Json.array();
    files
        .files(exchange.tenant(), page.skip(), page.limit())
        .forEach(file -> array.add(info(exchange, file, file.shared()).toJson()));
    exchange.send(200, array);
  }

  void delete(Exchange exchange) {
    String id = PathIds.id(exchange, "id", "file");
    StoredFile file =
        files.delete(exchange.tenant(), id).orElseThrow(() -> PathIds.unknown("file"));
    exchange.send(200, plain(file, Optional.empty()).toJson());
  }

  /** The file behind a public URL, for anybody who has it. */
  void getPublic(Exchange exchange) {
    StoredFile file =
        urls.publicTarget(exchange.pathParameter("token"))
            .flatMap(target -> files.file(target.tenant(), target.file()))
            .filter(StoredFile::shared)
            .orElseThrow(FileEndpoints::notPublic);
    try (InputStream content =
        file.blob().flatMap(blobs::open).orElseThrow(FileEndpoints::notPublic)) {
      ContentHeaders.putSandbox(exchange);
      ContentHeaders.put(exchange, file.filename(), isShown(file.mediaType()));
      // The URL ends with the file: nobody is to serve it from a cache after that.
      exchange.header("Cache-Control", "private, no-cache");
      exchange.send(200, file.mediaType(), content, file.size());
    } catch (IOException e) {
      throw RigelException.causedBy(e, ErrorCode.INTERNAL, "A stored file cannot be read.");
    }
  }

  private static boolean isShown(String mediaType) {
    return mediaType.equals("application/pdf")
        || mediaType.startsWith("video/")
        || mediaType.startsWith("audio/")
        || mediaType.startsWith("image/") && !mediaType.equals("image/svg+xml");
  }

  private static RigelException notPublic() {
    return new RigelException(
        ErrorCode.NOT_FOUND, "This URL is not one of this server's, or its file was deleted.");
  }

  private StoredFile complete(Exchange exchange) {
    String id = PathIds.id(exchange, "id", "file");
    StoredFile file = files.file(exchange.tenant(), id).orElseThrow(() -> PathIds.unknown("file"));
    if (file.blob().isEmpty()) {
      throw new HttpFailure(
          404, ErrorCode.NOT_FOUND, "This file was announced, but has not been uploaded yet.");
    }
    return file;
  }

  private void sendInfo(Exchange exchange, StoredFile file) {
    QueryReader query = new QueryReader(exchange);
    boolean wantsUrl = query.truth(PUBLIC, true);
    query.throwFaults();
    exchange.send(200, info(exchange, file, wantsUrl).toJson());
  }

  /** A URL that is given out works. */
  private FileInfo info(Exchange exchange, StoredFile file, boolean wantsUrl) {
    if (!wantsUrl) {
      return plain(file, Optional.empty());
    }
    if (!file.shared()) {
      files.share(file.tenant(), file.id(), true);
    }
    return plain(
        file,
        Optional.of(
            urls.publicUrl(
                exchange.origin(),
                new FileUrls.Target(file.tenant(), file.id()),
                FileKeeping.extension(file.filename()))));
  }

  private static FileInfo plain(StoredFile file, Optional<String> publicUrl) {
    return new FileInfo(
        file.id(), file.filename(), file.size(), file.purpose(), file.createdAt(), publicUrl);
  }
}
