/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Kernel's files on the local disk. Hadoop's local file system would start a {@code chmod} for
 * every file it creates, ten times the cost of a commit, and replaces {@code _last_checkpoint} by
 * deleting it first; here every file appears whole, under its final name.
 */
final class LocalFileIO implements FileIO {

  private static final String SCHEME = "file:";

  /** Kernel names files with and without the scheme, unescaped. */
  static Path path(String name) {
    return Path.of(name.startsWith(SCHEME) ? name.substring(SCHEME.length()) : name);
  }

  @Override
  public CloseableIterator<FileStatus> listFrom(String name) throws IOException {
    Path from = path(name);
    try (Stream<Path> files = Files.list(from.toAbsolutePath().getParent())) {
      List<Path> sorted =
          files
              .filter(file -> file.getFileName().compareTo(from.getFileName()) >= 0)
              .sorted()
              .toList();
      return Utils.toCloseableIterator(sorted.iterator()).map(LocalFileIO::statusUnchecked);
    } catch (NoSuchFileException e) {
      throw missing(e);
    }
  }

  @Override
  public FileStatus getFileStatus(String name) throws IOException {
    return status(path(name));
  }

  @Override
  public String resolvePath(String name) {
    return SCHEME + path(name).toAbsolutePath().normalize();
  }

  @Override
  public boolean mkdirs(String name) throws IOException {
    Files.createDirectories(path(name));
    return true;
  }

  @Override
  public InputFile newInputFile(String name, long length) {
    return new LocalInputFile(name, length);
  }

  @Override
  public OutputFile newOutputFile(String name) {
    return new LocalOutputFile(name);
  }

  @Override
  public boolean delete(String name) throws IOException {
    return Files.deleteIfExists(path(name));
  }

  @Override
  public Optional<String> getConf(String key) {
    return Optional.empty();
  }

  @Override
  public void copyFileAtomically(String source, String target, boolean overwrite)
      throws IOException {
    StagedFile staged = StagedFile.create(path(target));
    Files.copy(path(source), staged.staging());
    staged.publish(overwrite);
  }

  /** What Kernel takes for "there is no such file". */
  static FileNotFoundException missing(NoSuchFileException e) {
    FileNotFoundException missing = new FileNotFoundException(e.getMessage());
    missing.initCause(e);
    return missing;
  }

  private static FileStatus statusUnchecked(Path file) {
    try {
      return status(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + file, e);
    }
  }

  private static FileStatus status(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return FileStatus.of(
          SCHEME + file.toAbsolutePath(),
          attributes.size(),
          attributes.lastModifiedTime().toMillis());
    } catch (NoSuchFileException e) {
      throw missing(e);
    }
  }
}
