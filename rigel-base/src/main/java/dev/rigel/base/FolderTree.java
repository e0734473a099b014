package dev.rigel.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A working folder with everything in it: its size while others write to it, and its end. */
public final class FolderTree {
  private FolderTree() {}

  /** The bytes of all files; files that vanish meanwhile do not count. */
  public static long size(Path folder) {
    AtomicLong bytes = new AtomicLong();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              bytes.addAndGet(attributes.size());
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.get();
  }

  /**
   * Deletes a folder and all in it, as far as possible. What vanishes meanwhile is no fault.
   *
   * @throws IOException the first reason why something is left; the others are suppressed in it
   */
  public static void delete(Path folder) throws IOException {
    Deletion deletion = new Deletion();
    Files.walkFileTree(folder, deletion);
    if (deletion.failure != null) {
      throw deletion.failure;
    }
  }

  /** Goes on after a failure: what can be deleted is. */
  private static final class Deletion extends SimpleFileVisitor<Path> {
    private @Nullable IOException failure;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      return delete(file);
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return e instanceof NoSuchFileException ? FileVisitResult.CONTINUE : failed(e);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) {
      return delete(dir);
    }

    private FileVisitResult delete(Path path) {
      try {
        Files.deleteIfExists(path);
        return FileVisitResult.CONTINUE;
      } catch (IOException e) {
        return failed(e);
      }
    }

    private FileVisitResult failed(IOException e) {
      if (failure == null) {
        failure = e;
      } else {
        failure.addSuppressed(e);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
