package dev.rigel.media.fetch;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * Posts bodies to http and https URLs that come from outside, by the rules of {@link SafeFetcher}:
 * only to public addresses, the name resolved and checked as the connection is made. Redirects are
 * not followed, and of the answer only the status is read.
 *
 * <p>One for a process. Its threads start with the first post.
 */
public final class SafeSender implements AutoCloseable {
  private final FetchSettings settings;
  private final NameResolver names;
  private final CheckedResolver resolver;
  private final ExecutorService lookups = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable HttpClient client;
  private boolean closed;

  public SafeSender(FetchSettings settings) {
    this(settings, NameResolver.SYSTEM);
  }

  public SafeSender(FetchSettings settings, NameResolver names) {
    this.settings = requireNonNull(settings, "settings");
    this.names = requireNonNull(names, "names");
    this.resolver = new CheckedResolver(settings, names);
  }

  /**
   * Checks a URL ahead of the first post, as far as it can be: a name that is not known yet may be
   * later.
   *
   * @throws RigelException {@code media_refused} saying what is wrong with it
   */
  public void check(String url) {
    WebAddress address = checked(url);
    if (!settings.privateAllowed(address.host(), address.port())
        && !addresses(address.host()).stream().allMatch(AddressRules::isPublic)) {
      throw notPublic(address);
    }
  }

  /**
   * Posts a body.
   *
   * @return the answer's status, of whatever kind
   * @throws RigelException {@code media_refused} when the address is not one to be asked
   * @throws IOException when no answer came in time
   */
  public int post(String url, Map<String, String> headers, byte[] body) throws IOException {
    WebAddress address = checked(url);
    long millis = settings.total().toMillis();
    Request request =
        started()
            .newRequest(address.uri())
            .method(HttpMethod.POST)
            .timeout(millis, TimeUnit.MILLISECONDS)
            .followRedirects(false)
            .headers(fields -> headers.forEach(fields::put))
            .body(new BytesRequestContent("application/json", body));
    InputStreamResponseListener listener = new InputStreamResponseListener();
    try {
      request.send(listener);
      return listener.get(millis, TimeUnit.MILLISECONDS).getStatus();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (TimeoutException e) {
      throw new IOException("no answer in time", e);
    } catch (ExecutionException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof CheckedResolver.NotPublicException) {
          throw notPublic(address);
        }
      }
      throw new IOException("no answer", e);
    } finally {
      // Whatever else the receiver has to say is not read.
      request.abort(new IOException("the status is known, or nobody waits for it"));
    }
  }

  private WebAddress checked(String url) {
    WebAddress address = WebAddress.of(url);
    if (!settings.portAllowed(address.host(), address.port())) {
      throw refused(
          "The URL %s names port %d; only 80, 443, 8000, 8080 and 8443 are called, and what fetch.allow names."
              .formatted(address.shown(), address.port()));
    }
    if (!settings.privateAllowed(address.host(), address.port())
        && address.literal().filter(literal -> !AddressRules.isPublic(literal)).isPresent()) {
      throw notPublic(address);
    }
    return address;
  }

  /** Empty when the name server does not know the name, or not soon. */
  private List<InetAddress> addresses(String host) {
    Future<List<InetAddress>> lookup = lookups.submit(() -> names.resolve(host));
    try {
      return lookup.get(settings.connect().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigelException(ErrorCode.CANCELLED, "The run was cancelled: interrupted");
    } catch (TimeoutException e) {
      lookup.cancel(true);
      return List.of();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException) {
        return List.of();
      }
      throw new IllegalStateException("resolving a name failed", e);
    }
  }

  private synchronized HttpClient started() {
    if (closed) {
      throw new IllegalStateException("the sender is closed");
    }
    HttpClient running = client;
    if (running == null) {
      running = FetchClient.start(settings, resolver);
      client = running;
    }
    return running;
  }

  private static RigelException notPublic(WebAddress address) {
    return refused(
        "The URL %s lies at an address that is not public; the operator can open a host with fetch.allow."
            .formatted(address.shown()));
  }

  private static RigelException refused(String message) {
    return new RigelException(ErrorCode.MEDIA_REFUSED, message);
  }

  @Override
  public synchronized void close() {
    closed = true;
    HttpClient running = client;
    client = null;
    if (running != null) {
      FetchClient.stop(running);
    }
    lookups.shutdownNow();
    resolver.close();
  }
}
