package dev.rigel.media.office;

import dev.rigel.base.CallScope;
import java.util.Optional;

/**
 * Sets documents of office programs on pages as those programs would. Where there is no such
 * program, or it fails, {@link OfficeReader} sets them plainly.
 */
public interface OfficePrinter extends AutoCloseable {
  /** What came of it. */
  sealed interface Printed {
    /** The document's own look, as a PDF. */
    record Pages(byte[] pdf) implements Printed {}

    /**
     * @param why half a sentence for who looks at the pages, such as "it took too long"
     */
    record Failed(String why) implements Printed {}

    /** There is no program for it, or none is wanted. */
    record NotTried() implements Printed {}
  }

  /**
   * Fails with an exception only when the run is cancelled or its time is over, or when the
   * document must be refused in any case.
   */
  Printed print(byte[] content, OfficeReader.Kind kind, CallScope scope);

  /** Whether documents of older kinds can be brought into a newer one here. */
  boolean renewsOldKinds();

  /** The same document in the kind that came after it; empty where that does not succeed. */
  Optional<byte[]> renewed(byte[] content, OfficeReader.OldKind kind, CallScope scope);

  @Override
  void close();

  /** Prints nothing. */
  static OfficePrinter none() {
    return new OfficePrinter() {
      @Override
      public Printed print(byte[] content, OfficeReader.Kind kind, CallScope scope) {
        return new Printed.NotTried();
      }

      @Override
      public boolean renewsOldKinds() {
        return false;
      }

      @Override
      public Optional<byte[]> renewed(byte[] content, OfficeReader.OldKind kind, CallScope scope) {
        return Optional.empty();
      }

      @Override
      public void close() {}
    };
  }
}
