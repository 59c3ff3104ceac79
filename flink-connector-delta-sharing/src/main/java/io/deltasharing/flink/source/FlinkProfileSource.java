/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.sharing.ProfileSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;

/** A profile in a file, local or on any file system that Flink is set up for. */
final class FlinkProfileSource implements ProfileSource {
  private static final int MAX_BYTES = 1 << 20;

  private final String profile;

  FlinkProfileSource(String profile) {
    this.profile = profile;
  }

  @Override
  public byte[] read() throws IOException {
    Path path = new Path(profile);
    try (FSDataInputStream in = path.getFileSystem().open(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("it has more than " + MAX_BYTES + " bytes, so it is no profile");
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
}
