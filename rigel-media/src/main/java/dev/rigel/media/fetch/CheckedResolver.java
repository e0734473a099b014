package dev.rigel.media.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Resolves a name once and hands the client exactly the addresses that were checked, so that a
 * second answer of the name server (DNS rebinding) is never asked for. A name with one address that
 * is not public is refused altogether.
 */
final class CheckedResolver implements SocketAddressResolver, AutoCloseable {
  static final class NotPublicException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  static final class NotFoundException extends IOException {
    private static final long serialVersionUID = 1L;

    NotFoundException(Throwable cause) {
      super(cause);
    }
  }

  private final FetchSettings settings;
  private final NameResolver names;
  private final ExecutorService lookups = Executors.newVirtualThreadPerTaskExecutor();

  CheckedResolver(FetchSettings settings, NameResolver names) {
    this.settings = settings;
    this.names = names;
  }

  @Override
  public void resolve(
      String host,
      int port,
      Map<String, Object> context,
      Promise<List<InetSocketAddress>> promise) {
    CompletableFuture.supplyAsync(() -> checked(host, port), lookups)
        .orTimeout(settings.connect().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((addresses, failure) -> {
          if (failure == null) {
            promise.succeeded(addresses);
          } else {
            promise.failed(
                failure instanceof CompletionException && failure.getCause() != null
                    ? failure.getCause()
                    : failure);
          }
        });
  }

  private List<InetSocketAddress> checked(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
    List<InetAddress> addresses;
    try {
      addresses = names.resolve(name);
    } catch (UnknownHostException e) {
      throw new CompletionException(new NotFoundException(e));
    }
    if (addresses.isEmpty()) {
      throw new CompletionException(new NotFoundException(new UnknownHostException(name)));
    }
    if (!settings.privateAllowed(name, port)
        && !addresses.stream().allMatch(AddressRules::isPublic)) {
      throw new CompletionException(new NotPublicException());
    }
    return addresses.stream().map(address -> new InetSocketAddress(address, port)).toList();
  }

  @Override
  public void close() {
    lookups.shutdownNow();
  }
}
