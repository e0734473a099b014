package dev.rigel.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTreeTest {
  @TempDir private Path folder;

  @Test
  void isDeletedWithAllInIt() throws IOException {
    Path tree = folder.resolve("tree");
    Files.createDirectories(tree.resolve("a/b"));
    Files.writeString(tree.resolve("a/b/one"), "1234");
    Files.writeString(tree.resolve("two"), "12");
    Path beside = Files.writeString(folder.resolve("beside"), "stays");
    Files.createSymbolicLink(tree.resolve("link"), beside);

    assertThat(FolderTree.size(tree)).isGreaterThanOrEqualTo(6);
    FolderTree.delete(tree);

    assertThat(tree).doesNotExist();
    assertThat(beside).exists();
  }

  @Test
  void mayBeGoneAlready() throws IOException {
    FolderTree.delete(folder.resolve("nothing"));
    assertThat(folder).exists();
  }

  @Test
  void goesAsFarAsItCan() throws IOException {
    Path held = Files.createDirectories(folder.resolve("tree/held"));
    Files.writeString(held.resolve("one"), "1");
    Path other = Files.createDirectories(folder.resolve("tree/other"));
    Files.writeString(other.resolve("two"), "2");
    assumeThat(held.toFile().setWritable(false)).isTrue();
    assumeThat(Files.isWritable(held)).as("nobody is held back here").isFalse();
    try {
      assertThatThrownBy(() -> FolderTree.delete(folder.resolve("tree")))
          .isInstanceOf(IOException.class);
      assertThat(other).doesNotExist();
      assertThat(held.resolve("one")).exists();
    } finally {
      held.toFile().setWritable(true);
    }
  }
}
