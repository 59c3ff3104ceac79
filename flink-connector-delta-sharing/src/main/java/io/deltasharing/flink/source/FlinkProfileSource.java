/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.sharing.ProfileSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A profile in a file, local or on any file system that Flink is set up for. */
final class FlinkProfileSource implements ProfileSource {
  private static final Logger LOG = LoggerFactory.getLogger(FlinkProfileSource.class);
  private static final int MAX_BYTES = 1 << 20;
  private static final Set<PosixFilePermission> OTHERS_READ =
      EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  /** Paths that were warned of: once per process. */
  private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

  private final String profile;

  FlinkProfileSource(String profile) {
    this.profile = profile;
  }

  @Override
  public byte[] read() throws IOException {
    Path path = new Path(profile);
    FileSystem fileSystem = path.getFileSystem();
    try (FSDataInputStream in = fileSystem.open(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("it has more than " + MAX_BYTES + " bytes, so it is no profile");
      }
      if (!fileSystem.isDistributedFS() && isReadByOthers(java.nio.file.Path.of(path.getPath()))) {
        warnOnce();
      }
      return bytes;
    } catch (FileNotFoundException e) {
      FileNotFoundException missing = new FileNotFoundException("there is no such file");
      missing.initCause(e);
      throw missing;
    }
  }

  @Override
  public String description() {
    return "'" + profile + "'";
  }

  /**
   * Mounted secrets are symbolic links to files whose permissions say nothing about who gets at
   * them.
   */
  static boolean isReadByOthers(java.nio.file.Path file) {
    try {
      if (Files.isSymbolicLink(file)) {
        return false;
      }
      Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
      permissions.addAll(Files.getPosixFilePermissions(file));
      permissions.retainAll(OTHERS_READ);
      return !permissions.isEmpty();
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("The permissions of the profile '{}' cannot be told", file, e);
      return false;
    }
  }

  private void warnOnce() {
    if (WARNED.add(profile)) {
      LOG.warn(
          "The profile '{}' can be read by other users of this machine, and holds a token:"
              + " chmod 600 it.",
          profile);
    }
  }
}
