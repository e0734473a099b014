package dev.rigel.weights;

import dev.rigel.base.CallScope;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * One try of one source for one entry. The source leaves every file under its own name in the
 * folder; what it needs to resume may stay there too.
 *
 * @param folder the work folder, kept between tries
 * @param progress told the bytes of the entry that are there so far
 */
record Pull(List<ModelFile> files, Path folder, CallScope scope, LongConsumer progress) {
  long bytes() {
    return files.stream().mapToLong(ModelFile::bytes).sum();
  }
}
