/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** The rows of one data file, in batches. One thread at a time. */
public interface FileRows extends Closeable {

  /** The next batch, which is valid until it is released; empty at the end of the file. */
  Optional<RowBatch> next() throws IOException;
}
