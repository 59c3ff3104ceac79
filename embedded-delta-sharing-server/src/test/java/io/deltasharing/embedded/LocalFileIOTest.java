/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileIOTest {

  @TempDir Path directory;
  private final LocalFileIO files = new LocalFileIO();

  @Test
  void showsAFileOnlyOnceItIsWhole() throws IOException {
    Path partition = directory.resolve("p=a b");
    Path target = partition.resolve("data");
    try (PositionOutputStream stream = files.newOutputFile("file:" + target).create(false)) {
      stream.write("whole".getBytes(StandardCharsets.UTF_8));
      assertThat(stream.getPos()).isEqualTo(5);
      assertThat(target).doesNotExist();
    }
    assertThat(target).hasContent("whole");
    assertThat(names(partition)).containsExactly("data");
  }

  @Test
  void letsOneOfTwoWritersWin() throws IOException {
    OutputFile commit = files.newOutputFile(directory.resolve("1.json").toString());
    commit.writeAtomically(lines("first"), false);
    assertThatThrownBy(() -> commit.writeAtomically(lines("second"), false))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(directory.resolve("1.json")).hasContent("first\n");
    commit.writeAtomically(lines("third"), true);
    assertThat(directory.resolve("1.json")).hasContent("third\n");
    assertThat(names(directory)).containsExactly("1.json");
  }

  @Test
  void listsFromAName() throws IOException {
    for (String name : List.of("c", "a", "b")) {
      Files.writeString(directory.resolve(name), name);
    }
    try (CloseableIterator<FileStatus> found = files.listFrom(directory.resolve("b").toString())) {
      assertThat(found.toInMemoryList())
          .extracting(FileStatus::getPath)
          .containsExactly("file:" + directory.resolve("b"), "file:" + directory.resolve("c"));
    }
  }

  @Test
  void saysWhatIsMissingInKernelsTerms() {
    String missing = directory.resolve("none/x").toString();
    assertThatThrownBy(() -> files.listFrom(missing)).isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> files.getFileStatus(missing))
        .isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> files.newInputFile(missing, 0).newStream())
        .isInstanceOf(FileNotFoundException.class);
  }

  private static CloseableIterator<String> lines(String line) {
    return Utils.singletonCloseableIterator(line);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
