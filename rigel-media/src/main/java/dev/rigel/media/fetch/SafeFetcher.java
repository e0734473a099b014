package dev.rigel.media.fetch;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches http and https URLs that come from outside, and only from public addresses: each name is
 * resolved once, all its addresses are checked, and the connection goes to one of them. Redirects
 * are checked in the same way. Size and time are limited while reading.
 *
 * <p>One for a process. Its threads start with the first fetch.
 */
public final class SafeFetcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SafeFetcher.class);
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final FetchSettings settings;
  private final CheckedResolver resolver;
  private @Nullable HttpClient client;
  private boolean closed;

  public SafeFetcher(FetchSettings settings) {
    this(settings, NameResolver.SYSTEM);
  }

  public SafeFetcher(FetchSettings settings, NameResolver names) {
    this.settings = requireNonNull(settings, "settings");
    this.resolver = new CheckedResolver(settings, names);
  }

  /** Whether the text is meant as an http or https URL. */
  public static boolean isUrl(String text) {
    String start = text.strip();
    return start.regionMatches(true, 0, "http://", 0, 7)
        || start.regionMatches(true, 0, "https://", 0, 8);
  }

  /**
   * The content at the URL, as the server sent it: compressed content is not unpacked.
   *
   * @throws RigelException {@link ErrorCode#MEDIA_REFUSED} when the address is refused or does not
   *     answer as it should, {@link ErrorCode#TOO_LARGE} when there is too much
   */
  public byte[] fetch(String url, CallScope scope) {
    scope.check();
    Deadline deadline = scope.deadline().within(settings.total());
    WebAddress address = WebAddress.of(url);
    for (int hop = 0; hop <= settings.redirects(); hop++) {
      check(address);
      Answer answer = ask(address, deadline, scope);
      switch (answer) {
        case Answer.Content content -> {
          return content.bytes();
        }
        case Answer.Redirect redirect -> address = address.follow(redirect.location());
      }
    }
    throw refused(
        "The URL redirects more than %d times; give the final URL.".formatted(settings.redirects()),
        null);
  }

  private sealed interface Answer {
    record Content(byte[] bytes) implements Answer {}

    record Redirect(String location) implements Answer {}
  }

  private void check(WebAddress address) {
    if (!settings.portAllowed(address.host(), address.port())) {
      throw refused(
          "The URL %s names port %d; only 80, 443, 8000, 8080 and 8443 are asked, and what fetch.allow names."
              .formatted(address.shown(), address.port()),
          null);
    }
    if (!settings.privateAllowed(address.host(), address.port())
        && address.literal().filter(literal -> !AddressRules.isPublic(literal)).isPresent()) {
      throw notPublic(address);
    }
  }

  private Answer ask(WebAddress address, Deadline deadline, CallScope scope) {
    long millis = Math.max(1, deadline.remaining().toMillis());
    Request request =
        started()
            .newRequest(address.uri())
            .timeout(millis, TimeUnit.MILLISECONDS)
            .followRedirects(false)
            .headers(headers ->
                headers.put(HttpHeader.ACCEPT, "image/*, application/pdf;q=0.9, */*;q=0.5"));
    InputStreamResponseListener listener = new InputStreamResponseListener();
    try (Cancellation.Registration _ =
            scope
                .cancellation()
                .onCancel(() -> request.abort(new IOException("the run was cancelled")));
        InputStream body = listener.getInputStream()) {
      request.send(listener);
      Response response = listener.get(millis, TimeUnit.MILLISECONDS);
      Answer answer = answer(address, response, body);
      request.abort(new IOException("the rest is not needed"));
      return answer;
    } catch (TimeoutException e) {
      request.abort(e);
      scope.check();
      throw tooSlow(address, e);
    } catch (InterruptedException e) {
      request.abort(e);
      Thread.currentThread().interrupt();
      throw new RigelException(ErrorCode.CANCELLED, "The run was cancelled: interrupted");
    } catch (ExecutionException | IOException e) {
      request.abort(e);
      scope.check();
      throw failed(address, e);
    } catch (RigelException e) {
      request.abort(e);
      throw e;
    }
  }

  private Answer answer(WebAddress address, Response response, InputStream body)
      throws IOException {
    int status = response.getStatus();
    String location = response.getHeaders().get(HttpHeader.LOCATION);
    if (REDIRECTS.contains(status) && location != null) {
      return new Answer.Redirect(location);
    }
    if (status != 200) {
      throw refused(
          "The server of %s answered with status %d; a signed URL may have expired, so give a fresh one."
              .formatted(address.shown(), status),
          null);
    }
    HttpField length = response.getHeaders().getField(HttpHeader.CONTENT_LENGTH);
    if (length != null && length.getLongValue() > settings.bytes()) {
      throw tooLarge(address);
    }
    byte[] content = body.readNBytes((int) Math.min(Integer.MAX_VALUE - 16, settings.bytes() + 1));
    if (content.length > settings.bytes()) {
      throw tooLarge(address);
    }
    if (content.length == 0) {
      throw refused("The server of %s sent nothing.".formatted(address.shown()), null);
    }
    return new Answer.Content(content);
  }

  private synchronized HttpClient started() {
    if (closed) {
      throw new IllegalStateException("the fetcher is closed");
    }
    HttpClient running = client;
    if (running == null) {
      running = FetchClient.start(settings, resolver);
      client = running;
    }
    return running;
  }

  private RigelException failed(WebAddress address, Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case CheckedResolver.NotPublicException _ -> {
          return notPublic(address);
        }
        case CheckedResolver.NotFoundException _ -> {
          return refused(
              "The host %s is not known to the name server.".formatted(address.host()), failure);
        }
        case SSLException _ -> {
          return refused(
              "The server of %s has no valid certificate for its name (expired, self-signed or for another host)."
                  .formatted(address.shown()),
              failure);
        }
        case TimeoutException _ -> {
          return tooSlow(address, failure);
        }
        default -> {}
      }
    }
    LOG.debug("Fetching {} failed", address.shown(), failure);
    return refused(
        "The server of %s cannot be reached or broke off its answer.".formatted(address.shown()),
        failure);
  }

  private RigelException tooSlow(WebAddress address, Exception cause) {
    return refused(
        "The server of %s took too long: %d s to connect and %d s in all are allowed."
            .formatted(
                address.shown(), settings.connect().toSeconds(), settings.total().toSeconds()),
        cause);
  }

  private RigelException tooLarge(WebAddress address) {
    return new RigelException(
        ErrorCode.TOO_LARGE,
        "The content of %s is larger than %,d bytes, the most that is fetched."
            .formatted(address.shown(), settings.bytes()));
  }

  private static RigelException notPublic(WebAddress address) {
    return refused(
        "The URL %s lies at an address that is not public; the operator can open a host with fetch.allow."
            .formatted(address.shown()),
        null);
  }

  private static RigelException refused(String message, @Nullable Throwable cause) {
    return cause == null
        ? new RigelException(ErrorCode.MEDIA_REFUSED, message)
        : RigelException.causedBy(cause, ErrorCode.MEDIA_REFUSED, message);
  }

  @Override
  public synchronized void close() {
    closed = true;
    HttpClient running = client;
    client = null;
    if (running != null) {
      FetchClient.stop(running);
    }
    resolver.close();
  }
}
