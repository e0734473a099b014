package dev.rigel.base;

import static org.assertj.core.api.Assertions.assertThat;

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
}
