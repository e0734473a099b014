package dev.rigel.media.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells public addresses from all others: private, loopback, link-local, carrier-grade NAT,
 * multicast, documentation and reserved ranges (IANA's special-purpose registries). An IPv6 address
 * that carries an IPv4 address counts as public only where both are.
 */
final class AddressRules {
  private record Range(byte[] prefix, int bits) {
    static Range of(String text) {
      String[] parts = text.split("/");
      try {
        return new Range(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(e);
      }
    }

    boolean holds(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private static final List<Range> REFUSED_V4 =
      ranges(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  private static final Range GLOBAL_V6 = Range.of("2000::/3");
  private static final Range TEREDO = Range.of("2001::/32");
  private static final Range SIX_TO_FOUR = Range.of("2002::/16");
  private static final Range NAT64 = Range.of("64:ff9b::/96");

  private static final List<Range> REFUSED_V6 =
      ranges("2001:2::/48", "2001:10::/28", "2001:20::/28", "2001:db8::/32", "3fff::/20");

  private AddressRules() {}

  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4 ? isPublicV4(bytes) : isPublicV6(bytes);
  }

  private static boolean isPublicV4(byte[] address) {
    return REFUSED_V4.stream().noneMatch(range -> range.holds(address));
  }

  private static boolean isPublicV6(byte[] address) {
    if (NAT64.holds(address)) {
      return isPublicV4(Arrays.copyOfRange(address, 12, 16));
    }
    return GLOBAL_V6.holds(address)
        && REFUSED_V6.stream().noneMatch(range -> range.holds(address))
        && embedded(address).stream().allMatch(AddressRules::isPublicV4);
  }

  /** Mapped and compatible addresses lie outside the global range and never get here. */
  private static List<byte[]> embedded(byte[] address) {
    if (SIX_TO_FOUR.holds(address)) {
      return List.of(Arrays.copyOfRange(address, 2, 6));
    }
    if (TEREDO.holds(address)) {
      byte[] client = Arrays.copyOfRange(address, 12, 16);
      for (int i = 0; i < client.length; i++) {
        client[i] ^= (byte) 0xff;
      }
      return List.of(Arrays.copyOfRange(address, 4, 8), client);
    }
    return isatap(address).map(List::of).orElse(List.of());
  }

  private static Optional<byte[]> isatap(byte[] address) {
    boolean marked =
        (address[8] == 0 || address[8] == 2)
            && address[9] == 0
            && address[10] == 0x5e
            && address[11] == (byte) 0xfe;
    return marked ? Optional.of(Arrays.copyOfRange(address, 12, 16)) : Optional.empty();
  }

  private static List<Range> ranges(String... texts) {
    return Arrays.stream(texts).map(Range::of).toList();
  }
}
