package dev.rigel.media.fetch;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * An HTTP client that does nothing by itself: no redirects, no cookies, no credentials, no
 * unpacking.
 */
final class FetchClient {
  private static final int THREADS = 16;
  private static final int CONNECTIONS_PER_HOST = 8;
  private static final int HEADER_BYTES = 32 * 1024;

  private FetchClient() {}

  static HttpClient start(FetchSettings settings, SocketAddressResolver resolver) {
    HttpClient client = new HttpClient();
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
    threads.setName("rigel-fetch");
    threads.setDaemon(true);
    client.setExecutor(threads);
    client.setSocketAddressResolver(resolver);
    client.setConnectTimeout(settings.connect().toMillis());
    client.setIdleTimeout(settings.total().toMillis());
    client.setFollowRedirects(false);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "Rigel"));
    client.setMaxConnectionsPerDestination(CONNECTIONS_PER_HOST);
    client.setMaxResponseHeadersSize(HEADER_BYTES);
    client.setResponseBufferSize(64 * 1024);
    try {
      client.start();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client cannot start", e);
    }
    // Both are filled while it starts.
    client.getContentDecoderFactories().clear();
    client.getProtocolHandlers().clear();
    return client;
  }

  static void stop(HttpClient client) {
    try {
      client.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client cannot stop", e);
    }
  }
}
